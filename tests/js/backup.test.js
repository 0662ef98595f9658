// The desk's backup comes back whole on another device, doubles nothing, and opens for nobody without its passphrase.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backupCode, hasBackup, keysOf, mergeBackup, newerKey, readBackup, strengthOf } from "../../site_overrides/assets/core/backup.js";
import { lettersOf, writeCode } from "../../site_overrides/assets/core/codes.js";
import { lock, makeKeys } from "../../site_overrides/assets/core/keys.js";
import { besides, keyFileId, openingCode, readKeyFile } from "../../site_overrides/assets/core/keyfile.js";

const MANUAL = "nuanyan", PASS = "我家的猫叫阿黄 3 岁";

/** page/desk.js without a browser. */
function deskOf(rows = {}) {
  const kinds = {}, kept = (kind) => (kinds[kind] ||= new Map(Object.entries(rows[kind] || {})));
  return { all: (kind) => [...kept(kind)], get: (kind, id) => kept(kind).get(id), put: async (kind, id, row) => Boolean(kept(kind).set(id, row)) };
}

const keys = await makeKeys(1000), A = "00112233445566aa", nonce = (n) => `000000000000000${n}`;
const body = (n, change = {}) => ({ a: A, set: "facts", e: "working", code: "0412", name: "陈立", n: nonce(n), k: 1, s: 1, h: 2, u: 3, l: "zh", d: "", ids: ["q"], t: [""], r: { q: "甲".repeat(50) }, sheets: {}, ...change });
const slipId = (n) => `${A}/0412/${nonce(n)}`, slip = (n, at = 5) => ({ id: slipId(n), assignment: A, body: body(n), receipt: "AB12-CD34", at, flags: [] });
const texts = { set: "facts", group: "g", groupName: "二月新员工", by: "老周", note: "", edition: "working", seed: "1", code: "", digest: "", link: "https://manual.example/#TMA1.x", keyId: keys.id };
const assignment = { ...texts, id: A, cards: [], n: 3, opens: 0, due: 0, attempts: 1, minutes: 0, pass: 80, made: 3 };
const full = () => deskOf({
  keys: { [keys.id]: keys }, settings: { me: { name: "老周" } }, groups: { g: { name: "二月新员工", members: [{ code: "0412", name: "陈立" }], at: 4 } },
  assignments: { [A]: assignment }, slips: { [slipId(1)]: slip(1), [slipId(2)]: slip(2) }, waiting: { "part:abababab/2": { part: [new Uint8Array(3)], n: 1, at: 1 } },
});

test("a backup with chat around it restores an empty desk, and twice is as once", async () => {
  const code = await backupCode(full(), PASS, MANUAL), text = `这是我的备份，收好：\n${code.match(/.{1,60}/g).join("\n> ")}\n谢谢`, desk = deskOf();
  assert.ok(hasBackup(text));
  const read = await readBackup(text, PASS, MANUAL);
  assert.deepEqual(await mergeBackup(desk, read), { keys: 1, settings: 1, groups: 1, assignments: 1, slips: 2 });
  assert.deepEqual(desk.get("keys", keys.id), keys);
  assert.deepEqual(desk.get("slips", slipId(2)), slip(2));
  assert.deepEqual(desk.all("waiting"), []);
  assert.deepEqual(await mergeBackup(desk, read), {});
});

test("what is newer here stays, what is newer there comes, a name is nobody else's", async () => {
  const code = await backupCode(full(), PASS, MANUAL);
  const desk = deskOf({ settings: { me: { name: "小何" } }, slips: { [slipId(1)]: slip(1, 9), [slipId(2)]: slip(2, 1) } });
  const news = await mergeBackup(desk, await readBackup(code, PASS, MANUAL));
  assert.equal(news.slips, 1);
  assert.equal(desk.get("slips", slipId(1)).at, 9);
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

/** A backup somebody else wrote: whatever they like, under a passphrase they tell. */
const forged = async (rows) => readBackup(writeCode("TMB1", MANUAL, "e", await lock(`p${btoa(unescape(encodeURIComponent(typeof rows === "string" ? rows : JSON.stringify({ format: "training-manual/desk/1", at: 1, rows }))))}`, PASS)), PASS, MANUAL);

test("rows that are none do not come in", async () => {
  const bad = { format: "training-manual/desk/1", at: 1, rows: { keys: [["x", { id: "x" }], [keys.id, { id: keys.id, seal: {}, sign: {} }]], slips: [["a"], "b", [1, {}], [slipId(1), slip(1)]] } };
  const evil = JSON.stringify(bad).replace('"flags":[]}]]', '"flags":[]}],["p",{"__proto__":{"x":1}}]]'), desk = deskOf();
  assert.deepEqual(await mergeBackup(desk, await forged(evil)), { slips: 1 });
  assert.equal((await forged(evil)).left, 6);
  assert.equal({}.x, undefined);
});

test("a row that is not of its kind's shape would stop the desk at every visit: it stays out, and sound ones beside it come in", async () => {
  const file = { exam: "final", digest: A, pass: 80, manual: MANUAL, banks: { zh: { items: [{ id: "q", marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["a"] } } }] } } };
  const odd = {
    settings: [["me", { name: 5 }], ["you", { name: "x" }], ["me", { name: "x", backup: 1 }]],
    groups: [["g", { name: "x", at: 1 }], ["g", { name: "x", members: [null], at: 1 }], ["g", { name: "x", members: [{ code: 1, name: "x" }], at: 1 }]],
    assignments: [[A, { ...assignment, cards: undefined }], [A, { ...assignment, cards: "x" }], [A, { ...assignment, made: "<img>" }], [A, { ...assignment, set: 5 }], ["z", { ...assignment, id: "z" }], [A, { ...assignment, link: 5 }], [A, { ...assignment, due: 9e15 }]],
    slips: [["x", { at: 1 }], [slipId(2), slip(1)], [slipId(1), { ...slip(1), body: undefined }], ...[{ ids: "q" }, { ids: ["q", "q"] }, { ids: ["__proto__"] }, { r: null }, { sheets: [] }, { name: 5 }, { h: "1" }].map((change) => [slipId(1), { ...slip(1), body: body(1, change) }])],
    bad: [["1", { text: 5, problem: "damaged", at: 1 }], ["1", { text: "x", problem: "../../x", at: 1 }], ["1", { text: "x", problem: "constructor", at: 1 }]],
    waiting: [["part:zz/3", { at: 1 }], ["part:abababab/3", { part: { 0: {} }, n: 1, at: 1 }], ["x", { slip: {}, assignment: A, at: 1 }], ["y", { at: 1 }]],
    exams: [["z", { at: 1 }], [`other/${A}`, { now: file, at: 1 }], [`final/${A}`, { now: { ...file, banks: { zh: { items: [null] } } }, at: 1 }], [`final/${A}`, { now: { ...file, manual: "other" }, at: 1 }],
      [`final/${A}`, { now: file, before: 5, at: 1 }], [`final/${A}`, { now: { ...file, banks: { zh: { items: [{ id: "q", marking: { interaction: { kind: "choose" }, key: {} } }] } } }, at: 1 }]],
    judged: [["z#y", { at: 1, met: 5 }], ["z#y", { at: 1 }], ["z", { met: [], at: 1 }], ["z#y", { at: 1, levels: { a: "x" } }]],
  };
  for (const [kind, rows] of Object.entries((await forged(odd)).rows)) assert.deepEqual(rows, [], kind);
  const sound = {
    groups: [["g", full().get("groups", "g")]], assignments: [[A, assignment]], slips: [[slipId(1), slip(1)]], bad: [["1", { text: "x", problem: "foreign-key", at: 1, assignment: A }]],
    waiting: [[slipId(2), { slip: slip(2), assignment: A, at: 1 }]], exams: [[`final/${A}`, { now: file, at: 1 }]], judged: [["z#y", { met: [], at: 1 }], ["z#sheet.a", { levels: { a: 1 }, at: 1 }]],
  };
  assert.deepEqual(await mergeBackup(deskOf(), await forged(sound)), { groups: 1, assignments: 1, slips: 1, bad: 1, waiting: 1, exams: 1, judged: 2 });
});

test("a key comes in under its own name only, with halves that belong together, and never over one that is here", async () => {
  const other = await makeKeys(2000), keysIn = async (rows) => (await forged({ keys: rows })).rows.keys;
  assert.deepEqual(await keysIn([[other.id, { ...other, seal: { ...other.seal, key_ops: [] } }]]), [[other.id, other]]);
  assert.deepEqual(await keysIn([
    [keys.id, { ...other, id: keys.id }], [other.id, { ...other, made: "1" }], [other.id, { ...other, sign: { ...other.sign, d: keys.sign.d } }], [other.id, { ...other, seal: { ...other.seal, x: "AA" } }],
  ]), []);
  const desk = full();
  assert.deepEqual(await mergeBackup(desk, await forged({ keys: [[keys.id, { ...keys, made: 8e15 }]] })), {});
  assert.equal(desk.get("keys", keys.id).made, 1000);
});

test("a newer key is the one in use only where it is wanted, and never for longer than until the next is made", async () => {
  const other = await makeKeys(8e15), read = await forged({ keys: [[other.id, other]] }), ids = (desk) => keysOf(desk).map(({ id }) => id), desk = full();
  assert.equal(newerKey(desk, read).id, other.id);
  assert.deepEqual(await mergeBackup(desk, read), { keys: 1 });
  assert.deepEqual(ids(desk), [keys.id, other.id]);
  assert.equal(newerKey(desk, read), undefined);
  // A second device takes it over as it is.
  const second = deskOf();
  await mergeBackup(second, await readBackup(await backupCode(desk, PASS, MANUAL), PASS, MANUAL));
  assert.deepEqual(ids(second), [keys.id, other.id]);
  const wanting = full();
  await mergeBackup(wanting, read, true, 5000);
  assert.deepEqual(ids(wanting), [other.id, keys.id]);
  const next = await makeKeys(5001);
  await wanting.put("keys", next.id, next);
  assert.equal(ids(wanting)[0], next.id);
  const empty = deskOf();
  assert.equal(newerKey(empty, read), undefined);
  await mergeBackup(empty, read);
  assert.deepEqual(ids(empty), [other.id]);
});

test("what the storage did not take is counted", async () => {
  const desk = { ...deskOf(), put: async () => false };
  assert.deepEqual(await mergeBackup(desk, await forged({ slips: [[slipId(1), slip(1)], [slipId(2), slip(2)]] })), { slips: 2, unkept: 2 });
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
