// Pieces of slips that wait for more of theirs: gone when the slip comes another way, and never so many that the desk drowns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { writeCode } from "../../site_overrides/assets/core/codes.js";
import { collect, MOST_OPEN } from "../../site_overrides/assets/core/collect.js";
import { makeKeys, publicOf } from "../../site_overrides/assets/core/keys.js";
import { isRow } from "../../site_overrides/assets/core/rows.js";
import { newNonce, writeSlip } from "../../site_overrides/assets/core/slip.js";

const MANUAL = "nuanyan-service", A = "00112233445566aa", keys = await makeKeys(), foreign = await makeKeys();
const body = () => ({
  a: A, set: "facts", e: "working", code: "A017", name: "王小明", n: newNonce(), k: 1, s: 1, h: 2, u: 1, l: "zh", d: "",
  ids: ["q"], t: ["x"], r: { q: { text: Array.from({ length: 300 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000))).join("") } }, sheets: {},
});
const desk = (parts, has = () => false) => ({ manual: MANUAL, keys: [keys], knows: () => true, has, parts });
const piece = (n) => writeCode("TMS1", MANUAL, "m", Uint8Array.of(n >> 8, n & 255, 1, 2, 0, 5, 7));

test("a slip that comes whole waits for no picture any more, however it came and whether it can be opened", async () => {
  for (const [key, as] of [[keys, "new"], [foreign, "bad"]]) {
    const { code, parts: pictures } = await writeSlip(body(), publicOf(key), MANUAL), parts = new Map(), other = piece(1);
    assert.deepEqual((await collect(`${pictures[0]} ${other}`, desk(parts))).map((one) => one.as), ["part", "part"]);
    assert.equal(parts.size, 2);
    assert.deepEqual((await collect(code, desk(parts))).map((one) => one.as), [as]);
    assert.equal(parts.size, 1);
    assert.equal((await collect(other, desk(parts)))[0].have, 1);
  }
  const { code, parts: pictures } = await writeSlip(body(), publicOf(keys), MANUAL), parts = new Map();
  await collect(pictures[1], desk(parts));
  assert.deepEqual((await collect(code, desk(parts, () => true))).map((one) => one.as), ["again"]);
  assert.equal(parts.size, 0);
});

test("of a flood of pieces the latest stay, and the slip that is being scanned among them", async () => {
  const { parts: pictures } = await writeSlip(body(), publicOf(keys), MANUAL), parts = new Map();
  await collect(pictures[0], desk(parts));
  for (let from = 0; from < 1000; from += 40) {
    await collect(Array.from({ length: 40 }, (_, n) => piece(from + n)).join(" "), desk(parts));
    await collect(pictures[1], desk(parts));
    assert.ok(parts.size <= MOST_OPEN);
  }
  const rest = await collect(pictures.slice(2).join(" "), desk(parts));
  assert.equal(rest[rest.length - 1].as, "new");
  assert.deepEqual([...parts.keys()].slice(-1), ["03e70102/5"]);
});

test("what is taken in has the shape the desk reads again", async () => {
  const { code, parts: pictures } = await writeSlip(body(), publicOf(keys), MANUAL), [{ slip }] = await collect(code, desk(new Map())), parts = new Map();
  assert.ok(isRow("slips", slip.id, { ...slip, flags: [] }));
  assert.ok(isRow("waiting", slip.id, { slip, assignment: slip.assignment, at: slip.at }));
  await collect(pictures[1], desk(parts));
  for (const [name, part] of parts) assert.ok(isRow("waiting", `part:${name}`, { part: structuredClone(part), n: 1, at: 1 }));
  assert.ok(isRow("keys", keys.id, keys));
});
