// A record leaves as text or as pictures and comes back the same, whatever a chat does to it and whoever made it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checksum, findCodes, lettersOf, writeCode } from "../../site_overrides/assets/core/codes.js";
import { withConfirmed } from "../../site_overrides/assets/core/confirming.js";
import { emptyRecord, mergeRecords, withItem, withRead } from "../../site_overrides/assets/core/record.js";
import { newsOf, readCodes, recordCode, recordParts, summaryOf } from "../../site_overrides/assets/core/transfer.js";
import { random, randomRecord } from "./chance.js";

const HERE = "NY-CS", MOST = 740;
const bytes = (text) => new TextEncoder().encode(text);
/** A code as anybody could make it: all its letters right, its content not ours. */
const forged = (text, { kind = "TMR1", manual = HERE, form = "p" } = {}) => writeCode(kind, manual, form, bytes(text));
const good = (more = {}) => JSON.stringify({ version: 1, items: { q: { t: { at: 5, response: ["a"] } } }, ...more });
const without = (name, work) => {
  const kept = globalThis[name];
  delete globalThis[name];
  return work().finally(() => (globalThis[name] = kept));
};
/** Names in any order: two records that say the same. */
const sorted = (value) => JSON.parse(JSON.stringify(value), (_, one) => one instanceof Object && !Array.isArray(one)
  ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one);
const same = (a, b) => assert.deepEqual(sorted(a), sorted(b));

test("the checksum is the well-known one", () => {
  assert.equal(checksum(bytes("123456789")), 0xcbf43926);
});

test("every record comes back the same", async () => {
  for (let seed = 0; seed < 200; seed++) {
    const record = randomRecord(seed), code = await recordCode(record, HERE);
    assert.match(code, /^TMR1\.NY-CS\.z[\w-]+\.[\w-]{6}$/);
    assert.deepEqual(readCodes(code, HERE), { record, codes: 1, problems: [] });
  }
});

test("a browser that cannot pack writes a longer code, which every other reads", async () => {
  const record = randomRecord(3, 40), short = await recordCode(record, HERE);
  const long = await without("CompressionStream", () => recordCode(record, HERE));
  assert.ok(long.startsWith("TMR1.NY-CS.p") && long.length > short.length);
  assert.deepEqual(readCodes(long, HERE).record, record);
});

test("a manual's code may be Chinese; its codes stay letters of a link", async () => {
  const code = await recordCode(randomRecord(1), "暖檐-服务 1");
  assert.match(code, /^[\w.-]+$/);
  assert.equal(readCodes(code, "暖檐-服务 1").codes, 1);
  assert.deepEqual(readCodes(code, "暖檐-服务 2").problems, ["other"]);
});

test("a code is found in whatever a chat puts around and into it", async () => {
  const record = randomRecord(5), code = await recordCode(record, HERE);
  for (const chat of [
    `这是我的记录：${code}。`, `“${code}”`, `（${code}）谢谢`, `${code}收到请回复ok`, `小李 10:32\n${code}\n`, `ok${code}ok`,
    `https://manual.example/record/#in=${code}`, `> ${code.slice(0, 30)}\n> ${code.slice(30)}`, code.replace(/(.{20})/g, "$1 "),
    code.replace(/(.{40})/g, "$1\r\n"), code.replace(/(.{7})/g, "$1\u200b"), `${code}　${code}`, `「${code}」，${code}；`,
  ]) assert.deepEqual(readCodes(chat, HERE).record, record, chat);
});

test("several codes in one text are read as one record, and a bad one does not cost the others", async () => {
  const a = randomRecord(8), b = randomRecord(9);
  const [one, two] = [await recordCode(a, HERE), await recordCode(b, HERE)];
  const read = readCodes(`${one}\n${two}\n${one.slice(0, -3)}\n${await recordCode(a, "OTHER")}`, HERE);
  same(read.record, mergeRecords(a, b));
  assert.equal(read.codes, 2);
  assert.deepEqual(read.problems, ["damaged", "other"]);
});

test("every single changed, lost or added letter is found", async () => {
  const code = await recordCode(randomRecord(21, 5), HERE), signs = "ABab09-_.zp 。é";
  for (let at = 0; at < code.length; at++) {
    for (const sign of signs) {
      if (sign === code[at] || sign === " ") continue;
      for (const bad of [code.slice(0, at) + sign + code.slice(at + 1), code.slice(0, at) + sign + code.slice(at)]) {
        // Before the first letter a chat may say what it likes.
        if (bad.includes(code)) continue;
        assert.equal(readCodes(bad, HERE).record, null, bad);
        if (at > 4) assert.deepEqual(readCodes(bad, HERE).problems, ["damaged"], bad);
      }
    }
    assert.equal(readCodes(code.slice(0, at) + code.slice(at + 1), HERE).record, null);
    assert.equal(readCodes(code.slice(0, at), HERE).record, null);
  }
});

test("nothing found, another manual, a newer version are told apart", async () => {
  const record = randomRecord(2);
  assert.deepEqual(readCodes("你好，明天见", HERE), { record: null, codes: 0, problems: ["none"] });
  assert.deepEqual(readCodes("", HERE).problems, ["none"]);
  assert.deepEqual(readCodes(await recordCode(record, "NY-CT"), HERE).problems, ["other"]);
  assert.deepEqual(readCodes(forged(good(), { kind: "TMR2" }), HERE).problems, ["newer"]);
  assert.deepEqual(readCodes(forged(good({ version: 2 })), HERE).problems, ["newer"]);
});

test("two devices that exchange codes end with the same record, nothing lost, nothing twice", async () => {
  for (let seed = 300; seed < 400; seed++) {
    const a = randomRecord(seed), b = randomRecord(seed + 1000);
    const received = (record, code) => mergeRecords(record, readCodes(code, HERE).record);
    const there = received(b, await recordCode(a, HERE)), here = received(a, await recordCode(b, HERE));
    same(here, there);
    same(received(here, await recordCode(there, HERE)), here);
    for (const side of [a, b])
      for (const [id, tags] of Object.entries(side.items))
        for (const [tag, item] of Object.entries(tags)) assert.ok(here.items[id][tag].at >= item.at);
  }
});

test("pictures are small, stand alone, and in any order give what they were made of", async () => {
  for (let seed = 500; seed < 560; seed++) {
    const { below } = random(seed), record = randomRecord(seed, 60), { codes, whole } = await recordParts(record, HERE, MOST);
    for (const code of codes) {
      assert.ok(code.length <= MOST);
      assert.equal(readCodes(code, HERE).codes, 1);
    }
    const shuffled = [...codes, ...codes].sort(() => below(3) - 1);
    const read = shuffled.length ? shuffled.map((code) => readCodes(code, HERE).record).reduce((a, b) => mergeRecords(a, b)) : emptyRecord();
    if (whole) same(read, record);
    same(read.read, record.read);
    same(read.places, record.places);
    same(read.days, record.days);
    for (const part of ["badges", "theme"]) if (record[part] && Object.keys(record[part]).length) same(read[part], record[part]);
    for (const [ref, { note, at, ...said }] of Object.entries(record.confirmed)) same({ ...read.confirmed[ref], at }, { ...said, at, ...(note === "" && { note }) });
    for (const [id, tags] of Object.entries(record.items))
      for (const [tag, item] of Object.entries(tags)) if (item.result) same(read.items[id][tag].result, item.result);
    for (const [id, sat] of Object.entries(record.attempts)) {
      if (sat.ended) for (const part of ["set", "ended", "score", "of", "passed", "wrong"]) same(read.attempts[id][part], sat[part]);
      else assert.ok(!(id in read.attempts));
    }
    // What stayed behind never replaces what is there in full.
    same(mergeRecords(record, read), record);
    same(mergeRecords(read, record), record);
  }
});

test("pictures say whether a text or a test stayed behind", async () => {
  const item = { at: 9, response: ["a"], result: { share: 1, passed: true } };
  const record = withItem(emptyRecord(), "q", "t", item);
  assert.equal((await recordParts(record, HERE, MOST)).whole, true);
  const written = withItem(record, "w", "t", { at: 9, response: { text: "我来办", met: ["a"] }, result: { share: 1, passed: true } });
  const { codes, whole } = await recordParts(written, HERE, MOST);
  assert.equal(whole, false);
  assert.deepEqual(readCodes(codes[0], HERE).record.items.w.t, { at: 8.5, response: { text: "", met: ["a"] }, result: { share: 1, passed: true } });
  assert.equal((await recordParts(withItem(record, "w", "t", { at: 9, draft: { text: "我来" } }), HERE, MOST)).whole, false);
});

test("a confirmation travels with its question in a text, and without it in a picture", async () => {
  const said = { tag: "aa", edition: "2026.2", role: "technician", at: 9, note: "我们店没有燃气表" }, record = withConfirmed(emptyRecord(), "gas#leak", said);
  assert.deepEqual(readCodes(await recordCode(record, HERE), HERE).record.confirmed, { "gas#leak": said });
  const { codes, whole } = await recordParts(record, HERE, MOST), { note, ...rest } = said;
  assert.equal(whole, false);
  assert.deepEqual(readCodes(codes[0], HERE).record.confirmed, { "gas#leak": { ...rest, at: 8.5 } });
});

test("a month of work fits a handful of pictures", async () => {
  const { below } = random(1);
  let record = emptyRecord();
  for (let n = 0; n < 100; n++) {
    const item = { at: 1795320000000 + below(1e9), response: [`option-${below(9)}`], result: { share: 1, passed: true } };
    record = withItem(record, `chapter-${below(8)}-question-${n}`, `0-${below(2 ** 32).toString(16)}`, item);
  }
  const { codes } = await recordParts(record, HERE, MOST);
  assert.ok(codes.length <= 8, codes.length);
});

for (const [name, content] of Object.entries({
  "not JSON": "hello", nothing: "", "not a record": "[1,2]", "no version": '{"items":{}}', "a word": '"x"',
  "a result that is a text": good({ items: { q: { t: { at: 1, result: "x" } } } }),
  "no number as a day": '{"version":1,"items":{"q":{"t":{"at":NaN}}}}',
  "endless time": '{"version":1,"items":{"q":{"t":{"at":1e999}}}}',
  "a time no clock can tell": good({ items: { q: { t: { at: 1e300 } } } }),
  "a prototype": '{"version":1,"items":{"q":{"t":{"at":1}}},"__proto__":{"polluted":true}}',
  "a prototype below an item": '{"version":1,"items":{"__proto__":{"t":{"at":1}}}}',
  "a deep answer": good({ items: { q: { t: { at: 1, response: JSON.parse("[".repeat(50) + "]".repeat(50)) } } } }),
  "an abyss": "[".repeat(200000),
  "a deep answer that is well closed": `{"version":1,"items":{"q":{"t":{"at":1,"response":${"[".repeat(100000)}${"]".repeat(100000)}}}}}`,
  "more items than a manual has": good({ items: Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`q${n}`, { t: { at: 1 } }])) }),
})) {
  test(`a hostile code does nothing: ${name}`, () => {
    const read = readCodes(forged(content), HERE);
    assert.equal(read.record, null);
    assert.deepEqual(read.problems, ["damaged"]);
    assert.equal({}.polluted, undefined);
  });
}

test("markup in a code stays letters", () => {
  const bad = "<img src=x onerror=alert(1)>";
  const { record } = readCodes(forged(good({ items: { [bad]: { [bad]: { at: 1, response: bad } } } })), HERE);
  assert.deepEqual(Object.keys(record.items), [bad]);
});

/** A code packed as ours are, whatever it holds. */
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  return writeCode("TMR1", HERE, "z", new Uint8Array(await new Response(stream).arrayBuffer()).slice(2, -4));
}

test("all codes of a text together unpack to no more than a browser can keep", async () => {
  const large = await packed(good({ items: { p: { t: { at: 5, response: "a".repeat(3000000) } } } })), small = await packed(good());
  const held = (text) => {
    const { record, problems } = readCodes(text, HERE);
    return [Object.keys(record.items), problems];
  };
  assert.deepEqual(held(`${large} ${small}`), [["p", "q"], []]);
  assert.deepEqual(held(`${large} ${large} ${small}`), [["p"], ["damaged"]]);
  assert.deepEqual(readCodes(await packed("[".repeat(30000000)), HERE).problems, ["damaged"]);
});

test("a text of millions of half codes is looked through once", () => {
  const begun = performance.now();
  assert.equal(readCodes("TMR1.NY-CS.z".repeat(400000), HERE).record, null);
  assert.equal(readCodes("TMR1".repeat(1000000), HERE).record, null);
  assert.ok(performance.now() - begun < 5000);
});

test("other kinds of codes are left to others", () => {
  assert.deepEqual(findCodes("TMR", forged("x", { kind: "TMA1" })), []);
  assert.equal(findCodes("TMA", forged("x", { kind: "TMA1" }))[0].manual, lettersOf(HERE));
});

test("what a record holds is told in numbers", () => {
  const done = { at: 7, response: ["a"], result: { share: 1, passed: true } };
  let record = withItem(emptyRecord(), "q1", "t", done);
  record = withItem(withItem(record, "q1", "u", { ...done, at: 9 }), "q2", "t", { at: 12, draft: ["a"] });
  record = withRead(record, "ch#s", "t", 3);
  record.attempts = { a: { at: 5, set: "x", ids: [], flags: [], responses: {}, ended: 5 }, b: { at: 6, set: "x", ids: [], flags: [], responses: {} } };
  const said = { edition: "2026.2", role: "", at: 13 };
  record = withConfirmed(withConfirmed(record, "ch#s", { ...said, tag: "t" }), "ch#taken-back", { ...said, tag: "" });
  assert.deepEqual(summaryOf(record), { answers: 1, sections: 1, confirmed: 1, tests: 1, plays: 0, latest: 13 });
  assert.deepEqual(summaryOf(emptyRecord()), { answers: 0, sections: 0, confirmed: 0, tests: 0, plays: 0, latest: 0 });
  assert.deepEqual(newsOf(emptyRecord(), record), { answers: 2, sections: 1, confirmed: 2, tests: 2, plays: 0 });
  assert.deepEqual(newsOf(record, mergeRecords(record, record)), { answers: 0, sections: 0, confirmed: 0, tests: 0, plays: 0 });
});
