import assert from "node:assert/strict";
import { test } from "node:test";
import { itemOf, withItem } from "../../site_overrides/assets/core/record.js";
import { openStore } from "../../site_overrides/assets/core/store.js";

const item = (at) => ({ at, response: ["a"] });
const memory = (kept = {}) => ({
  kept,
  getItem: (name) => (name in kept ? kept[name] : null),
  setItem: (name, text) => { kept[name] = text; },
});

test("what one page keeps the next page finds", () => {
  const storage = memory();
  openStore(storage, "tm").update((record) => withItem(record, "q", "t", item(1)));
  assert.deepEqual(itemOf(openStore(storage, "tm").record, "q", "t"), item(1));
});

test("two open tabs do not overwrite each other", () => {
  const storage = memory();
  const one = openStore(storage, "tm"), two = openStore(storage, "tm");
  one.update((record) => withItem(record, "q1", "t", item(1)));
  two.update((record) => withItem(record, "q2", "t", item(2)));
  assert.deepEqual(Object.keys(openStore(storage, "tm").record.items).sort(), ["q1", "q2"]);
});

test("a corrupt text is set aside under its own name, and the page goes on", () => {
  const storage = memory({ tm: "{cut" });
  const store = openStore(storage, "tm");
  assert.equal(store.problem, "damaged");
  store.update((record) => withItem(record, "q", "t", item(1)));
  assert.equal(storage.kept["tm.damaged"], "{cut");
  assert.equal(openStore(storage, "tm").problem, null);
});

test("a record of a later version is left alone", () => {
  const text = '{"version":9,"items":{},"places":{}}';
  const storage = memory({ tm: text });
  const store = openStore(storage, "tm");
  store.update((record) => withItem(record, "q", "t", item(1)));
  assert.equal(store.problem, "newer");
  assert.equal(storage.kept.tm, text);
  assert.ok(itemOf(store.record, "q", "t"));
});

test("a full phone is said, and what was answered stays on the page", () => {
  const store = openStore({ getItem: () => null, setItem: () => { throw new Error("quota"); } }, "tm");
  store.update((record) => withItem(record, "q", "t", item(1)));
  assert.equal(store.problem, "full");
  assert.ok(itemOf(store.record, "q", "t"));
});

for (const [name, storage] of [["no storage", null], ["a storage that throws", { getItem: () => { throw new Error("denied"); } }]]) {
  test(`a browser that refuses storage is said: ${name}`, () => {
    const store = openStore(storage, "tm");
    store.update((record) => withItem(record, "q", "t", item(1)));
    assert.equal(store.problem, "blocked");
    assert.ok(itemOf(store.record, "q", "t"));
  });
}
