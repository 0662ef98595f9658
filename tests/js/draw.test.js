import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { columns, drawPaper, fnv1a, random, shuffle } from "../../site_overrides/assets/core/draw.js";

const SEEDS = Array.from({ length: 200 }, (_, i) => `seed ${i}`);
const TAGS = ["complaint", "moments", "listening", "process"];
const pick = (next, list) => list[Math.floor(next() * list.length)];

/** A made-up pool: half of the items carry two tags, one in five is critical. */
function pool(next, size) {
  return Array.from({ length: size }, (_, i) => ({
    id: `q-${i}`,
    difficulty: pick(next, [1, 1, 2, 2, 3]),
    tags: next() < 0.5 ? [pick(next, TAGS)] : [pick(next, TAGS), pick(next, TAGS)],
    objective: pick(next, ["a", "b", "c", null]),
    critical: next() < 0.2,
  }));
}

const takes = (row, item) => (row.critical ? item.critical : row.tag ? item.tags.includes(row.tag) : item.objective === row.objective);
const counted = (items) => items.reduce((all, { difficulty }) => ({ ...all, [difficulty]: (all[difficulty] || 0) + 1 }), {});

/** Can these items fill all rows, each item one place? Tried out place by place. */
function fills(rows, items) {
  const places = rows.flatMap((row) => Array(row.n).fill(row)), holder = new Map();
  const place = (i, tried) =>
    items.some((item) => {
      if (tried.has(item) || !takes(places[i], item)) return false;
      tried.add(item);
      if (holder.has(item) && !place(holder.get(item), tried)) return false;
      holder.set(item, i);
      return true;
    });
  return places.every((_, i) => place(i, new Set()));
}

/** A blueprint that can be filled: read off a paper somebody drew by hand, to the last item. */
function feasible(next, items) {
  const paper = shuffle(items, next).slice(0, 1 + Math.floor(next() * items.length));
  const rows = [];
  for (const item of paper) {
    const row = next() < 0.15 ? null : item.critical && next() < 0.7 ? { critical: true } : { tag: pick(next, item.tags) };
    const same = row && rows.find((one) => one.tag === row.tag && one.critical === row.critical);
    if (same) same.n++;
    else if (row) rows.push({ n: 1, ...row });
  }
  return { n: paper.length, columns: counted(paper), rows };
}

const cases = SEEDS.map((seed) => {
  const next = random(seed), items = pool(next, 5 + Math.floor(next() * 40));
  return { seed, items, blueprint: feasible(next, items) };
});
const drawnFrom = (items, ids) => ids.map((id) => items.find((item) => item.id === id));

test("the hash is FNV-1a, by its published values", () => {
  assert.deepEqual(["", "a", "foobar"].map(fnv1a), [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

test("the numbers are those of mulberry32, worked out elsewhere for the hash of foobar", () => {
  const next = random("foobar");
  assert.deepEqual([next(), next(), next()].map((number) => number * 2 ** 32), [4041625555, 1420129204, 1512530472]);
});

test("random numbers lie in [0, 1), spread, and depend on the text alone", () => {
  const next = random("卷一"), again = random("卷一"), tenths = Array(10).fill(0);
  for (let i = 0; i < 10000; i++) {
    const number = next();
    assert.equal(number, again());
    tenths[Math.floor(number * 10)]++;
  }
  assert.ok(tenths.every((count) => count > 850 && count < 1150), tenths.join());
});

test("a shuffle keeps every item, leaves the list alone and gives each place to each about as often", () => {
  const list = ["a", "b", "c"], first = { a: 0, b: 0, c: 0 };
  for (const seed of Array.from({ length: 3000 }, (_, i) => `s${i}`)) {
    const out = shuffle(list, random(seed));
    assert.deepEqual([...out].sort(), list);
    first[out[0]]++;
  }
  assert.deepEqual(list, ["a", "b", "c"]);
  assert.ok(Object.values(first).every((count) => count > 880 && count < 1120), JSON.stringify(first));
});

for (const { n, shares, columns: wanted } of JSON.parse(readFileSync(new URL("../drawing/columns.json", import.meta.url)))) {
  test(`${n} items in shares of ${shares.join("/")}`, () => assert.deepEqual(columns(n, shares), wanted));
}

test("a blueprint that can be filled is filled exactly", () => {
  for (const { seed, items, blueprint } of cases) {
    const ids = drawPaper(items, blueprint, seed), paper = drawnFrom(items, ids);
    assert.equal(new Set(ids).size, blueprint.n, seed);
    assert.equal(ids.length, blueprint.n, seed);
    assert.deepEqual(counted(paper), blueprint.columns, seed);
    assert.ok(fills(blueprint.rows, paper), seed);
  }
});

test("the last item of a row is found also where others hold it", () => {
  const item = (id, difficulty, ...tags) => ({ id, difficulty, tags });
  const items = [item("a", 1, "x"), item("b", 1, "x", "y"), item("c", 2, "y"), item("d", 1), item("e", 1)];
  for (const seed of SEEDS) {
    const ids = drawPaper(items, { n: 3, columns: { 1: 2, 2: 1 }, rows: [{ n: 1, tag: "x" }, { n: 2, tag: "y" }] }, seed);
    assert.deepEqual([...ids].sort(), ["a", "b", "c"]);
  }
});

test("the same seed draws the same paper, in whatever order the pool stands", () => {
  for (const { seed, items, blueprint } of cases) {
    const paper = drawPaper(items, blueprint, seed);
    assert.deepEqual(drawPaper(items, blueprint, seed), paper);
    assert.deepEqual(drawPaper([...items].reverse(), blueprint, seed), paper);
    assert.deepEqual(drawPaper(shuffle(items, random(`${seed}!`)), blueprint, seed), paper);
  }
});

test("a paper drawn today is drawn from its seed next year too", () => {
  const items = Array.from({ length: 8 }, (_, i) => ({ id: `q${i}`, difficulty: 1 + (i % 2), tags: i < 4 ? ["x"] : [] }));
  assert.deepEqual(drawPaper(items, { n: 4, columns: { 1: 2, 2: 2 }, rows: [{ n: 2, tag: "x" }] }, "7K3M"), ["q2", "q0", "q7", "q5"]);
});

test("different seeds draw different papers, and every item has its turn", () => {
  const items = pool(random("many"), 40), papers = SEEDS.map((seed) => drawPaper(items, { n: 10 }, seed));
  assert.equal(new Set(papers.map((ids) => ids.join())).size, SEEDS.length);
  const turns = Object.fromEntries(items.map(({ id }) => [id, 0]));
  for (const id of papers.flat()) turns[id]++;
  assert.ok(Object.values(turns).every((count) => count > 25 && count < 80), JSON.stringify(turns)); // 50 on average
});

test("what fills a row is asked at any place of the paper", () => {
  const items = Array.from({ length: 10 }, (_, i) => ({ id: `q${i}`, tags: i ? [] : ["x"] })), places = Array(5).fill(0);
  for (const seed of SEEDS) places[drawPaper(items, { n: 5, rows: [{ n: 1, tag: "x" }] }, seed).indexOf("q0")]++;
  assert.ok(places.every((count) => count > 20 && count < 70), places.join()); // 40 on average
});

test("a chapter's test asks ten, one at least for each objective that has questions", () => {
  for (const { seed, items } of cases) {
    const n = Math.min(10, items.length), objectives = ["a", "b", "c", "nobody-asks"];
    const ids = drawPaper(items, { n, rows: objectives.map((objective) => ({ n: 1, objective })) }, seed);
    assert.equal(new Set(ids).size, n);
    const asked = new Set(drawnFrom(items, ids).map((item) => item.objective));
    for (const { objective } of items) assert.ok(!objective || asked.has(objective), `${seed} ${objective}`);
  }
});

test("with more objectives than places each of them is asked in some paper", () => {
  const items = ["a", "b", "c", "d", "e"].map((objective) => ({ id: `q-${objective}`, objective }));
  const rows = items.map(({ objective }) => ({ n: 1, objective }));
  const papers = SEEDS.map((seed) => drawPaper(items, { n: 3, rows }, seed));
  assert.ok(papers.every((ids) => new Set(ids).size === 3));
  assert.equal(new Set(papers.flat()).size, 5);
});

test("a pool too small gives what it has, and nothing is thrown", () => {
  for (const seed of SEEDS) {
    const next = random(seed), items = pool(next, Math.floor(next() * 12));
    const blueprint = { n: 10, columns: columns(10, [40, 40, 20]), rows: [{ n: 4, tag: "complaint" }, { n: 9, critical: true }] };
    const ids = drawPaper(items, blueprint, seed);
    assert.equal(new Set(ids).size, Math.min(10, items.length));
    assert.equal(ids.length, Math.min(10, items.length));
  }
  assert.deepEqual(drawPaper([], { n: 10 }, "s"), []);
});

test("where only one row is unmet the others and the difficulties still hold", () => {
  for (const { seed, items, blueprint } of cases) {
    const rows = [{ n: 1, tag: "nobody-has-it" }, ...blueprint.rows];
    const paper = drawnFrom(items, drawPaper(items, { ...blueprint, n: blueprint.n, rows }, seed));
    assert.equal(paper.length, blueprint.n);
    assert.deepEqual(counted(paper), blueprint.columns, seed);
    assert.ok(fills(blueprint.rows, paper), seed);
  }
});
