// Figures of a question, worked out by hand beside the code; under five people there are counts alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { correlation, itemStatistics, optionCounts, topicShares } from "../../site_overrides/assets/core/statistics.js";

const cell = (id, share, chosen = "") => ({ id, share, state: share === null ? "unjudged" : share === 1 ? "right" : share ? "half" : "wrong", chosen });
const paper = (shares) => ({ cells: Object.entries(shares).map(([id, share]) => (Array.isArray(share) ? cell(id, ...share) : cell(id, share))) });
const BANK = new Map(["a", "b", "c"].map((id) => [id, { points: id === "c" ? 2 : 1 }]));
const near = (is, wanted) => assert.ok(Math.abs(is - wanted) < 1e-9, `${is} is not ${wanted}`);

test("the correlation of Pearson, worked out by hand", () => {
  // x̄ = 2, ȳ = 4: Σxy = 1·2 + 0 + 1·0 = 2… of deviations (-1,-2) (0,2) (1,0): 2; Σx² = 2, Σy² = 8: 2 / √16 = .5
  near(correlation([[1, 2], [2, 6], [3, 4]]), 0.5);
  near(correlation([[0, 0], [1, 1]]), 1);
  near(correlation([[0, 1], [1, 0]]), -1);
  assert.equal(correlation([[1, 0], [1, 1]]), null);
});

test("the share of a question is the mean of its marks; a blank is none", () => {
  const papers = [1, 1, 0.5, 0, 0].map((share) => paper({ a: share, b: 1 }));
  papers[4].cells[0].state = "blank";
  const [a] = itemStatistics(papers, BANK);
  near(a.facility, 0.5);
  assert.deepEqual([a.n, a.right, a.half, a.wrong, a.blank], [5, 2, 1, 1, 1]);
});

test("discrimination leaves the question itself out, and weighs the rest by points", () => {
  // rest of each: (b + 2c) / 3
  const rows = [[1, 1, 1], [1, 1, 0.5], [0, 0, 0.5], [1, 0, 1], [0, 1, 0]];
  const papers = rows.map(([a, b, c]) => paper({ a, b, c }));
  const [a] = itemStatistics(papers, BANK);
  near(a.discrimination, correlation([[1, 1], [1, 2 / 3], [0, 1 / 3], [1, 2 / 3], [0, 1 / 3]]));
  // deviations of the rest from .6: .4, .0667, -.2667, .0667, -.2667; of a from .6: .4, .4, -.6, .4, -.6
  near(a.discrimination, (0.16 + 0.4 / 15 + 0.16 + 0.4 / 15 + 0.16) / Math.sqrt(1.2 * (0.16 + 2 / 225 + 2 * (4 / 15) ** 2)));
});

test("four people are counted, never turned into rates", () => {
  const [a] = itemStatistics(Array.from({ length: 4 }, (_, n) => paper({ a: n % 2, b: 1 })), BANK);
  assert.deepEqual([a.n, a.right, a.facility, a.discrimination, a.flags], [4, 2, null, null, []]);
  const [topic] = topicShares(Array.from({ length: 4 }, () => paper({ a: 1 })), BANK, () => ["t"]);
  assert.deepEqual([topic.people, topic.right, topic.n, topic.share], [4, 4, 4, null]);
});

test("what is not judged, changed or gone counts nowhere", () => {
  const papers = Array.from({ length: 5 }, () => paper({ a: null, b: 1 }));
  papers[0].cells.push({ id: "c", state: "changed", share: 0, chosen: "" }, { id: "d", state: "gone", share: 0, chosen: "" });
  assert.deepEqual(itemStatistics(papers, BANK).map(({ id }) => id), ["b"]);
});

test("too hard, too easy and too little apart are flagged, each beyond its line", () => {
  const flags = (shares, rest = (n) => n % 2) => itemStatistics(shares.map((share, n) => paper({ a: share, b: rest(n) })), BANK)[0].flags;
  assert.deepEqual(flags([1, 0, 0, 0, 0], (n) => (n ? 0 : 1)), ["hard"]);
  assert.deepEqual(flags([1, 1, 1, 1, 1]), ["easy"]);
  assert.deepEqual(flags([1, 1, 0, 0, 0], (n) => (n < 2 ? 0 : 1)), ["apart"]);
  assert.deepEqual(flags([1, 1, 0, 0, 0], (n) => (n < 2 ? 1 : 0)), []);
});

test("a question alone on its paper has no rest to be measured by", () => {
  assert.equal(itemStatistics(Array.from({ length: 6 }, (_, n) => paper({ a: n % 2 })), BANK)[0].discrimination, null);
});

test("each option is counted, several of one answer too", () => {
  const [a] = itemStatistics(["A", "AC", "C", "", "AC"].map((text) => paper({ a: [0, text] })), BANK);
  assert.deepEqual(optionCounts(a, ["A", "B", "C", "D"]), [3, 0, 3, 0]);
});

test("topics go by points, the weakest first, with the questions most missed", () => {
  const topics = { a: ["x"], b: ["x", "y"], c: ["y"] };
  const papers = [[1, 0, 1], [0, 0, 1], [1, 0, 1], [1, 1, 1], [1, 0.5, 0]].map(([a, b, c]) => paper({ a, b, c }));
  const [x, y] = topicShares(papers, BANK, (id) => topics[id]);
  assert.deepEqual([x.topic, x.n, x.right, x.ids], ["x", 10, 5, ["b", "a"]]);
  near(x.share, 5.5 / 10);
  near(y.share, (1.5 + 8) / 15);
  assert.deepEqual(topicShares([], BANK, () => ["x"]), []);
});
