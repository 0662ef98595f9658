// What a page keeps on the phone, and how it says that it could not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, kept } from "../../site_overrides/assets/core/kept.js";

const shelf = () => {
  const map = new Map();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
};

test("what was written is read again, under the store's own name", () => {
  const storage = shelf();
  const keep = kept(() => storage, "NY-CS");
  assert.equal(keep.write("form/f01", { a: 1 }), true);
  assert.deepEqual([...storage.map.keys()], ["NY-CS/form/f01"]);
  assert.deepEqual(keep.read("form/f01", {}), { a: 1 });
  assert.equal(keep.drop("form/f01"), true);
  assert.equal(keep.read("form/f01", null), null);
});

test("a full storage answers false, it does not throw", () => {
  const keep = kept(() => ({ ...shelf(), setItem: () => { throw new Error("full"); } }), "x");
  assert.equal(keep.write("a", 1), false);
});

test("a browser that refuses storage gives the default and false", () => {
  const keep = kept(() => { throw new Error("refused"); }, "x");
  assert.equal(keep.read("a", "default"), "default");
  assert.equal(keep.write("a", 1), false);
  assert.equal(keep.drop("a"), false);
});

test("a damaged entry reads as the default", () => {
  const storage = shelf();
  storage.map.set("x/a", "{broken");
  assert.equal(kept(() => storage, "x").read("a", 7), 7);
});

test("holes in a sentence are filled, unknown ones stay", () => {
  assert.equal(fill("{n} of {of}, {open}", { n: 0, of: 9 }), "0 of 9, {open}");
});
