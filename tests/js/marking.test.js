// What was handed in is marked by its rules alone, whatever shape it comes in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWords, differences, letterOf, markPaper, responseOf, rightShort, rightWords } from "../../site_overrides/assets/core/marking.js";

const item = (id, kind, key, more = {}) => [id, {
  id, tag: `0-${id}`, kind, hand: kind, points: 1, critical: false, prompt: id, atoms: {},
  marking: { interaction: { kind, ...more.walk }, key }, ...more,
}];
const ABCD = { "on-time": "准时", "on-call": "随叫", early: "提前", never: "不去" };
const WAY = { start: "door", nodes: [
  { id: "door", choices: [{ id: "shout", to: "out" }, { id: "greet", to: "hall" }] },
  { id: "hall", choices: [{ id: "listen", to: "thanks" }, { id: "argue", to: "out" }] },
  { id: "out", choices: [] }, { id: "thanks", choices: [] },
] };
const BANK = new Map([
  item("one", "choose", { rule: "exact", right: ["on-call"] }, { atoms: ABCD, critical: true }),
  item("some", "choose", { rule: "hits-minus-false", right: ["on-time", "early"], out_of: 2 }, { atoms: ABCD, many: true, points: 2 }),
  item("order", "arrange", { rule: "adjacent", right: ["c", "a", "b"] }, { atoms: { a: "甲", b: "乙", c: "丙" } }),
  item("pairs", "pair", { rule: "per-item", right: { x: "p", y: "q", z: "p", w: "q" } }, { atoms: { x: "一", y: "二", z: "三", w: "四" }, choices: { p: "对内", q: "对外" } }),
  item("figure", "fill", { rule: "tolerance", right: 93.75, tolerance: 0.5, unit: "%" }),
  item("word", "fill", { rule: "exact", right: ["30 分钟", "半小时"] }),
  item("talk", "walk", { rule: "per-item", right: { out: 0, thanks: 1 } }, { walk: WAY, atoms: { "door.greet": "您好", "hall.listen": "您说" } }),
  item("text", "write", { rule: "per-item", right: ["name", "time", "sorry"], critical: ["sorry"] }, { points: 3, sample: "示例" }),
]);
const RIGHT = {
  one: ["on-call"], some: ["on-time", "early"], order: ["c", "a", "b"], pairs: { x: "p", y: "q", z: "p", w: "q" },
  figure: "94%", word: "半小时", talk: ["greet", "listen"],
};
const ids = Object.keys(RIGHT), tagged = (list) => ({ ids: list, t: list.map((id) => `0-${id}`) });
const body = (r, list = ids) => ({ ...tagged(list), r });
const marked = (r, list, judged = () => undefined, pass = 80) => markPaper(body(r, list), BANK, judged, { pass });
const states = ({ cells }) => Object.fromEntries(cells.map(({ id, state }) => [id, state]));

test("everything right is every point and passes", () => {
  const paper = marked(RIGHT);
  assert.deepEqual(new Set(Object.values(states(paper))), new Set(["right"]));
  assert.deepEqual([paper.score, paper.of, paper.passed, paper.criticalWrong], [8, 8, true, []]);
});

test("a cell says what was chosen: letters in the bank's order, rows that are right, the words typed", () => {
  const { cells } = marked({ ...RIGHT, some: ["never", "on-time"], order: ["a", "b", "c"], pairs: { x: "p", y: "p", z: "p" }, figure: " 12  个 ", talk: ["greet", "argue"] });
  assert.deepEqual(cells.map(({ chosen }) => chosen), ["B", "AD", "ABC", "2/4", "12 个", "半小时", "BB"]);
});

test("half is half a point, blank is blank and no letter", () => {
  const paper = marked({ ...RIGHT, some: ["early"], word: "   ", order: [] });
  assert.deepEqual([paper.cells[1].state, paper.cells[1].share, paper.cells[5].state, paper.cells[2].state], ["half", 0.5, "blank", "blank"]);
  assert.equal(paper.cells[5].chosen, "");
  assert.equal(paper.score, 5);
});

test("a critical question wrong, blank or missing fails the paper, whatever the score", () => {
  for (const one of [["early"], [], undefined]) {
    const paper = marked({ ...RIGHT, one });
    assert.deepEqual([paper.score, paper.passed, paper.criticalWrong], [7, false, ["one"]], String(one));
  }
});

test("the pass mark itself passes, a hair below does not; thirds add up", () => {
  const thirds = new Map([1, 2, 3].map((n) => item(`q${n}`, "pair", { rule: "per-item", right: { a: "x", b: "x", c: "x" } })));
  const list = [...thirds.keys()], r = Object.fromEntries(list.map((id) => [id, { a: "x" }]));
  const at = (pass) => markPaper({ ...tagged(list), r }, thirds, () => undefined, { pass }).passed;
  assert.equal(at(100 / 3), true);
  assert.equal(at(33.4), false);
});

test("a written answer waits for the trainer; what its writer thinks of it counts for nothing", () => {
  const list = ["one", "text"], r = { one: ["on-call"], text: { text: "对不起，我九点到", met: ["name", "time", "sorry"] } };
  const waiting = marked(r, list);
  assert.deepEqual([states(waiting).text, waiting.passed, waiting.score, waiting.of], ["unjudged", null, 1, 4]);
  const judged = (met) => marked(r, list, (id) => (id === "text" ? { met } : undefined));
  assert.deepEqual([judged(["name", "time", "sorry"]).score, judged(["name", "time", "sorry"]).passed], [4, true]);
  assert.deepEqual([states(judged(["time", "sorry"])).text, judged(["time", "sorry"]).score], ["half", 3]);
  assert.deepEqual([states(judged([])).text, judged([]).passed], ["wrong", false]);
  assert.equal(states(marked({ one: ["on-call"], text: { text: "  " } }, list)).text, "blank");
});

test("a critical written answer does not pass without its critical criterion", () => {
  const bank = new Map([...BANK, ["text", { ...BANK.get("text"), critical: true }]]);
  const paper = (met) => markPaper(body({ text: { text: "九点到" } }, ["text"]), bank, () => ({ met }), { pass: 10 });
  assert.deepEqual(paper(["name", "time"]).criticalWrong, ["text"]);
  assert.deepEqual(paper(["name", "time", "sorry"]).criticalWrong, []);
});

test("a question changed since, or gone, is out of the total and says so", () => {
  const list = ["one", "word", "lost"], paper = markPaper({ ids: list, t: ["0-one", "7-word", "0-lost"], r: { one: ["on-call"], word: "x", lost: "y" } }, BANK, () => undefined, { pass: 80 });
  assert.deepEqual(states(paper), { one: "right", word: "changed", lost: "gone" });
  assert.deepEqual([paper.score, paper.of, paper.passed], [1, 1, true]);
  const nothing = markPaper({ ids: ["lost"], t: ["x"], r: {} }, BANK, () => undefined, { pass: 80 });
  assert.deepEqual([nothing.of, nothing.passed], [0, null]);
});

// What the site makes of two of them when they are renamed: nothing but their ids.
const RENAMED = new Map([...BANK].map(([id, one]) => (["one", "text"].includes(id) ? [`new-${id}`, { ...one, id: `new-${id}`, was: ["first", id] }] : [id, one])));

test("a question that is called otherwise since is marked as before, in the column of its new name", () => {
  const list = [...ids, "text"], r = { ...RIGHT, one: ["early"], text: { text: "九点到" } }, verdicts = { text: { met: ["name", "time", "sorry"] } };
  const [before, after] = [BANK, RENAMED].map((bank) => markPaper(body(r, list), bank, (as) => verdicts[as], { pass: 80 }));
  const plain = ({ id, as, ...cell }) => cell;
  assert.deepEqual(after.cells.map(plain), before.cells.map(plain));
  assert.deepEqual([after.score, after.of, after.passed], [before.score, before.of, before.passed]);
  assert.deepEqual([after.cells[0].id, after.cells[0].as, after.cells.at(-1).id, after.criticalWrong], ["new-one", "one", "new-text", ["new-one"]]);
  assert.deepEqual(responseOf(RENAMED.get("new-text"), body(r, list), "text"), { text: "九点到" });
  assert.equal(RENAMED.size, BANK.size);
});

test("a question renamed and changed is changed, in the column of its new name", () => {
  const paper = markPaper({ ids: ["one"], t: ["0-older"], r: {} }, RENAMED, () => undefined, { pass: 80 });
  assert.deepEqual(paper.cells.map(({ id, state }) => [id, state]), [["new-one", "changed"]]);
});

test("a question named by its old and its new name counts once", () => {
  for (const list of [["one", "new-one"], ["new-one", "one"], ["first", "one"], ["one", "first", "new-one"]]) {
    const paper = markPaper({ ids: list, t: list.map(() => "0-one"), r: Object.fromEntries(list.map((id) => [id, ["on-call"]])) }, RENAMED, () => undefined, { pass: 80 });
    assert.deepEqual([paper.of, paper.score, new Set(paper.cells.map(({ id }) => id)).size], [1, 1, list.length], list.join());
  }
});

test("a key file that comes with new names changes nothing for anybody, and a corrected one is told by the new name", () => {
  const papers = (bank) => [{ id: "a", code: "0412", name: "陈立", paper: markPaper(body(RIGHT), bank, () => undefined, { pass: 80 }) }];
  assert.deepEqual(differences(papers(BANK), papers(RENAMED)), []);
  const fixed = new Map([...RENAMED, ["new-one", { ...RENAMED.get("new-one"), marking: { interaction: { kind: "choose" }, key: { rule: "exact", right: ["early"] } } }]]);
  assert.deepEqual(differences(papers(BANK), papers(fixed))[0].cells.map(({ id, from, to }) => [id, from.state, to.state]), [["new-one", "right", "wrong"]]);
});

test("a sealed exam's bank has no tags, and its slips have none", () => {
  const bank = new Map([...BANK].map(([id, one]) => [id, { ...one, tag: undefined }]));
  assert.equal(markPaper({ ids, r: RIGHT }, bank, () => undefined, { pass: 80 }).score, 8);
});

test("a question named twice counts once", () => {
  assert.equal(marked(RIGHT, ["one", "one", "one"]).of, 1);
});

test("hostile bodies are blank answers, never a crash, never a point", () => {
  const junk = [null, undefined, 0, NaN, Infinity, true, "", "x".repeat(100000), [], [[]], {}, [null, {}, NaN], { length: 1e9 }, { __proto__: { a: 1 } },
    JSON.parse('{"__proto__": {"met": ["name"]}, "constructor": "p", "toString": 1}'), Array(100000).fill("on-call-not"), { text: { text: 1 } }, { x: NaN, y: Infinity, z: {} }, { levels: { a: 1e308 } }, { text: [] }];
  for (const one of junk) {
    const paper = marked(Object.fromEntries([...BANK.keys()].map((id) => [id, one])), [...BANK.keys()]);
    assert.equal(paper.score, 0, JSON.stringify(one)?.slice(0, 80));
    assert.equal(paper.passed === true, false);
    for (const { chosen } of paper.cells) assert.ok(chosen.length <= 400 && typeof chosen === "string");
    for (const whole of [one, { ids: one }, { ids: one, t: one, r: one }, { ids, r: one, t: one }]) {
      const other = markPaper(whole, BANK, () => one, { pass: 0 });
      assert.equal(other.score, 0);
      assert.equal(Number.isFinite(other.of), true);
    }
  }
  assert.equal({}.met, undefined);
});

test("names of every object are questions nobody asked", () => {
  const list = ["__proto__", "constructor", "toString", "hasOwnProperty"], paper = markPaper(JSON.parse(`{"ids": ${JSON.stringify(list)}, "t": [], "r": {"__proto__": ["on-call"]}}`), BANK, () => undefined, { pass: 0 });
  assert.deepEqual(paper.cells.map(({ state }) => state), ["gone", "gone", "gone", "gone"]);
  assert.equal(paper.passed, null);
});

test("a paper of ten thousand questions is cut, a long text too", () => {
  const paper = markPaper({ ids: Array.from({ length: 10000 }, (_, n) => `q${n}`), r: {} }, BANK, () => undefined, { pass: 80 });
  assert.ok(paper.cells.length <= 400);
  assert.ok(responseOf(BANK.get("text"), { r: { text: { text: "长".repeat(1e6) } } }).text.length <= 4000);
});

test("letters go on after Z, and what is no option has none", () => {
  const many = Array.from({ length: 30 }, (_, n) => `o${n}`);
  assert.deepEqual(["o0", "o25", "o26", "o29", "?"].map((id) => letterOf(many, id)), ["A", "Z", "AA", "AD", "?"]);
});

test("answers and right answers are said in words", () => {
  const say = (id, r) => answerWords(BANK.get(id), responseOf(BANK.get(id), { r: { [id]: r } }));
  assert.deepEqual(say("some", ["never", "on-time", "made-up"].slice(0, 2)), ["A 准时", "D 不去"]);
  assert.deepEqual(say("pairs", { x: "q", z: "?" }), ["一 → 对外", "三 → ?"]);
  assert.deepEqual(say("talk", ["greet", "listen", "more"]), ["您好", "您说"]);
  assert.deepEqual(say("word", 3), []);
  assert.deepEqual(rightWords(BANK.get("order")), ["C 丙", "A 甲", "B 乙"]);
  assert.deepEqual(rightWords(BANK.get("figure")), ["93.75 ± 0.5 %"]);
  assert.deepEqual(rightWords(BANK.get("word")), ["30 分钟 / 半小时"]);
  assert.deepEqual(rightWords(BANK.get("talk")), ["您好", "您说"]);
  assert.deepEqual(rightWords(BANK.get("text")), ["示例"]);
  assert.deepEqual([rightShort(BANK.get("some")), rightShort(BANK.get("talk")), rightShort(BANK.get("word"))], ["AC", "BA", ""]);
});

test("a corrected key tells who gains what, and whose verdict turns", () => {
  const fixed = new Map([...BANK, item("one", "choose", { rule: "exact", right: ["early"] }, { atoms: ABCD, critical: true, tag: "0-one" })]);
  const people = [["a", "0412", RIGHT], ["b", "0415", { ...RIGHT, one: ["early"] }], ["c", "0418", { ...RIGHT, one: ["never"] }]];
  const papers = (bank) => people.map(([id, code, r]) => ({ id, code, name: code, paper: markPaper(body(r), bank, () => undefined, { pass: 80 }) }));
  const told = differences(papers(BANK), papers(fixed));
  assert.deepEqual(told.map(({ code, passed, score, flips }) => [code, passed, score, flips]), [["0412", [true, false], [8, 7], true], ["0415", [false, true], [7, 8], true]]);
  assert.deepEqual(told[0].cells.map(({ id, from, to }) => [id, from.state, to.state]), [["one", "right", "wrong"]]);
  assert.deepEqual(differences(papers(BANK), papers(BANK)), []);
});
