// Slips: sealed on a phone, opened at the desk, once each; what is not one, or not for this desk, does nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, writeCode } from "../../site_overrides/assets/core/codes.js";
import { collect } from "../../site_overrides/assets/core/collect.js";
import { makeKeys, publicOf, utf8 } from "../../site_overrides/assets/core/keys.js";
import { openPaper, openingLetters, paperInfo, sealTo } from "../../site_overrides/assets/core/seal.js";
import { findSlips, newNonce, openSlip, writeSlip } from "../../site_overrides/assets/core/slip.js";

const MANUAL = "nuanyan-service", keys = await makeKeys(), other = await makeKeys(), A = "00112233445566aa";
const body = (change = {}) => ({
  a: A, set: "tests/newcomer", e: "2026.1", code: "A017", name: "王小明", n: newNonce(), k: 1, s: 1764500000000, h: 1764500900000, u: 840, l: "zh", d: "", p: "0a1b2c3d",
  ids: ["cf-silent", "cf-order", "cf-say"], t: ["0-aaaaaaaa", "0-bbbbbbbb", "0-cccccccc"],
  r: { "cf-silent": ["leaves"], "cf-order": ["a", "b"], "cf-say": { text: "您别急，我来看看。" } }, sheets: {}, ...change,
});
const desk = (change = {}) => ({ manual: MANUAL, keys: [keys], knows: (id) => id === A, has: () => false, parts: new Map(), ...change });
const as = (came) => came.map(({ as: how, problem }) => problem || how);

test("what was answered comes out of a chat unchanged, and only with the key it was sealed to", async () => {
  const said = body(), { code, receipt } = await writeSlip(said, publicOf(keys), MANUAL);
  const [found] = await findSlips(`王小明：\n> ${code.slice(0, 50)}\n> ${code.slice(50)}\n谢谢老师`, MANUAL);
  assert.equal(found.receipt, receipt);
  assert.match(receipt, /^[0-9A-F]{4}-[0-9A-F]{4}$/);
  assert.deepEqual(await openSlip(found, [other, keys], MANUAL), { body: said });
  assert.deepEqual(await openSlip(found, [other], MANUAL), { problem: "foreign-key" });
  assert.deepEqual(await openSlip(found, [keys], "another"), { problem: "tampered" });
});

test("every flipped bit is refused, in the sealed part and in the address", async () => {
  const { bytes } = await writeSlip(body(), publicOf(keys), MANUAL);
  for (let at = 0; at < bytes.length; at += 7) {
    const bent = Uint8Array.from(bytes);
    bent[at] ^= 1 << (at % 8);
    const [found] = await findSlips(writeCode("TMS1", MANUAL, "s", bent), MANUAL);
    assert.ok((await openSlip(found, [keys], MANUAL)).problem, `byte ${at}`);
  }
});

test("papers of one length are slips of one length, whatever was answered", async () => {
  const lengths = await Promise.all([{}, { "cf-silent": ["a"] }, body().r].map(async (r) => (await writeSlip(body({ r }), publicOf(keys), MANUAL)).bytes.length));
  assert.equal(new Set(lengths).size, 1);
});

const REFS = Array.from({ length: 400 }, (_, n) => `${["complaint-facts", "moments-of-truth", "about-this-manual"][n % 3]}#section-${n * 7919}`);
const tagOf = (n) => (((n + 1) * 2654435761) % 4294967296).toString(16).padStart(8, "0");
const confirmed = (n, note = "") => REFS.slice(0, n).map((ref, i) => [ref, tagOf(i), 1764500000000 + i * 61803, note]);
const confirming = (c, change = {}) => body({ set: "confirm/2026-2", ids: [], t: [], r: {}, p: "", c, o: "technician", ...change });

test("what was read and understood comes out as it was sealed, with its questions", async () => {
  const said = confirming([["facts#silent", "0a1b2c3d", 1764500000000, "周末没有人接电话，怎么办？"], ["notices.gas-2026", "1-aabbccdd", 1764500000001, ""], ["facts#said", "", 1764500000002, "还没看懂"]]);
  const [found] = await findSlips((await writeSlip(said, publicOf(keys), MANUAL, 9)).code, MANUAL);
  assert.deepEqual(await openSlip(found, [keys], MANUAL), { body: said });
});

test("confirmations of one list are slips of one length, whoever confirmed how many", async () => {
  for (const of of [1, 8, 60, 400]) {
    const lengths = await Promise.all([0, 1, Math.floor(of / 2), of].map(async (n) => (await writeSlip(confirming(confirmed(n)), publicOf(keys), MANUAL, of)).bytes.length));
    assert.equal(new Set(lengths).size, 1, `${of}: ${lengths}`);
  }
  const { CompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  try {
    const lengths = await Promise.all([0, 60].map(async (n) => (await writeSlip(confirming(confirmed(n)), publicOf(keys), MANUAL, 60)).bytes.length));
    assert.equal(new Set(lengths).size, 1, `an old browser: ${lengths}`);
  } finally {
    globalThis.CompressionStream = CompressionStream;
  }
});

test("a long slip comes in pictures, in any order, twice or missing", async () => {
  const long = body({ r: { "cf-say": { text: Array.from({ length: 500 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000))).join("") } } });
  const { parts } = await writeSlip(long, publicOf(keys), MANUAL), waiting = new Map();
  assert.ok(parts.length > 2 && parts.every((part) => part.length < 460));
  const shuffled = [...parts].reverse();
  for (const [i, part] of shuffled.slice(0, -1).entries()) {
    const [{ problem, have, of }] = await findSlips(part, MANUAL, waiting);
    assert.deepEqual([problem, have, of], ["part", i + 1, parts.length]);
  }
  const [again] = await findSlips(shuffled[0], MANUAL, waiting);
  assert.equal(again.have, parts.length - 1);
  const [whole] = await findSlips(shuffled[parts.length - 1], MANUAL, waiting);
  assert.deepEqual(await openSlip(whole, [keys], MANUAL), { body: long });
});

test("the desk takes each attempt once, tells apart what it cannot take, and never throws", async () => {
  const mine = await writeSlip(body(), publicOf(keys), MANUAL), strange = await writeSlip(body({ a: "ffffffffffffffff" }), publicOf(keys), MANUAL);
  const foreign = await writeSlip(body(), publicOf(other), MANUAL);
  const text = [mine.code, "好的", mine.code, strange.code, foreign.code, mine.code.slice(0, 99) + mine.code.slice(100), "TMS7.x.s.AAAAAA"].join("\n");
  const came = await collect(text, desk());
  assert.deepEqual(as(came), ["new", "again", "waiting", "foreign-key", "damaged", "damaged"]);
  assert.deepEqual(as(await collect(mine.code, desk({ has: (id) => id === came[0].slip.id }))), ["again"]);
  assert.deepEqual(as(await collect("今天下班前交", desk())), ["none"]);
  assert.deepEqual(as(await collect("x".repeat(4000001), desk())), ["long"]);
});

const sealed = async (text) => {
  const info = utf8(`training-manual/slip/1\n${MANUAL}\n${A}\n2026.1\n${keys.id}`), data = typeof text === "string" ? utf8(text) : text;
  const plain = Uint8Array.from([112, 0, 0, 0, 0, ...data]);
  new DataView(plain.buffer).setUint32(1, data.length);
  const head = Uint8Array.from([...A.match(/../g), ...keys.id.match(/../g)].map((pair) => parseInt(pair, 16)));
  return writeCode("TMS1", MANUAL, "s", Uint8Array.from([...head, 6, ...utf8("2026.1"), ...(await sealTo(publicOf(keys), plain, info))]));
};
const HOSTILE = {
  "no map": "[]", "null": "null", "no JSON": "{", "another assignment inside": JSON.stringify(body({ a: "ffffffffffffffff" })),
  "another edition inside": JSON.stringify(body({ e: "2027.1" })), "ids that are traps": JSON.stringify(body({ ids: ["__proto__"] })),
  "ids with markup": JSON.stringify(body({ ids: ["<img src=x onerror=alert(1)>"] })), "one question twice": JSON.stringify(body({ ids: ["a", "a"] })),
  "nobody": JSON.stringify(body({ code: " \u202e " })), "a prototype": JSON.stringify(body()).replace('"sheets":{', '"sheets":{"__proto__":{"polluted":1},'),
  "endless numbers": JSON.stringify(body()).replace(/"u":\d+/, '"u":1e999'), "deep": JSON.stringify(body()).replace('"sheets":{}', `"sheets":${"[".repeat(9999)}${"]".repeat(9999)}`),
  "wide": JSON.stringify(body({ sheets: Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`q${i}`, "x"])) })), "no text": Uint8Array.of(0xff, 0xfe, 0xfd),
};
for (const [name, text] of Object.entries(HOSTILE)) {
  test(`sealed by somebody with the public key, and refused: ${name}`, async () => {
    assert.deepEqual(as(await collect(await sealed(text), desk())), ["shape"]);
    assert.equal({}.polluted, undefined);
  });
}

test("sealed by somebody with the public key, cut to size", async () => {
  const wild = JSON.stringify(body({ name: "<script>\u202e" + "长".repeat(99), k: -4, s: "x", u: 1.5, p: ["0a1b2c3d"], sheets: { "../x": 1 }, r: ["leaves", null, 5, "other"] }));
  const [{ slip }] = await collect(await sealed(wild), desk());
  assert.equal(slip.body.name.length, 40);
  assert.deepEqual([slip.body.k, slip.body.s, slip.body.u, slip.body.p, slip.body.sheets, slip.body.r], [1, 0, 0, "", {}, { "cf-silent": "leaves", "cf-say": 5 }]);
});

test("confirmations sealed by somebody with the public key, cut to size", async () => {
  const lines = (c, o) => sealed(JSON.stringify(confirming(c, { o }))).then((code) => collect(code, desk())).then(([{ slip, problem }]) => (slip ? [slip.body.c, slip.body.o] : problem));
  const good = ["a#b", "0a", 5, ""];
  for (const bad of [["a", "0a", 5, ""], ["a#b#c", "0a", 5, ""], ["A#b", "0a", 5, ""], ["__proto__#b", "0a", 5, ""], [`${"a".repeat(65)}#b`, "0a", 5, ""], ["notices.", "", 5, ""], ["samples.x", "0a", 5, ""], ["a#c", 7, 5, ""], [{}, "0a"], null, "a#c", 5, {}])
    assert.deepEqual(await lines([bad, good], "manager"), [[good], "manager"], JSON.stringify(bad));
  assert.deepEqual(await lines([["a#b", "\u202e0a\n", -1, `<b>\u0000${"长".repeat(400)}`]], "../x"), [[["a#b", "0a", 0, `<b> ${"长".repeat(296)}`]], ""]);
  assert.deepEqual(await lines([["a#b", "2", 9, ""], ["a#b", "1", 3, "x"], ["a#b", "3", 12, ""]], ["x"]), [[["a#b", "3", 12, ""]], ""]);
  assert.equal((await lines(Array.from({ length: 600 }, (_, n) => [`a#s${n}`, "0a", 5, ""])))[0].length, 400);
  assert.deepEqual(await lines({ length: 9 }, 5), [[], ""]);
  assert.equal(await lines([[[[[[[[[[[["deep"]]]]]]]]]]]]), "shape");
});

test("an opening code is read however it was typed", () => {
  assert.equal(openingLetters(" o1il-ABCD ｅｆｇｈ—u000 "), "0111ABCDEFGHV000");
  assert.equal(bytesOf("").length, 0);
});

test("no paper is opened by what is none, and none by another code", async () => {
  assert.equal(await openPaper("AAAA", "ABCD-EFGH-JKMN-PQRS", paperInfo(MANUAL, "x", "y")), null);
  assert.equal(await openPaper("", "", ""), null);
});
