// What a revised edition asks of one person: of the old hand, of somebody two editions behind, of somebody new.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, mine, standing } from "../../site_overrides/assets/core/delta.js";
import { emptyRecord, readRecord, withItem, withRead } from "../../site_overrides/assets/core/record.js";
import { random } from "./chance.js";

const DAY = 86400000, OUT = { "2025.2": 100 * DAY, "2026.1": 200 * DAY, "2026.2": 300 * DAY };
const LONG_AGO = 150 * DAY, LAST_YEAR = 250 * DAY, NOW = 310 * DAY;

const entry = (ref, what, section, more) => ({
  ref, group: "block", what, section, from: ["2026.1", "2025.2"], moved: false, chapter: section.split("#")[0], roles: [],
  minutes: 1, url: "x", title: ref, questions: [], tag: "1-now", was: [], ...more,
});
const section = (tag, tags, was = []) => ({ tag, tags, was });

/** Three releases. `calls#first` changed twice, `calls#words` in its wording, `calls#new` is new. */
const DATA = {
  edition: "2026.2", base: "2026.1", bases: ["2026.1", "2025.2"], released: OUT,
  sections: {
    "calls#first": section("c", { "2026.1": "b", "2025.2": "a" }, ["phone#first"]),
    "calls#words": section("w", { "2026.1": "w", "2025.2": "w" }),
    "calls#new": section("n", {}),
    "visits#late": section("l", { "2026.1": "l", "2025.2": "k" }),
  },
  entries: [
    entry("calls#limit", "material", "calls#first", { from: ["2026.1"], questions: ["q-limit"] }),
    entry("calls#limit", "material", "calls#first", { from: ["2025.2"], questions: ["q-limit"] }),
    entry("calls#tone", "words", "calls#words"),
    entry("calls#rude", "added", "calls#new", { questions: ["q-rude"] }),
    entry("visits#fee", "material", "visits#late", { from: ["2025.2"], questions: ["q-fee"], roles: ["dispatcher"] }),
    entry("q-own", "material", "", { group: "question", chapter: "calls", tag: "0-b" }),
  ],
};
const ITEMS = ["q-limit", "q-rude", "q-fee", "q-own", "q-untouched"].map((id) => ({ id, tag: id === "q-own" ? "0-b" : "0-a", was: [] }));

const reading = (tags, at, record = emptyRecord()) => Object.entries(tags).reduce((all, [ref, tag]) => withRead(all, ref, tag, at), record);
const answering = (record, id, at, passed = true, tag = "0-a") => withItem(record, id, tag, { at, response: "x", result: { share: passed ? 1 : 0, passed } });
const refs = (record, role, data = DATA) => mine(record, data, role).map(({ ref, from }) => `${ref} ${from[0]}`);
const quiz = (record, role, data = DATA) => asked(record, data, ITEMS, role).map(({ id }) => id);
const states = (record, data = DATA) => data.entries.map((one) => standing(record, data, one).state);

const OLD_HAND = reading({ "calls#first": "b", "calls#words": "w", "visits#late": "l" }, LAST_YEAR);

test("somebody who knows the last edition rereads what changed since and meets what is new", () => {
  assert.deepEqual(refs(OLD_HAND), ["calls#limit 2026.1", "calls#rude 2026.1"]);
  assert.deepEqual(standing(OLD_HAND, DATA, DATA.entries[0]), { state: "reread", base: "2026.1" });
});

test("a change of words never asks, and says that only words differ", () => {
  const onlyWords = { ...DATA, entries: [DATA.entries[2]] };
  assert.deepEqual(refs(OLD_HAND, "", onlyWords), []);
  assert.deepEqual(quiz(OLD_HAND, "", onlyWords), []);
  assert.deepEqual(standing(OLD_HAND, DATA, DATA.entries[2]), { state: "words", base: "2026.1" });
  assert.equal(standing(reading({ "calls#words": "w" }, NOW), DATA, DATA.entries[2]).state, "same", "read since it came out");
});

test("a question whose words alone changed is not asked again", () => {
  const data = { ...DATA, entries: [entry("q-own", "words", "", { group: "question", tag: "0-b" })] }, record = answering(OLD_HAND, "q-own", LAST_YEAR, true, "0-b");
  assert.deepEqual(quiz(record, "", data), []);
  assert.equal(standing(record, data, data.entries[0]).state, "words");
  const earlier = { ...data.entries[0], from: ["2025.2"] };
  assert.equal(standing(record, data, earlier).state, "same", "the words changed before they answered");
});

test("a section read again drops out", () => {
  const again = reading({ "calls#first": "c", "calls#new": "n" }, NOW, OLD_HAND);
  assert.deepEqual(refs(again), []);
  assert.equal(standing(again, DATA, DATA.entries[0]).state, "same");
});

test("somebody two editions behind is compared with the edition they read, section by section", () => {
  const behind = reading({ "calls#first": "a", "visits#late": "k" }, LONG_AGO);
  assert.deepEqual(refs(behind), ["calls#limit 2025.2", "calls#rude 2026.1", "visits#fee 2025.2"]);
  const since = reading({ "visits#late": "l" }, LAST_YEAR, behind);
  assert.deepEqual(refs(since), ["calls#limit 2025.2", "calls#rude 2026.1"]);
});

test("of two editions with the same tag the one that was out when it was read is meant", () => {
  assert.equal(standing(reading({ "calls#words": "w" }, LONG_AGO), DATA, DATA.entries[2]).base, "2025.2");
  assert.equal(standing(reading({ "calls#words": "w" }, LAST_YEAR), DATA, DATA.entries[2]).base, "2026.1");
  assert.equal(standing(reading({ "calls#words": "w" }, DAY), DATA, DATA.entries[2]).base, "2025.2", "before all of them");
  assert.equal(standing(reading({ "calls#first": "a" }, LAST_YEAR), DATA, DATA.entries[1]).base, "2025.2", "an old edition, read later");
});

test("a renamed chapter keeps what was read under its old name", () => {
  assert.deepEqual(refs(reading({ "phone#first": "c" }, LAST_YEAR)), ["calls#rude 2026.1"]);
  assert.deepEqual(refs(reading({ "phone#first": "b" }, LAST_YEAR)), ["calls#limit 2026.1", "calls#rude 2026.1"]);
  const both = reading({ "calls#first": "b" }, LAST_YEAR, reading({ "phone#first": "a" }, LONG_AGO));
  assert.equal(standing(both, DATA, DATA.entries[0]).base, "2026.1", "the later of the two");
  const older = reading({ "phone#first": "b" }, NOW + 1, reading({ "calls#first": "c" }, NOW));
  assert.equal(standing(older, DATA, DATA.entries[0]).state, "same", "an old edition was looked at afterwards");
});

test("who read a working copy, whose tag no edition has, is compared by the day", () => {
  const draft = (at) => standing(reading({ "calls#first": "draft" }, at), DATA, DATA.entries[0]);
  assert.deepEqual(draft(LAST_YEAR), { state: "reread", base: "2026.1" });
  assert.deepEqual(standing(reading({ "calls#first": "draft" }, LONG_AGO), DATA, DATA.entries[1]), { state: "reread", base: "2025.2" });
  assert.deepEqual(draft(DAY), { state: "same", base: "2025.2" }, "this entry is about 2026.1");
});

test("who read in the working copy what became the edition is not asked", () => {
  const early = reading({ "calls#first": "c", "calls#new": "n" }, LAST_YEAR, OLD_HAND);
  assert.deepEqual(refs(early), []);
});

test("somebody new has nothing to read again: a first reading will do", () => {
  assert.deepEqual(refs(emptyRecord()), []);
  assert.deepEqual(quiz(emptyRecord()), []);
  assert.deepEqual(states(emptyRecord()), DATA.entries.map(() => "unread"));
  const begun = answering(reading({ "calls#words": "w" }, NOW), "q-untouched", NOW);
  assert.deepEqual([refs(begun), quiz(begun)], [[], []]);
});

test("an old hand is not sent to changes in a section they never read", () => {
  assert.deepEqual(refs(reading({ "calls#words": "w" }, LAST_YEAR)), ["calls#rude 2026.1"]);
  assert.deepEqual(quiz(reading({ "calls#words": "w" }, LAST_YEAR)), ["q-rude", "q-own"]);
});

test("a change that was taken back asks nobody who knew it before, and those who knew the change", () => {
  const back = { ...DATA, sections: { "calls#first": section("a", { "2026.1": "b", "2025.2": "a" }) }, entries: [entry("calls#limit", "material", "calls#first", { from: ["2026.1"] })] };
  assert.deepEqual(refs(reading({ "calls#first": "a" }, LONG_AGO), "", back), []);
  assert.deepEqual(refs(reading({ "calls#first": "b" }, LAST_YEAR), "", back), ["calls#limit 2026.1"]);
});

test("what was taken out of a section that was read has to be unlearnt", () => {
  const out = { ...DATA, entries: [entry("calls#gone", "removed", "calls#first", { from: ["2026.1"] })] };
  assert.deepEqual(refs(OLD_HAND, "", out), ["calls#gone 2026.1"]);
  assert.deepEqual(refs(reading({ "calls#first": "c" }, NOW), "", out), []);
  const gone = { ...out, sections: { "calls#first": section("", { "2026.1": "b" }) } };
  assert.deepEqual(refs(OLD_HAND, "", gone), [], "with its whole section: there is nothing left to read");
});

test("a role sees what concerns it; without a role everything does", () => {
  const behind = reading({ "visits#late": "k" }, LONG_AGO);
  const fee = (role) => refs(behind, role).includes("visits#fee 2025.2");
  assert.deepEqual([fee("dispatcher"), fee("manager"), fee("")], [true, false, true]);
  assert.deepEqual(refs(OLD_HAND, "manager"), refs(OLD_HAND), "what concerns everybody");
  assert.deepEqual(["dispatcher", "manager"].map((role) => quiz(behind, role).includes("q-fee")), [true, false]);
  assert.equal(standing(behind, DATA, DATA.entries[4], "manager").state, "same");
});

test("each thing is listed once, however many entries it has", () => {
  const twice = { ...DATA, entries: [DATA.entries[0], { ...DATA.entries[0] }] };
  assert.deepEqual(refs(OLD_HAND, "", twice), ["calls#limit 2026.1"]);
});

test("the quiz asks what is new or changed, and what measures it", () => {
  assert.deepEqual(quiz(OLD_HAND), ["q-limit", "q-rude", "q-own"]);
});

test("a question answered before its block changed is asked again, until it is answered since", () => {
  const before = answering(OLD_HAND, "q-limit", LAST_YEAR);
  assert.ok(quiz(before).includes("q-limit"));
  const wrong = answering(before, "q-limit", NOW, false), right = answering(before, "q-limit", NOW);
  assert.ok(quiz(wrong).includes("q-limit"));
  assert.ok(!quiz(right).includes("q-limit"));
});

test("having read the section again does not spare the question", () => {
  const record = reading({ "calls#first": "c" }, NOW, answering(OLD_HAND, "q-limit", LAST_YEAR));
  assert.ok(quiz(record).includes("q-limit"));
});

test("a question answered after its block changed is not asked, whenever the section was read", () => {
  const behind = reading({ "calls#words": "w" }, LONG_AGO), wrong = answering(reading({ "visits#late": "l" }, NOW, behind), "q-fee", NOW, false);
  assert.ok(quiz(wrong).includes("q-fee"), "answered, but not right");
  assert.ok(!quiz(answering(reading({ "visits#late": "k" }, LONG_AGO), "q-fee", NOW)).includes("q-fee"));
  assert.ok(!quiz(answering(OLD_HAND, "q-fee", LAST_YEAR)).includes("q-fee"), "changed before they answered");
  assert.ok(quiz(answering(OLD_HAND, "q-fee", LONG_AGO)).includes("q-fee"), "changed after they answered");
});

test("a changed question that was passed as it was is asked, passed as it is now it is not", () => {
  const before = answering(OLD_HAND, "q-own", LAST_YEAR, true, "0-a");
  assert.ok(quiz(before).includes("q-own"));
  assert.equal(standing(before, DATA, DATA.entries[5]).state, "reread");
  const since = answering(before, "q-own", NOW, true, "0-b");
  assert.ok(!quiz(since).includes("q-own"));
  assert.equal(standing(since, DATA, DATA.entries[5]).state, "same");
  assert.ok(quiz(answering(emptyRecord(), "q-own", NOW, true, "0-a")).includes("q-own"), "answered in an old edition");
  const begun = withItem(OLD_HAND, "q-own", "0-a", { at: LAST_YEAR, draft: "x" });
  assert.equal(standing(begun, DATA, DATA.entries[5]).state, "unread", "begun, not handed in");
});

test("a renamed question keeps its answers", () => {
  const items = [{ id: "q-limit", tag: "0-a", was: ["q-old"] }], record = answering(OLD_HAND, "q-old", NOW);
  assert.deepEqual(asked(record, DATA, items), []);
});

test("a working copy asks what differs from the last edition, and not who has read and answered it", () => {
  const copy = { ...DATA, edition: "", base: "2026.2", bases: ["2026.2"], sections: { "calls#first": section("d", { "2026.2": "c" }) }, entries: [entry("calls#limit", "material", "calls#first", { from: ["2026.2"], questions: ["q-limit"] })] };
  const reader = answering(reading({ "calls#first": "c" }, NOW), "q-limit", NOW);
  assert.deepEqual([refs(reader, "", copy), quiz(reader, "", copy)], [["calls#limit 2026.2"], ["q-limit"]]);
  const again = answering(reading({ "calls#first": "d" }, NOW + 1, reader), "q-limit", NOW + 2);
  assert.deepEqual([refs(again, "", copy), quiz(again, "", copy)], [[], []]);
});

test("whatever somebody has done before, who reads and answers everything now is asked nothing more", () => {
  const moments = [DAY, LONG_AGO, LAST_YEAR, NOW], role = ["", "dispatcher", "manager"];
  for (let seed = 0; seed < 400; seed++) {
    const { maybe, oneOf } = random(seed);
    let record = emptyRecord();
    for (const ref of [...Object.keys(DATA.sections), "phone#first", "visits#untouched"])
      if (maybe()) record = reading({ [ref]: oneOf(["a", "b", "c", "k", "l", "n", "w", "draft"]) }, oneOf(moments), record);
    for (const { id } of ITEMS) if (maybe()) record = answering(record, id, oneOf(moments), maybe(), oneOf(["0-a", "0-b"]));
    const before = mine(record, DATA, oneOf(role));
    assert.equal(new Set(before.map(({ ref }) => ref)).size, before.length);
    for (const one of before) assert.ok(standing(record, DATA, one).state !== "same" && one.what !== "words", `${seed} ${one.ref}`);
    const read = reading(Object.fromEntries(Object.entries(DATA.sections).map(([ref, { tag }]) => [ref, tag])), NOW + 1, record);
    assert.deepEqual(mine(read, DATA), [], `${seed}`);
    const answered = ITEMS.reduce((all, { id, tag }) => answering(all, id, NOW + 2, true, tag), read);
    assert.deepEqual(asked(answered, DATA, ITEMS), [], `${seed}`);
  }
});

test("the first edition, which follows none, asks nobody anything", () => {
  const first = { edition: "2025.2", base: "", bases: [], released: { "2025.2": OUT["2025.2"] }, sections: {}, entries: [] };
  assert.deepEqual([refs(OLD_HAND, "", first), quiz(OLD_HAND, "", first)], [[], []]);
});

test("names that every object knows are names like any other", () => {
  const words = ["constructor", "toString", "hasOwnProperty", "valueOf"];
  const data = {
    ...DATA, sections: { "constructor#toString": section("b", { "2026.1": "a" }) },
    entries: [
      ...words.map((id) => entry(id, "material", "", { group: "question", from: ["2026.1"] })),
      entry("constructor#valueOf", "material", "constructor#toString", { from: ["2026.1"], questions: words }),
      entry("x", "added", "constructor", { from: ["2026.1"] }),
    ],
  };
  const items = words.map((id) => ({ id, tag: "constructor" }));
  assert.deepEqual(states(emptyRecord(), data), data.entries.map(() => "unread"));
  assert.deepEqual([mine(emptyRecord(), data), asked(emptyRecord(), data, items)], [[], []]);
  const reader = readRecord(JSON.stringify(reading({ "constructor#toString": "a" }, LAST_YEAR))).record;
  assert.deepEqual(refs(reader, "", data), ["constructor#valueOf 2026.1"]);
  assert.deepEqual(asked(reader, data, items).map(({ id }) => id), words);
});

test("what is new in a guide on nobody's path is for those who read it, not for everybody who knew an edition", () => {
  const onPaths = { ...DATA, roles: { newcomer: "Newcomer" }, entries: DATA.entries.map((one) => (one.ref === "calls#limit" ? { ...one, roles: ["newcomer"] } : one)) };
  assert.deepEqual(refs(OLD_HAND, "newcomer", onPaths), ["calls#limit 2026.1"]);
  const guide = { ...onPaths, entries: [entry("calls#rude", "material", "calls#first")] };
  assert.deepEqual(refs(OLD_HAND, "newcomer", guide), ["calls#rude 2026.1"], "read before, so to be read again");
});

test("a question answered in the old edition after the new one came out is asked all the same", () => {
  const late = answering(OLD_HAND, "q-own", NOW, true, "0-old");
  assert.ok(quiz(late).includes("q-own"));
  assert.ok(!quiz(answering(late, "q-own", NOW + DAY, true, "0-b")).includes("q-own"), "until it is answered as it is");
});
