// A renaming loses nothing that was named before it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { found, namesOf, renamed, setNamed } from "../../site_overrides/assets/core/named.js";
import { sectionsOf } from "../../site_overrides/assets/core/register.js";

const SETS = [{ set: "calls", was: ["phone", "short"] }, { set: "calls/test", was: ["phone/test"] }, { set: "short" }, { set: "cards" }];
const bankOf = (...items) => new Map(items.map((item) => [item.id, item]));

test("a set is found by its name or an earlier one; a name that was given anew is the new set's", () => {
  assert.deepEqual(["calls", "phone", "phone/test", "short"].map((name) => setNamed(SETS, name).set), ["calls", "calls", "calls/test", "short"]);
  assert.equal(setNamed(SETS, "nowhere"), undefined);
  assert.deepEqual([namesOf(SETS[0]), namesOf(SETS[3])], [["calls", "phone", "short"], ["cards"]]);
});

test("sections of a set that has another name now are all of them, confirmed or not", () => {
  const sections = [{ ref: "a#b" }, { ref: "a#c" }];
  assert.deepEqual(sectionsOf([{ set: "confirm/2026-2", kind: "confirm", was: ["confirm/working"], sections }], "confirm/working", []), sections);
});

test("a question is found by its id or an earlier one, and of several heirs the one that is as it was", () => {
  const bank = bankOf({ id: "new", tag: "1", was: ["old"] }, { id: "half-a", tag: "2", was: ["whole"] }, { id: "half-b", tag: "3", was: ["whole"] }, { id: "odd", was: "odder" });
  assert.deepEqual([["new"], ["old"], ["whole", "3"], ["whole", "0"]].map(([id, tag]) => found(bank, id, tag).id), ["new", "new", "half-b", "half-a"]);
  assert.deepEqual(["gone", "odder", "__proto__", undefined].map((id) => found(bank, id)), Array(4).fill(undefined));
});

test("an attempt begun before a renaming goes on with its answers, marks and place", () => {
  const attempt = { ids: ["x", "old", "gone"], tags: ["0", "1", "2"], responses: { old: ["a"], gone: ["b"] }, flags: ["old"], now: "old", nonce: "n" };
  const bank = bankOf({ id: "x", tag: "0" }, { id: "new", tag: "1", was: ["old"] });
  assert.deepEqual(renamed(attempt, bank), { ...attempt, ids: ["x", "new", "gone"], responses: { new: ["a"], gone: ["b"] }, flags: ["new"], now: "new" });
  assert.equal(renamed(attempt, bankOf({ id: "one", was: ["x", "old"] })), attempt);
});
