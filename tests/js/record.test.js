import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmedOf, withConfirmed } from "../../site_overrides/assets/core/confirming.js";
import { emptyRecord, itemOf, mergeRecords, readOf, readRecord, withItem, withPlace, withRead } from "../../site_overrides/assets/core/record.js";

const item = (at, share = 1) => ({ at, response: ["a"], result: { share, passed: share === 1 } });
const round = (record) => readRecord(JSON.stringify(record));

test("a phone that has kept nothing has an empty record and no problem", () => {
  assert.deepEqual(readRecord(null), { record: emptyRecord(), problem: null });
});

test("what was kept is read back the same", () => {
  const record = withPlace(withItem(emptyRecord(), "mot-define", "0-12ab34cd", item(5)), "moments-of-truth", "mot-define", 5);
  assert.deepEqual(round(record), { record, problem: null });
});

test("an answer to another revision is not shown as answered", () => {
  const record = withItem(emptyRecord(), "mot-define", "0-12ab34cd", item(5));
  assert.equal(itemOf(record, "mot-define", "1-12ab34cd"), undefined);
  assert.ok(itemOf(record, "mot-define", "0-12ab34cd"));
});

test("a revision taken back finds its old answer again", () => {
  let record = withItem(emptyRecord(), "q", "0-a", item(1));
  record = withItem(record, "q", "1-a", item(2, 0));
  assert.equal(itemOf(record, "q", "0-a").result.share, 1);
});

test("of what was renamed twice the last answer, reading and confirmation hold, in whichever order its names are told", () => {
  const wrong = { at: 2, response: ["b"], result: { share: 0, passed: false } }, right = { at: 1, response: ["a"], result: { share: 1, passed: true } };
  for (const was of [["first", "second"], ["second", "first"]]) {
    const answered = withItem(withItem(emptyRecord(), "first", "0-aa", right), "second", "0-aa", wrong), names = was.map((name) => `pipes#${name}`);
    assert.deepEqual(itemOf(answered, "third", "0-aa", was), wrong);
    const read = withRead(withRead(emptyRecord(), "pipes#first", "aa", 1), "pipes#second", "bb", 2);
    assert.equal(readOf(read, "pipes", "third", names).tag, "bb");
    const said = (tag, at) => ({ tag, at, edition: "2026.1", role: "" });
    const confirmed = withConfirmed(withConfirmed(emptyRecord(), "pipes#first", said("aa", 1)), "pipes#second", said("bb", 2));
    assert.equal(confirmedOf(confirmed, "pipes#third", names).tag, "bb");
  }
});

test("an id may be any word, also one that every object knows", () => {
  assert.equal(itemOf(emptyRecord(), "constructor", "0-a"), undefined);
  assert.deepEqual(itemOf(round(withItem(emptyRecord(), "constructor", "0-a", item(1))).record, "constructor", "0-a"), item(1));
});

for (const [name, text] of [
  ["cut off", '{"version":1,"items":{'], ["not a record", "[]"], ["a word", '"hello"'], ["empty", ""], ["nothing", "null"],
  ["no items", '{"version":1}'], ["no version", '{"items":{},"places":{}}'],
]) {
  test(`a corrupt store is set aside, not believed: ${name}`, () => {
    assert.deepEqual(readRecord(text), { record: emptyRecord(), problem: "damaged" });
  });
}

test("one broken item does not cost the others", () => {
  const text = JSON.stringify({ version: 1, items: { good: { t: item(1) }, bad: { t: { at: "x" } }, worse: 3 }, places: { set: 1 } });
  const { record, problem } = readRecord(text);
  assert.equal(problem, "damaged");
  assert.deepEqual(Object.keys(record.items), ["good"]);
  assert.deepEqual(record.places, {});
});

test("a record of a later version is not touched", () => {
  assert.equal(readRecord('{"version":2,"items":{},"places":{}}').problem, "newer");
});

test("merging keeps the later change of each item, whichever side it stands on", () => {
  const a = withItem(withItem(emptyRecord(), "q1", "t", item(1, 0)), "q2", "t", item(9));
  const b = withItem(withItem(emptyRecord(), "q1", "t", item(2, 1)), "q3", "t", item(3));
  for (const both of [mergeRecords(a, b), mergeRecords(b, a)]) {
    assert.equal(itemOf(both, "q1", "t").result.share, 1);
    assert.deepEqual(Object.keys(both.items).sort(), ["q1", "q2", "q3"]);
  }
});

test("merging twice changes nothing more", () => {
  const a = withPlace(withItem(emptyRecord(), "q1", "t", item(1)), "set", "q1", 4);
  const b = withPlace(withItem(emptyRecord(), "q1", "u", item(2)), "set", "q2", 5);
  const once = mergeRecords(a, b);
  assert.deepEqual(mergeRecords(once, b), once);
  assert.equal(once.places.set.item, "q2");
});

test("changing a record leaves the one it came from as it was", () => {
  const before = emptyRecord();
  withPlace(withItem(before, "q", "t", item(1)), "set", "q", 1);
  assert.deepEqual(before, emptyRecord());
});

const said = (at, more) => ({ tag: "aa", edition: "2026.1", role: "technician", at, ...more });

test("a confirmation is kept with what was asked, and found under an earlier name of its section", () => {
  const record = withConfirmed(emptyRecord(), "old#leak", said(5, { note: "夜里谁接？" }));
  assert.deepEqual(round(record), { record, problem: null });
  assert.deepEqual(confirmedOf(record, "gas#leak", ["old#leak"]), said(5, { note: "夜里谁接？" }));
  assert.equal(confirmedOf(record, "gas#leak"), undefined);
  assert.equal(confirmedOf(record, "constructor"), undefined);
});

test("a confirmation taken back is none, whichever phone took it back, also under an earlier name", () => {
  const record = withConfirmed(emptyRecord(), "old#leak", said(5)), back = withConfirmed(emptyRecord(), "gas#leak", said(6, { tag: "" }));
  for (const both of [mergeRecords(record, back), mergeRecords(back, record)]) assert.equal(confirmedOf(both, "gas#leak", ["old#leak"]), undefined);
  assert.deepEqual(confirmedOf(mergeRecords(back, withConfirmed(emptyRecord(), "gas#leak", said(7))), "gas#leak"), said(7));
});

for (const [name, entry] of Object.entries({ "no date": { ...said(5), at: "x" }, "no tag": { at: 5, edition: "", role: "" }, "a role that is a list": said(5, { role: [] }), "a note that is a number": said(5, { note: 3 }) })) {
  test(`a confirmation that is none is left out: ${name}`, () => {
    const { record, problem } = round({ ...emptyRecord(), confirmed: { "gas#leak": entry, "gas#meter": said(5) } });
    assert.equal(problem, "damaged");
    assert.deepEqual(record.confirmed, { "gas#meter": said(5) });
  });
}

test("parts a later script has added are kept through reading, changing and merging", () => {
  const later = { ...emptyRecord(), badges: { first: { at: 1 }, constructor: { at: 2 } }, theme: { at: 3, dark: true } };
  const { record, problem } = round(later);
  assert.equal(problem, null);
  assert.deepEqual(round(mergeRecords(withItem(record, "q", "t", item(1)), emptyRecord())).record.badges, later.badges);
  const other = { ...emptyRecord(), badges: { first: { at: 2, from: "b" } }, theme: { at: 2, dark: false } };
  for (const both of [mergeRecords(record, other), mergeRecords(other, record)]) {
    assert.deepEqual([both.badges, both.theme], [{ first: { at: 2, from: "b" }, constructor: { at: 2 } }, later.theme]);
  }
});

test("what no script of ours writes as a part is dropped", () => {
  const { record, problem } = readRecord('{"version":1,"items":{},"note":"x","list":[1],"none":null,"__proto__":{"polluted":true}}');
  assert.deepEqual([record, problem], [emptyRecord(), null]);
  assert.equal(record.polluted, undefined);
});
