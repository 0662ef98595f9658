// What the desk makes of slips that are older than a renaming, a move, or a revision of their exam.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAsked, poolMark } from "../../site_overrides/assets/core/assignment.js";
import { keyRowOf } from "../../site_overrides/assets/core/keyfile.js";
import { setNamed } from "../../site_overrides/assets/core/named.js";
import { bankOf, markedAt, poolOf } from "../../site_overrides/assets/page/marked.js";

const item = (id, chapter, more = {}) => ({
  id, chapter, tag: `0-${id}`, kind: "single", hand: "choose", difficulty: 1, points: 1, critical: false, tags: [], objective: null, prompt: id, many: false,
  atoms: { a: "甲", b: "乙" }, marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["a"] } }, ...more,
});
const set = (name, was, more = {}) => ({ set: name, was, kind: "practice", of: 8, n: 8, columns: null, rows: [], chapters: [name], without: [], ...more });
const CALLS = Array.from({ length: 8 }, (_, n) => item(`q${n}`, "calls")), DOOR = [item("moved", "door", { was: ["before"] })];
const SETS = [set("calls", ["phone"]), set("door", [], { of: 1, n: 1 })], BANKS = { calls: CALLS, door: DOOR };
const ASSIGNMENT = { id: "a", set: "phone", edition: "2026.1", seed: "7", n: 3, attempts: 1, pass: 80 };

const slip = (assignment, code, list, more = {}) => ({
  id: `${assignment.id}/${code}/n`, assignment: assignment.id, at: 1, receipt: "",
  body: { code, name: code, k: 1, s: 1, h: 2, u: 1, e: "2026.1", d: "", ids: list.map(({ id }) => id), t: list.map(({ tag }) => tag), r: Object.fromEntries(list.map(({ id }) => [id, ["a"]])), ...more },
});
const shellOf = (slips, { sets = SETS, banks = BANKS, edition = "2026.1" } = {}) => ({
  edition, sets, fetched: [], desk: { get: () => undefined }, slipsOf: () => slips, setOf: (name) => setNamed(sets, name),
  bank(name, digest = "") {
    this.fetched.push(name);
    return Promise.resolve(new Map((banks[digest] || banks[setNamed(sets, name).set]).map((one) => [one.id, one])));
  },
});
const drawn = (name) => drawAsked({ ...ASSIGNMENT, set: name }, SETS[0], CALLS, 1).map((id) => CALLS.find((one) => one.id === id));

test("whoever answered before a chapter was renamed, or after, was asked what the assignment asks", async () => {
  const old = slip(ASSIGNMENT, "1", drawn("phone"), { p: poolMark(CALLS) }), now = slip(ASSIGNMENT, "2", drawn("calls"), { p: poolMark(CALLS) });
  assert.notDeepEqual([...old.body.ids].sort(), [...now.body.ids].sort());
  const flags = async (assignment) => (await markedAt(shellOf([old, now]), assignment, "", "last")).people.map(({ flags: all }) => all);
  assert.deepEqual(await flags(ASSIGNMENT), [[], ["other-questions"]]);
  // An order of headquarters stands in the manual: it takes the new name with it.
  assert.deepEqual(await flags({ ...ASSIGNMENT, set: "calls", campaign: true }), [[], []]);
});

test("a question that has moved to another chapter is marked all the same, and drawn no more", async () => {
  const answered = [CALLS[0], { ...DOOR[0], id: "before" }], shell = shellOf([slip(ASSIGNMENT, "1", answered)]);
  const { people, bank, columns } = await markedAt(shell, ASSIGNMENT, "", "last");
  assert.deepEqual(people[0].shown.paper.cells.map(({ id, state }) => [id, state]), [["q0", "right"], ["moved", "right"]]);
  assert.deepEqual([poolOf(bank, SETS[0]).length, columns], [8, ["q0", "moved"]]);
});

test("while every question is where it was, no other chapter is fetched", async () => {
  const shell = shellOf([slip(ASSIGNMENT, "1", CALLS)]);
  assert.equal((await bankOf(shell, ASSIGNMENT, "")).size, 8);
  assert.deepEqual(shell.fetched, ["phone"]);
});

test("two papers of one exam have one column for a question that was renamed between them", async () => {
  const named = (id, more) => item(id, "calls", { tag: undefined, ...more }), sets = [set("tests/entry", [], { kind: "sealed", digest: "d2", of: 2, n: 2, chapters: ["calls"] })];
  const [before, now] = [[named("old"), named("same")], [named("new", { was: ["old"] }), named("same")]], exam = { ...ASSIGNMENT, set: "tests/entry", campaign: true, n: 2 };
  const slips = [slip(exam, "1", before, { d: "d1", r: { old: ["b"] } }), slip(exam, "2", now, { d: "d2" })];
  const { people, columns } = await markedAt(shellOf(slips, { sets, banks: { d1: before, d2: now, "tests/entry": now } }), exam, "", "last");
  assert.deepEqual([...columns].sort(), ["new", "same"]);
  assert.deepEqual(people.map(({ shown }) => shown.paper.cells.map(({ id, as, state }) => [id, as, state])), [
    [["new", "old", "wrong"], ["same", "same", "blank"]], [["new", "new", "right"], ["same", "same", "right"]],
  ]);
});

test("a key file is an exam's under any of its names: the latest, of this paper where it is told", () => {
  const row = (exam, digest, at) => ({ now: { exam, digest }, at }), rows = [row("entry", "d1", 1), row("first-day", "d1", 3), row("first-day", "d2", 2), row("other", "d1", 9)];
  const names = ["tests/first-day", "tests/entry"];
  assert.deepEqual([keyRowOf(rows, names, "d1"), keyRowOf(rows, names, "d2"), keyRowOf(rows, names), keyRowOf(rows, ["tests/entry"]), keyRowOf(rows, names, "d3")], [rows[1], rows[2], rows[1], rows[0], undefined]);
});
