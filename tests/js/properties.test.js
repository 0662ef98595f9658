// What must hold of marking whatever is answered, and of schedules whatever the day: over random keys and responses.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { mark } from "../../site_overrides/assets/core/mark.js";
import { emptyRecord, mergeRecords, readRecord } from "../../site_overrides/assets/core/record.js";
import { STEPS, dateOf, dayOf, dueToday, scheduled } from "../../site_overrides/assets/core/review.js";
import { openStore } from "../../site_overrides/assets/core/store.js";
import { random, randomRecord } from "./chance.js";

const IDS = ["a", "b", "c", "d", "constructor", "toString", "long-id", "q1"];
const JUNK = [
  undefined, null, 0, NaN, -1, true, "", " ", "x".repeat(5000), "__proto__", [], {}, [[]], [null], [{}], ["__proto__", "constructor"],
  { constructor: "a" }, JSON.parse('{"__proto__": "a"}'), { text: 3, met: 4 }, { text: "ok", met: "no" }, { text: "ok", met: [null, 3] },
  { a: null, b: ["c"], c: {} }, [1, 2, 3], "三十", "1e999", "<img src=x onerror=alert(1)>", () => 1, Symbol.iterator.toString(),
];

function keysOf(chance) {
  const ids = [...IDS].sort(() => chance.next() - 0.5).slice(0, 2 + chance.below(5)), right = ids.slice(0, 1 + chance.below(ids.length));
  const ends = { [ids[0]]: 1, [ids[1]]: chance.below(5) / 4 };
  const nodes = [{ id: "start", choices: ids.slice(0, 2).map((to) => ({ id: `to-${to}`, to })) }, ...ids.slice(0, 2).map((id) => ({ id, choices: [] }))];
  return {
    ids,
    cases: [
      ["choose", { rule: "exact", right }],
      ["choose", { rule: "hits-minus-false", right, out_of: ids.length - right.length }],
      ["arrange", { rule: "adjacent", right: ids }],
      ["pair", { rule: "per-item", right: Object.fromEntries(ids.map((id) => [id, chance.oneOf(ids)])) }],
      ["pair", { rule: "distance", right: Object.fromEntries(ids.map((id) => [id, String(chance.below(3))])), tolerance: chance.below(2) }],
      ["fill", { rule: "exact", right: ["30 分钟", "半小时"], mistakes: { a: "1 天" } }],
      ["fill", { rule: "tolerance", right: 93.75, tolerance: 0.5, mistakes: { a: 45 } }],
      ["write", { rule: "per-item", right: ids, critical: ids.slice(0, 1) }],
      [{ kind: "walk", start: "start", nodes }, { rule: "per-item", right: ends }],
    ],
  };
}

const anything = (chance, ids) => chance.oneOf([
  chance.oneOf(JUNK),
  ids.filter(chance.maybe),
  [...ids, ...ids].sort(() => chance.next() - 0.5),
  Object.fromEntries(ids.filter(chance.maybe).map((id) => [id, chance.oneOf([...ids, "0", "1", "2", "", null, 7])])),
  { text: "写了", met: chance.oneOf([undefined, [], ids.filter(chance.maybe), ids]) },
  chance.oneOf(["30", "半小时", "93.3", "94.3%", "45", "九十三点七五"]),
  ids.slice(0, 2).map((id) => `to-${id}`).slice(0, 1 + chance.below(2)),
]);

test("marking is total: no response throws, shares stand in [0, 1], blank is not wrong", () => {
  for (let seed = 0; seed < 1500; seed++) {
    const chance = random(seed), { ids, cases } = keysOf(chance);
    for (const [interaction, key] of cases) {
      const response = anything(chance, ids), found = mark(interaction, key, response), told = JSON.stringify([interaction, key, response]);
      assert.ok(Number.isFinite(found.share) && found.share >= 0 && found.share <= 1, told);
      assert.equal(typeof found.passed, "boolean", told);
      if (found.passed) assert.ok(found.share > 0, told);
      if (!found.answered) assert.deepEqual({ ...found }, { answered: false, share: 0, passed: false, parts: {} }, told);
      for (const state of Object.values(found.parts)) assert.ok(["right", "wrong", "missed"].includes(state), told);
      assert.deepEqual(mark(interaction, key, JSON.parse(JSON.stringify(response) ?? "null")), found, told);
    }
  }
});

test("the order of ticks and rows, and a tick twice, change nothing; the order of an arrangement does", () => {
  for (let seed = 0; seed < 500; seed++) {
    const chance = random(seed), { ids, cases } = keysOf(chance), mixed = (list) => [...list].sort(() => chance.next() - 0.5);
    const ticks = ids.filter(chance.maybe), rows = ids.filter(chance.maybe).map((id) => [id, chance.oneOf([...ids, "1"])]);
    for (const [interaction, key] of cases) {
      if (interaction === "choose") assert.deepEqual(mark("choose", key, [...mixed(ticks), ...ticks]), mark("choose", key, ticks));
      if (interaction === "pair") assert.deepEqual(mark("pair", key, Object.fromEntries(mixed(rows))), mark("pair", key, Object.fromEntries(rows)));
      if (interaction === "arrange" && ids.length > 2) assert.ok(mark("arrange", key, [...key.right].reverse()).share < 1);
    }
  }
});

test("a right tick more never costs, a wrong one never pays, and the key alone is worth everything", () => {
  for (let seed = 0; seed < 500; seed++) {
    const chance = random(seed), { ids, cases } = keysOf(chance), [, key] = cases[1], wrong = ids.filter((id) => !key.right.includes(id));
    const some = ids.filter(chance.maybe), share = mark("choose", key, some).share;
    assert.ok(mark("choose", key, [...some, chance.oneOf(key.right)]).share >= share);
    if (wrong.length) assert.ok(mark("choose", key, [...some, chance.oneOf(wrong)]).share <= share);
    for (const [interaction, one] of cases.slice(0, 5)) assert.deepEqual([mark(interaction, one, one.right).share, mark(interaction, one, one.right).passed], [1, true]);
  }
});

test("joining records is commutative, associative and idempotent, and loses nothing", () => {
  for (let seed = 0; seed < 300; seed++) {
    const [a, b, c] = [1, 2, 3].map((n) => readRecord(JSON.stringify(randomRecord(seed * 3 + n))).record), both = mergeRecords(a, b);
    assert.deepEqual(mergeRecords(b, a), both);
    assert.deepEqual(mergeRecords(mergeRecords(a, b), c), mergeRecords(a, mergeRecords(b, c)));
    assert.deepEqual(mergeRecords(both, a), both);
    for (const one of [a, b]) for (const part of Object.keys(one)) for (const name of Object.keys(one[part])) assert.ok(Object.keys(both[part]).includes(name), `${part} ${name}`);
  }
});

test("reading what anybody wrote never throws and what was sound comes back the same", () => {
  for (let seed = 0; seed < 300; seed++) {
    const chance = random(seed), text = JSON.stringify(randomRecord(seed)), at = chance.below(text.length);
    const { record, problem } = readRecord(text);
    assert.equal(problem, null);
    assert.deepEqual(readRecord(JSON.stringify(record)).record, record);
    readRecord(text.slice(0, at) + chance.oneOf(["", "{", "]", "null", "9", '"']) + text.slice(at + chance.below(3)));
  }
});

test("an item in the schedule always comes back in one of the five gaps, or is known", () => {
  for (let seed = 0; seed < 300; seed++) {
    const chance = random(seed);
    let now = Date.UTC(2026, 10, 22, 12), item = { ...scheduled({}, false, now) }, passes = 0;
    while (item.due !== undefined) {
      assert.ok(STEPS.includes(item.due - dayOf(now)));
      assert.deepEqual(scheduled(item, true, now), { step: item.step, due: item.due }); // ahead of the day
      now += (item.due - dayOf(now) + chance.below(5)) * 86400000;
      const known = chance.next() < 0.8;
      passes = known ? passes + 1 : 0;
      item = scheduled(item, known, now);
    }
    assert.equal(passes, STEPS.length);
  }
});

test("a day is the learner's own, also where clocks change and at the ends of months and years", () => {
  const script = 'import { dayOf, dateOf } from "./site_overrides/assets/core/review.js"; const out = []; for (let d = new Date(2026, 0, 1, 0, 30); d.getFullYear() < 2028; d = new Date(d.getFullYear(), d.getMonth(), d.getDate() + 1, 0, 30)) { const late = new Date(d.getFullYear(), d.getMonth(), d.getDate(), 23, 30); out.push([dayOf(+d), dayOf(+late), dateOf(+d), dateOf(+late)]); } console.log(JSON.stringify(out));';
  for (const zone of ["Asia/Shanghai", "America/New_York", "Pacific/Apia", "UTC"]) {
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: new URL("../..", import.meta.url), env: { ...process.env, TZ: zone }, encoding: "utf-8" });
    const days = JSON.parse(run.stdout);
    assert.equal(days.length, 730, zone);
    days.forEach(([early, late, date, lateDate], i) => {
      assert.equal(early, late, `${zone} ${date}`);
      assert.equal(date, lateDate);
      if (i) assert.equal(early, days[i - 1][0] + 1, `${zone} ${date}`);
    });
    assert.equal(days[364][2], "2026-12-31", zone);
  }
});

test("today never holds more than its limit, mixes chapters, and asks no item twice", () => {
  for (let seed = 0; seed < 200; seed++) {
    const chance = random(seed), now = Date.UTC(2026, 10, 22, 12), record = emptyRecord(), items = [];
    for (let n = chance.below(80); n > 0; n--) {
      const item = { id: `q-${n}`, tag: "0-1", chapter: chance.oneOf(["a", "b", "c"]) };
      items.push(item);
      record.items[item.id] = { [chance.maybe() ? "0-1" : "0-2"]: { at: n, response: [], result: { share: 1, passed: chance.maybe() }, due: dayOf(now) + chance.below(3) - 1 } };
    }
    const today = dueToday(record, items, now, 20), chapters = new Set(today.map(({ chapter }) => chapter));
    assert.ok(today.length <= 20);
    assert.equal(new Set(today).size, today.length);
    assert.ok(new Set(today.slice(0, chapters.size).map(({ chapter }) => chapter)).size === chapters.size);
    assert.deepEqual(dueToday(record, items, now, 20), today);
  }
});

test("tabs that write in any order, with a lock or without, lose no answer", async () => {
  for (let seed = 0; seed < 60; seed++) {
    const chance = random(seed), kept = {}, storage = { getItem: (name) => kept[name] ?? null, setItem: (name, text) => { kept[name] = text; } };
    let queue = Promise.resolve();
    const locks = chance.maybe() ? { request: (name, work) => (queue = queue.then(work)) } : undefined;
    const tabs = [1, 2, 3].map(() => openStore(storage, "r", locks)), done = [];
    for (let n = 0; n < 12; n++) {
      const id = `q${n}`;
      done.push(id);
      chance.oneOf(tabs).update((record) => ({ ...record, items: { ...record.items, [id]: { t: { at: n + 1 } } } }));
      if (chance.maybe()) await queue;
    }
    await queue;
    assert.deepEqual(Object.keys(readRecord(kept.r).record.items).sort(), done.sort());
  }
});

test("a storage that fails now and then costs at most what it said it could not keep", () => {
  for (let seed = 0; seed < 60; seed++) {
    const chance = random(seed), kept = {}, storage = {
      getItem: (name) => kept[name] ?? null,
      setItem: (name, text) => { if (chance.maybe()) throw new Error("quota"); kept[name] = text; },
    };
    const store = openStore(storage, "r");
    for (let n = 0; n < 10; n++) {
      store.update((record) => ({ ...record, items: { ...record.items, [`q${n}`]: { t: { at: n + 1 } } } }));
      assert.equal(Object.keys(store.record.items).length, n + 1);
      const there = Object.keys(readRecord(kept.r ?? null).record.items).length;
      assert.equal(store.problem, there === n + 1 ? null : "full");
    }
  }
});
