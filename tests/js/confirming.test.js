// Read and understood, section by section: what holds, what has to be confirmed again, and what is only a question.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LONGEST, confirmationOf, countOf, forRole, withConfirmation, withNote, withoutConfirmation } from "../../site_overrides/assets/core/confirming.js";
import { emptyRecord, mergeRecords, withRead } from "../../site_overrides/assets/core/record.js";

const section = (ref, tag, more) => ({ ref, tag, title: ref, chapter: "gas", number: 1, url: "x", roles: [], what: "whole", was: [], ...more });
const LEAK = section("gas#leak", "aa", { was: ["pipes#leak"] }), NOTICE = section("notices.valve", "0-b", { what: "notice" });
const done = (record = emptyRecord(), one = LEAK, now = 5) => withConfirmation(record, one, "2026.1", "technician", now);
const state = (record, one = LEAK) => confirmationOf(record, one).state;

test("nothing is confirmed until somebody says so, and reading alone says nothing", () => {
  const read = withRead(emptyRecord(), "gas#leak", "aa", 1);
  assert.deepEqual(confirmationOf(emptyRecord(), LEAK), { state: "open", isRead: false, said: undefined, note: "" });
  assert.deepEqual(confirmationOf(read, LEAK), { state: "open", isRead: true, said: undefined, note: "" });
});

test("a confirmation says of which edition, as whom and when", () => {
  const { state, said } = confirmationOf(done(), LEAK);
  assert.deepEqual([state, said], ["done", { tag: "aa", edition: "2026.1", role: "technician", at: 5 }]);
});

test("new words keep the tag, and with it the confirmation; a material change asks again", () => {
  assert.equal(state(done(), { ...LEAK, title: "Leaking gas" }), "done");
  assert.equal(state(done(), { ...LEAK, tag: "bb" }), "again");
  assert.equal(state(withConfirmation(done(), { ...LEAK, tag: "bb" }, "2026.2", "", 6), { ...LEAK, tag: "bb" }), "done");
});

test("a section of a renamed chapter is confirmed, and read, under its old name", () => {
  const old = withRead(done(emptyRecord(), section("pipes#leak", "aa")), "pipes#leak", "aa", 1);
  assert.deepEqual([state(old), confirmationOf(old, LEAK).isRead], ["done", true]);
  assert.equal(state(withoutConfirmation(old, LEAK, 9)), "open");
});

test("what was read before it changed is not read", () => {
  assert.equal(confirmationOf(withRead(emptyRecord(), "gas#leak", "older", 1), LEAK).isRead, false);
});

test("a notice stands on the page itself and needs no reading elsewhere", () => {
  assert.equal(confirmationOf(emptyRecord(), NOTICE).isRead, true);
});

test("taken back it is open again, and its question stays", () => {
  const back = withoutConfirmation(withNote(done(), LEAK, "夜里谁接？", 6), LEAK, 7);
  assert.deepEqual(confirmationOf(back, LEAK), { state: "open", isRead: false, said: undefined, note: "夜里谁接？" });
  assert.equal(state(done(back, LEAK, 8)), "done");
});

test("a question confirms nothing, takes nothing back, and goes along when it is confirmed", () => {
  const asked = withNote(emptyRecord(), LEAK, " 夜里谁接？\n", 4);
  assert.deepEqual([state(asked), confirmationOf(asked, LEAK).note], ["open", "夜里谁接？"]);
  assert.deepEqual(confirmationOf(done(asked), LEAK).said, { tag: "aa", edition: "2026.1", role: "technician", at: 5, note: "夜里谁接？" });
  assert.equal(state(withNote(done(), LEAK, "?", 6)), "done");
  assert.equal(state(withNote(done(), LEAK, "?", 6), { ...LEAK, tag: "bb" }), "again");
  assert.equal(confirmationOf(withNote(asked, LEAK, "", 6), LEAK).said, undefined);
  assert.ok(!("note" in withNote(asked, LEAK, "", 6).confirmed["gas#leak"]));
});

test("a question is cut where a slip would have no room for it", () => {
  assert.equal(confirmationOf(withNote(emptyRecord(), LEAK, "问".repeat(LONGEST + 1), 1), LEAK).note.length, LONGEST);
});

test("a clock that goes back does not make a later word the earlier one", () => {
  const before = done(emptyRecord(), LEAK, 1000), after = withoutConfirmation(before, LEAK, 10);
  assert.equal(state(mergeRecords(before, after)), "open");
});

test("each role confirms its own; what is for everybody, and everything without a role", () => {
  const all = [LEAK, section("gas#bill", "c", { roles: ["dispatcher"] })];
  assert.deepEqual(["dispatcher", "technician", ""].map((role) => forRole(all, role).length), [2, 1, 2]);
  assert.deepEqual(countOf(done(), all), { n: 1, of: 2 });
  assert.deepEqual(countOf(done(), []), { n: 0, of: 0 });
});

test("names that every object knows are confirmed by nobody", () => {
  assert.equal(state(emptyRecord(), section("constructor", "aa", { was: ["toString"] })), "open");
});
