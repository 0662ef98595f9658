// An assignment's link: what comes back is what was signed, whatever else the text holds; nothing else comes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAsked, newId, readAssignment, shownOrder, stateOf, writeAssignment } from "../../site_overrides/assets/core/assignment.js";
import { bytesOf, letters, writeCode } from "../../site_overrides/assets/core/codes.js";
import { fingerprint, keyId, lock, makeKeys, publicCode, publicOf, readPublicCode, unlock } from "../../site_overrides/assets/core/keys.js";

const MANUAL = "nuanyan-service", keys = await makeKeys(), minute = 60000;
const assignment = {
  id: newId(), set: "tests/newcomer", cards: [], group: "南京路店 12 月新人", by: "陈岚", note: "做完再下班", edition: "2026.1", seed: "4821", n: 20,
  opens: 29412000 * minute, due: 29416320 * minute, attempts: 2, minutes: 30, pass: 80, code: "", digest: "",
};

test("what was signed comes back out of a chat, with the key that signed it", async () => {
  const code = await writeAssignment(assignment, keys, MANUAL);
  const read = await readAssignment(`@所有人 周五前做完：\nhttps://x.example/assignment/#${code.slice(0, 80)}\n${code.slice(80)}\n收到请回复`, MANUAL);
  assert.deepEqual(read.assignment, assignment);
  assert.equal(read.keyId, keys.id);
  assert.deepEqual(read.key, publicOf(keys));
  assert.ok(code.length < 740, `${code.length} letters still make one picture`);
});

test("a changed letter, another manual, a later version, nothing: each is told", async () => {
  const code = await writeAssignment(assignment, keys, MANUAL);
  assert.deepEqual(await readAssignment(code.slice(0, 300) + (code[300] === "A" ? "B" : "A") + code.slice(301), MANUAL), { problem: "damaged" });
  assert.deepEqual(await readAssignment(code, "another"), { problem: "other" });
  assert.deepEqual(await readAssignment(writeCode("TMA9", MANUAL, "p", new Uint8Array(400)), MANUAL), { problem: "newer" });
  assert.deepEqual(await readAssignment("收到", MANUAL), { problem: "none" });
});

test("who changes the pass mark and mends the checksum is found out by the signature", async () => {
  const payload = bytesOf((await writeAssignment(assignment, keys, MANUAL)).split(".")[2].slice(1));
  const easier = new TextDecoder().decode(payload.slice(192)).replace(/,80,/, ",10,");
  const forged = writeCode("TMA1", MANUAL, "p", Uint8Array.from([...payload.slice(0, 192), ...new TextEncoder().encode(easier)]));
  assert.deepEqual(await readAssignment(forged, MANUAL), { problem: "tampered" });
  const otherKey = writeCode("TMA1", MANUAL, "p", Uint8Array.from([...publicOf(await makeKeys()), ...payload.slice(128)]));
  assert.deepEqual(await readAssignment(otherKey, MANUAL), { problem: "tampered" }, "the same signature under another key");
  assert.deepEqual(await readAssignment(writeCode("TMA1", MANUAL, "p", new Uint8Array(300)), MANUAL), { problem: "tampered" }, "no points of the curve");
});

test("signed nonsense is cut to size", async () => {
  const wild = { ...assignment, n: 1e9, attempts: -3, minutes: "x", pass: 1000, by: "<b>\u202e" + "长".repeat(300), cards: ["ok", 3, "__proto__", "../x"], code: ["a"] };
  const { assignment: read } = await readAssignment(await writeAssignment(wild, keys, MANUAL), MANUAL);
  assert.deepEqual([read.n, read.attempts, read.minutes, read.pass, read.by.length, read.cards, read.code], [0, 1, 0, 0, 40, ["ok"], ""]);
  assert.deepEqual(await readAssignment(await writeAssignment({ ...assignment, set: "../../x" }, keys, MANUAL), MANUAL), { problem: "damaged" });
});

test("a public key goes to HQ and comes back; its fingerprint is ten bytes in five groups", async () => {
  const known = publicOf(keys);
  assert.deepEqual(readPublicCode(`我的公钥：${publicCode(known, MANUAL)} 请登记`), known);
  assert.equal(readPublicCode("TMK1.x.pAAAA.BBBBBB"), null);
  assert.match(await fingerprint(known), /^([0-9A-F]{4} ){4}[0-9A-F]{4}$/);
  assert.equal(await keyId(known), keys.id);
});

test("a backup opens with its passphrase alone", async () => {
  const locked = await lock("钥匙", "五月的雨 hen da");
  assert.equal(await unlock(locked, "五月的雨 hen da"), "钥匙");
  assert.equal(await unlock(locked, "五月的雨"), null);
  locked[40] ^= 1;
  assert.equal(await unlock(locked, "五月的雨 hen da"), null);
  assert.notDeepEqual(letters(await lock("a", "same-words")), letters(await lock("a", "same-words")), "never twice the same");
});

test("before, between, after", () => {
  const times = { opens: 10, due: 20 };
  assert.deepEqual([5, 15, 25].map((now) => stateOf(times, now)), ["early", "open", "late"]);
  assert.equal(stateOf({ opens: 0, due: 0 }, 5), "open");
});

test("everybody is asked the same, each in an own order; another attempt draws anew, in the shares of the set", () => {
  const pool = Array.from({ length: 60 }, (_, i) => ({ id: `q${i}`, difficulty: 1 + (i % 3), tags: [i % 2 ? "odd" : "even"], critical: i < 4 }));
  const set = { set: "tests/newcomer", n: 30, columns: { 1: 12, 2: 12, 3: 6 }, rows: [{ tag: "odd", n: 10 }] };
  const first = drawAsked({ ...assignment, n: 10 }, set, pool, 1);
  assert.equal(first.length, 10);
  assert.deepEqual(first, drawAsked({ ...assignment, n: 10 }, set, [...pool].reverse(), 1));
  assert.deepEqual(first, drawAsked({ ...assignment, n: 10 }, { ...set, set: "another-name", was: [set.set] }, pool, 1));
  assert.notDeepEqual([...first].sort(), [...drawAsked({ ...assignment, n: 10 }, set, pool, 2)].sort());
  assert.deepEqual([1, 2, 3].map((level) => first.filter((id) => pool.find((one) => one.id === id).difficulty === level).length), [4, 4, 2]);
  assert.equal(drawAsked({ ...assignment, n: 0 }, set, pool, 1).length, 30);
  assert.equal(drawAsked({ ...assignment, n: 200 }, set, pool, 1).length, 60);
  const mine = shownOrder(first, assignment, "A017", 1);
  assert.deepEqual([...mine].sort(), [...first].sort());
  assert.notDeepEqual(mine, shownOrder(first, assignment, "A018", 1));
});
