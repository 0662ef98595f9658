// Who handed in what: by staff code, one line a person, and whatever is odd about it is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, resultsOf } from "../../site_overrides/assets/core/results.js";
import { byPlayer, markSheets, sheetsOf } from "../../site_overrides/assets/core/observed.js";
import { readAnswerFile } from "../../site_overrides/assets/core/answerfile.js";

const ASSIGNMENT = { id: "a", edition: "2026.1", due: 1000000, opens: 1000, minutes: 10, attempts: 2, pass: 80 };
const slip = (code, more = {}, at = 0) => ({ id: `a/${code}/${more.n || "n1"}`, at, body: { code, name: code, n: "n1", k: 1, s: 2000, h: 9000, u: 60, e: "2026.1", ids: ["x", "y"], ...more } });
const paper = (score, passed = score >= 2) => ({ cells: [{ id: "x", state: "right" }, { id: "y", state: "right" }], score, of: 2, passed, criticalWrong: [] });
const results = (slips, more = {}) => resultsOf({ assignment: ASSIGNMENT, slips, group: undefined, mark: ({ body }) => paper(body.score ?? 2, body.passed), ...more });
const GROUP = { members: [{ code: "0412", name: "陈立", outlet: "三店", role: "安装师傅" }, { code: "0431", name: "黄志强" }] };

test("people stand by staff code, never by score; numbers by their size", () => {
  const { people } = results([slip("0431", { score: 2 }), slip("9", { score: 0 }), slip("0412", { score: 1 }), slip("10")]);
  assert.deepEqual(people.map(({ code }) => code), ["9", "10", "0412", "0431"]);
});

test("who of the group has handed in nothing is named; a code in other letters is the same code", () => {
  const { people, missing } = results([slip(" 0412 ".trim(), { name: "陈立" })], { group: GROUP });
  assert.deepEqual([people[0].name, people[0].outlet, missing.map(({ name }) => name)], ["陈立", "三店", ["黄志强"]]);
  assert.deepEqual(results([slip("ab1")], { group: { members: [{ code: "AB1", name: "ab1" }] } }).missing, []);
});

test("of several attempts the last or the best counts, all are there", () => {
  const slips = [slip("1", { n: "b", k: 2, h: 9500, score: 0 }), slip("1", { n: "a", k: 1, h: 9000, score: 2 })];
  assert.equal(results(slips).people[0].shown.k, 2);
  assert.equal(results(slips, { pick: "best" }).people[0].shown.k, 1);
  assert.equal(results(slips).people[0].attempts.length, 2);
});

test("whatever is odd is said", () => {
  const flags = (more, options) => results([slip("0412", more)], options).people[0].flags;
  assert.deepEqual(flags({}), []);
  assert.deepEqual(flags({ h: 1000001 }), ["late"]);
  assert.deepEqual(flags({ s: 1 }), ["early"]);
  assert.deepEqual(flags({ u: 721 }), ["long"]);
  assert.deepEqual(flags({ u: 719 }), []);
  assert.deepEqual(flags({ e: "2025.2" }), ["older"]);
  assert.deepEqual(flags({ e: "2026.1" }, { edition: "2026.1" }), []);
  assert.deepEqual(flags({ e: "2026.1" }, { edition: "2026.2" }), ["older"]);
  assert.deepEqual(flags({ e: "2026.2" }, { edition: "2026.2" }), ["older"]);
  assert.deepEqual(flags({ k: 3 }), ["many"]);
  assert.deepEqual(flags({ name: "陈立" }, { group: GROUP }), []);
  assert.deepEqual(flags({ name: "李四" }, { group: GROUP }), ["name"]);
  assert.deepEqual(results([slip("77")], { group: GROUP }).people[0].flags, ["stranger"]);
  assert.deepEqual(results([slip("1", { n: "a" }), slip("1", { n: "b" })]).people[0].flags, ["twice"]);
});

test("who was asked something else than the assignment asks has no verdict", () => {
  const drawn = () => ["y", "x"];
  assert.equal(results([slip("1")], { drawn }).people[0].verdict, "passed");
  const [cheat] = results([slip("1", { ids: ["x"] })], { drawn }).people;
  assert.deepEqual([cheat.verdict, cheat.flags], ["look", ["other-questions"]]);
  assert.equal(results([slip("1", { passed: null })]).people[0].verdict, "open");
});

test("columns come in the order of the draw, what else was asked behind", () => {
  assert.deepEqual(columnsOf(results([slip("1")]).people, ["y", "z"]), ["y", "x"]);
});

const KEY = { rule: "per-item", right: ["a", "b"], critical: ["a"], most: 2, pass: 75 };
const DECK = new Map([["leak", { id: "leak", tag: "0-aa", key: KEY }]]);
const sheet = (levels, more = {}) => ({ at: 5, set: "sheet:leak", tags: ["0-aa"], about: "小李", by: "小王", responses: { "leak.observer": { text: "好", levels } }, ...more });
const played = (sheets, judged = () => undefined, cards = ["leak"]) => markSheets({ sheets }, cards, DECK, judged);

test("a sheet is marked as its observer saw it, row by row as the trainer does", () => {
  assert.deepEqual([played({ s1: sheet({ a: 2, b: 1 }) }).score, played({ s1: sheet({ a: 2, b: 1 }) }).passed], [3, true]);
  assert.deepEqual(played({ s1: sheet({ a: 0, b: 2 }) }).criticalWrong, ["leak"]);
  assert.equal(played({ s1: sheet({ a: 2, b: 0 }) }, () => ({ levels: { b: 2 } })).score, 4);
  assert.equal(played({ s1: sheet({ a: 2 }) }).cells[0].state, "unjudged");
  assert.equal(played({ s1: sheet({ a: 2 }) }, () => ({ levels: { b: 2 } })).passed, true);
  assert.equal(played({}).cells[0].state, "blank");
  assert.equal(played({ s1: sheet({ a: 2, b: 2 }, { tags: ["0-bb"] }) }).cells[0].state, "changed");
  assert.equal(played({}, undefined, ["lost"]).passed, null);
});

test("a sheet of another shape says nothing", () => {
  for (const one of [null, 1, "x", [], { set: 1 }, { set: "sheet:leak" }, sheet(null), sheet([1, 2]), sheet({ a: 99, b: -1 }), sheet({ a: NaN, b: "2" }), sheet({ __proto__: 1, constructor: 2 }), { ...sheet({}), responses: [] }]) {
    const { score, passed } = played({ one }, () => one);
    assert.deepEqual([score, passed === true], [0, false], JSON.stringify(one));
  }
  for (const sheets of [null, [], "x", 3, undefined]) assert.deepEqual(sheetsOf({ sheets }, DECK, () => undefined), []);
});

const ITEM = { id: "q1", kind: "single", hand: "choose", points: 1, difficulty: 1, critical: false, tags: ["t"], prompt: "问", atoms: { a: "一", b: "二" }, marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["a"] } } };
const FILE = { format: "training-manual/key/1", manual: "NY", exam: "entry", edition: "2026.1", digest: "0123456789abcdef", pass: 80, minutes: 30, n: 1, columns: null, rows: [], titles: { zh: "入职" }, names: { t: { zh: "甲" } }, banks: { zh: { items: [ITEM] } } };
const WANTED = { manual: "NY", exam: "entry", digest: "0123456789abcdef" };
const read = (change) => readAnswerFile(JSON.stringify({ ...FILE, ...change }), WANTED);
const withItem = (change) => read({ banks: { zh: { items: [{ ...ITEM, ...change }] } } });

test("a sound answer file is taken, with what the desk knows of it alone", () => {
  const { key } = read({ more: "x" });
  assert.deepEqual([key.banks.zh.items[0].atoms, key.more, key.pass], [{ a: "一", b: "二" }, undefined, 80]);
});

test("that of another manual, exam or paper is named as such", () => {
  assert.deepEqual(read({ manual: "ZZ" }), { problem: "manual" });
  assert.deepEqual(read({ exam: "other" }), { problem: "exam", exam: "other" });
  assert.deepEqual(read({ digest: "f".repeat(16), edition: "2025.2" }), { problem: "digest", edition: "2025.2" });
});

test("an answer file of before a renaming, of the exam or of a question, is still that exam's", () => {
  const { key } = readAnswerFile(JSON.stringify(FILE), { ...WANTED, exam: "first-day", was: ["entry"] });
  assert.deepEqual([key.exam, "was" in key.banks.zh.items[0]], ["entry", false]);
  assert.deepEqual(withItem({ was: ["q0", 3, "__proto__"] }).key.banks.zh.items[0].was, ["q0"]);
  assert.equal("was" in withItem({ was: "q0" }).key.banks.zh.items[0], false);
  assert.deepEqual(readAnswerFile(JSON.stringify(FILE), { ...WANTED, exam: "first-day", was: ["last-day"] }), { problem: "exam", exam: "entry" });
});

test("anything else does nothing", () => {
  const key = (change) => ({ marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["a"], ...change } } });
  const bad = [
    ...["", "null", "[]", "{", '{"format":"training-manual/key/1"}', "[".repeat(200000), JSON.stringify({ ...FILE, format: "training-manual/key/2" })].map((one) => readAnswerFile(one, WANTED)),
    readAnswerFile(JSON.stringify(FILE).replace('"titles"', '"__proto__"'), WANTED), readAnswerFile(null, WANTED),
    read({ banks: {} }), read({ banks: { zh: { items: [] } } }), read({ banks: { zh: { items: [ITEM, ITEM] } } }), read({ digest: 12 }), read({ banks: [] }),
    withItem({ id: "__proto__" }), withItem({ marking: null }), withItem(key({ rule: "guess" })), withItem(key({ right: [] })), withItem(key({ right: "a" })), withItem(key({ right: { a: 1 } })),
    withItem({ marking: { interaction: { kind: "walk", start: "a", nodes: [{ id: "a", choices: [{ id: "b" }] }] }, key: { rule: "per-item", right: { a: 1 } } } }),
    withItem({ marking: { interaction: { kind: "eval" }, key: { rule: "exact", right: ["a"] } } }),
  ];
  for (const [n, one] of bad.entries()) assert.deepEqual(one, { problem: "none" }, `case ${n}`);
  const fill = (more) => withItem({ marking: { interaction: { kind: "fill" }, key: { rule: "exact", right: ["x"], ...more } } }).key.banks.zh.items[0].marking.key;
  assert.deepEqual([fill({ mistakes: { a: 5, b: "y" }, unit: {} }).mistakes, fill({ unit: 3 }).unit], [{ b: "y" }, undefined]);
  const { key: sound } = withItem({ points: 1e9, tags: ["x", 3, "__proto__"], prompt: { a: 1 }, critical: "yes" });
  assert.deepEqual([sound.banks.zh.items[0].points, sound.banks.zh.items[0].tags, sound.banks.zh.items[0].prompt, sound.banks.zh.items[0].critical], [1, ["x"], "", false]);
});

test("a spreadsheet takes the zeros off a staff code; where that could be two people it is nobody", () => {
  const group = { members: [{ code: "0412", name: "陈立", outlet: "", role: "" }, { code: "0500", name: "李雪", outlet: "", role: "" }, { code: "500", name: "王敏", outlet: "", role: "" }] };
  const slip = (code) => ({ id: code, assignment: "a", receipt: "", at: 1, body: { code, name: "", k: 1, s: 1, h: 1, u: 1, e: "working", ids: [], p: "" } });
  const { people, missing } = resultsOf({ assignment: { edition: "working" }, group, slips: [slip("412"), slip("00500"), slip("500")], mark: () => ({ cells: [], score: 0, of: 0, passed: null, criticalWrong: [] }) });
  assert.deepEqual(Object.fromEntries(people.map(({ code, flags }) => [code, flags.includes("stranger")])), { "0412": false, 500: false, "00500": true });
  assert.deepEqual(missing.map(({ code }) => code), ["0500"]);
});

test("a sheet counts for whom it is about, whoever hands it in, and once however often it comes", () => {
  const members = [{ code: "0412", name: "陈立" }, { code: "0407", name: "李雪" }];
  const sheet = (about) => ({ set: "sheet:rp-x", about, by: "陈立", responses: {} });
  const slip = (code, name, sheets, at) => ({ id: `a/${code}/${at}`, assignment: "a", receipt: "", at, body: { code, name, k: 1, h: at, sheets } });
  const slips = [slip("0412", "陈立", { "sheet.1": sheet("李雪"), "sheet.2": sheet("") }, 1), slip("0407", "李雪", { "sheet.1": sheet("李雪"), "sheet.3": sheet("客人") }, 2)];
  const players = byPlayer(slips, members).map(({ body, from }) => [body.code, Object.keys(body.sheets), from]);
  assert.deepEqual(players, [
    ["0407", ["sheet.1"], { "sheet.1": "a/0412/1" }],
    ["0412", ["sheet.2"], { "sheet.2": "a/0412/1" }],
    ["客人", ["sheet.3"], { "sheet.3": "a/0407/2" }],
  ]);
});
