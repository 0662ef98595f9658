// The desk's backup comes back whole on another device, doubles nothing, and opens for nobody without its passphrase.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backupCode, hasBackup, mergeBackup, readBackup, strengthOf } from "../../site_overrides/assets/core/backup.js";
import { lettersOf, writeCode } from "../../site_overrides/assets/core/codes.js";
import { lock, makeKeys } from "../../site_overrides/assets/core/keys.js";
import { besides, keyFileId, openingCode, readKeyFile } from "../../site_overrides/assets/core/keyfile.js";

const MANUAL = "nuanyan", PASS = "我家的猫叫阿黄 3 岁";

/** page/desk.js without a browser. */
function deskOf(rows = {}) {
  const kinds = {}, kept = (kind) => (kinds[kind] ||= new Map(Object.entries(rows[kind] || {})));
  return { all: (kind) => [...kept(kind)], get: (kind, id) => kept(kind).get(id), put: async (kind, id, row) => Boolean(kept(kind).set(id, row)) };
}

const keys = await makeKeys(1000);
const slip = (n, at = 5) => ({ id: `a/0412/${n}`, assignment: "a", body: { code: "0412", name: "陈立", r: { q: "甲".repeat(50) } }, at });
const full = () => deskOf({
  keys: { [keys.id]: keys }, settings: { me: { name: "老周" } }, groups: { g: { name: "二月新员工", members: [{ code: "0412", name: "陈立" }], at: 4 } },
  assignments: { a: { id: "a", made: 3 } }, slips: { "a/0412/1": slip(1), "a/0412/2": slip(2) }, waiting: { "part:ab/2": { part: [new Uint8Array(3)] } },
});

test("a backup with chat around it restores an empty desk, and twice is as once", async () => {
  const code = await backupCode(full(), PASS, MANUAL), text = `这是我的备份，收好：\n${code.match(/.{1,60}/g).join("\n> ")}\n谢谢`, desk = deskOf();
  assert.ok(hasBackup(text));
  const read = await readBackup(text, PASS, MANUAL);
  assert.deepEqual(await mergeBackup(desk, read), { keys: 1, settings: 1, groups: 1, assignments: 1, slips: 2 });
  assert.deepEqual(desk.get("keys", keys.id), keys);
  assert.deepEqual(desk.get("slips", "a/0412/2"), slip(2));
  assert.deepEqual(desk.all("waiting"), []);
  assert.deepEqual(await mergeBackup(desk, read), {});
});

test("what is newer here stays, what is newer there comes, a name is nobody else's", async () => {
  const code = await backupCode(full(), PASS, MANUAL);
  const desk = deskOf({ settings: { me: { name: "小何" } }, slips: { "a/0412/1": slip(1, 9), "a/0412/2": slip(2, 1) } });
  const news = await mergeBackup(desk, await readBackup(code, PASS, MANUAL));
  assert.equal(news.slips, 1);
  assert.equal(desk.get("slips", "a/0412/1").at, 9);
  assert.equal(desk.get("settings", "me").name, "小何");
});

test("wrong passphrase, lost letters, another manual and no backup are told apart", async () => {
  const code = await backupCode(full(), PASS, MANUAL);
  for (const [text, pass, manual, problem] of [
    [code, `${PASS}x`, MANUAL, "passphrase"], [code.slice(0, -40), PASS, MANUAL, "damaged"], [code, PASS, "other", "other"],
    ["你好", PASS, MANUAL, "none"], [code.replace("TMB1", "TMB2"), PASS, MANUAL, "damaged"],
    [writeCode("TMB2", MANUAL, "e", new Uint8Array(9)), PASS, MANUAL, "newer"], [writeCode("TMB1", MANUAL, "e", new Uint8Array(9)), PASS, MANUAL, "passphrase"],
  ])
    assert.deepEqual(await readBackup(text, pass, manual), { problem }, problem);
  assert.doesNotMatch(code, new RegExp(keys.seal.d));
  assert.ok(code.includes(lettersOf(MANUAL)));
});

test("rows that are none do not come in", async () => {
  const bad = { format: "training-manual/desk/1", at: 1, rows: { keys: [["x", { id: "x" }], [keys.id, { id: keys.id, seal: {}, sign: {} }]], slips: [["a"], "b", [1, {}], ["ok", { at: 1 }]] } };
  const evil = JSON.stringify(bad).replace('"at":1}]]', '"at":1}],["p",{"__proto__":{"x":1}}]]');
  const text = writeCode("TMB1", MANUAL, "e", await lock(`p${btoa(evil)}`, PASS)), desk = deskOf();
  assert.deepEqual(await mergeBackup(desk, await readBackup(text, PASS, MANUAL)), { slips: 1 });
  assert.equal({}.x, undefined);
});

test("strength is said in four words", () => {
  for (const [pass, word] of Object.entries({
    "": "short", "1234567": "short", "12345678": "plain", aaaaaaaaaa: "plain", abcdefgh: "plain", "82649137": "fair", "8264913758264": "fair", "tr0ub4dor": "fair",
    "correct horse battery": "good", "我家的猫叫阿黄三岁": "good",
  }))
    assert.equal(strengthOf(pass), word, pass);
});

test("an opening code is read however it was typed", () => {
  assert.equal(openingCode(" abcd efgh-jk0l 12３4"), "ABCD-EFGH-JK01-1234");
  for (const typed of ["", "ABCD-EFGH", "ABCD-EFGH-JK01-12345"]) assert.equal(openingCode(typed), "");
});

test("a key file is one of this manual and whole; another key for the same paper is asked about first", () => {
  const item = { id: "q-1", kind: "single", prompt: "?", marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["a"] } }, atoms: { a: "甲" } };
  const file = { format: "training-manual/key/1", manual: MANUAL, exam: "final", digest: "0123456789abcdef", pass: 80, banks: { zh: { items: [item] } } };
  const read = (change) => readKeyFile(JSON.stringify({ ...file, ...change }), MANUAL);
  assert.equal(keyFileId(read({}).file), "final/0123456789abcdef");
  for (const [change, problem] of [
    [{ manual: "other" }, "other"], [{ format: "training-manual/key/2" }, "newer"], [{ format: "x" }, "nokey"], [{ exam: "../x" }, "damaged"],
    [{ digest: "" }, "damaged"], [{ digest: null }, "damaged"], [{ banks: {} }, "damaged"], [{ banks: { zh: { items: [null] } } }, "damaged"],
  ])
    assert.deepEqual(read(change), { problem }, JSON.stringify(change));
  for (const text of ["", "{", "[1]", "null", '"x"', "TMS1.x"]) assert.deepEqual(readKeyFile(text, MANUAL), { problem: "nokey" }, text);
  assert.deepEqual(readKeyFile(JSON.stringify(file).slice(0, -9), MANUAL), { problem: "damaged" });
  const row = { now: read({}).file };
  assert.deepEqual([besides(undefined, row.now), besides(row, read({}).file), besides(row, read({ pass: 90 }).file)], ["keep", "same", "ask"]);
});
