import assert from "node:assert/strict";
import { test } from "node:test";
import { nextStep, progressOf, testsPassed, weekOf } from "../../site_overrides/assets/core/progress.js";
import { emptyRecord, withAnswer, withAttempt, withGoal, withItem, withRead } from "../../site_overrides/assets/core/record.js";
import { dateOf, dayOf } from "../../site_overrides/assets/core/review.js";

const DAY = 86400000, NOW = new Date(2026, 10, 25, 12).getTime(); // a Wednesday
const item = (id, chapter, more) => ({ id, tag: "0-a", was: [], chapter, objective: null, tags: [], ...more });
const MANUAL = {
  tags: { calm: "Calm", clear: "Clear", lonely: "Nobody asks" },
  chapters: [
    {
      id: "one", was: ["old-one"],
      objectives: [{ id: "o1", text: "Say" }, { id: "o2", text: "Do" }, { id: "unmeasured", text: "Feel" }],
      sections: [{ id: "s1", tag: "aa" }, { id: "s2", tag: "bb" }],
      items: [
        item("a", "one", { objective: "o1", tags: ["calm"] }), item("b", "one", { objective: "o1", tags: ["calm", "clear"] }),
        item("c", "one", { objective: "o2", tags: ["clear"], was: ["old-c"] }), item("d", "one", { tags: ["clear"] }),
      ],
    },
    { id: "two", was: [], objectives: [], sections: [{ id: "s3", tag: "cc" }], items: [item("e", "two")] },
    { id: "three", was: [], objectives: [], sections: [], items: [] },
  ],
};

const answered = (record, id, passed = true, tag = "0-a", more = {}) =>
  withItem(record, id, tag, { at: 1, response: "x", result: { share: passed ? 1 : 0, passed }, ...more });
const read = (record, ref, tag) => withRead(record, ref, tag, 1);
const seen = (record) => progressOf(record, MANUAL, NOW);
const allRead = ["one#s1=aa", "one#s2=bb", "two#s3=cc"].map((one) => one.split("=")).reduce((record, one) => read(record, ...one), emptyRecord());

test("who has done nothing has reached nothing, and is not begun", () => {
  const { reached, read: chapters, sections, passed, due, begun, changes } = seen(emptyRecord());
  assert.deepEqual([reached, chapters, sections, passed], [{ n: 0, of: 2 }, { n: 0, of: 3 }, { n: 0, of: 3 }, { n: 0, of: 5 }]);
  assert.deepEqual([due, begun, changes], [0, false, []]);
});

test("a chapter is read when all its sections are; one without sections never is", () => {
  const half = read(emptyRecord(), "one#s1", "aa");
  assert.deepEqual(seen(half).chapters[0].read, { n: 1, of: 2 });
  assert.equal(seen(half).read.n, 0);
  assert.equal(seen(allRead).read.n, 2);
});

test("a section read under another tag is changed, not read; one read under the chapter's old id is read", () => {
  const { chapters, changes } = seen(read(read(emptyRecord(), "old-one#s1", "aa"), "one#s2", "older"));
  assert.deepEqual(chapters[0].sections.map((section) => [section.read, section.changed]), [[true, false], [false, true]]);
  assert.deepEqual(changes.map(({ chapter, section }) => [chapter.id, section.id]), [["one", "s2"]]);
});

test("a section read under its own old name, or in the chapter it stood in, is read, and no other is", () => {
  const [one, ...others] = MANUAL.chapters, [s1, s2] = one.sections;
  const moved = { ...MANUAL, chapters: [{ ...one, sections: [{ ...s1, was: ["one#older", "left#older"] }, s2] }, ...others] };
  for (const ref of ["one#older", "left#older"]) {
    const [{ sections }] = progressOf(read(emptyRecord(), ref, "aa"), moved, NOW).chapters;
    assert.deepEqual(sections.map((section) => section.read), [true, false], ref);
  }
});

test("an objective is reached when every item that measures it is passed as it is now", () => {
  const objective = (record) => seen(record).chapters[0].objectives[0];
  assert.equal(objective(answered(emptyRecord(), "a")).reached, false);
  assert.equal(objective(answered(emptyRecord(), "a")).next.id, "b");
  assert.equal(objective(answered(answered(emptyRecord(), "a"), "b")).reached, true);
  assert.equal(objective(answered(answered(emptyRecord(), "a"), "b", false)).reached, false);
  assert.equal(objective(answered(answered(emptyRecord(), "a"), "b", true, "0-other")).reached, false);
});

test("an objective that nothing measures is neither reached nor counted", () => {
  const { chapters, reached } = seen(["a", "b", "c"].reduce((record, id) => answered(record, id), emptyRecord()));
  assert.deepEqual([chapters[0].objectives[2].reached, chapters[0].objectives[2].next], [false, undefined]);
  assert.deepEqual(reached, { n: 2, of: 2 });
});

test("an item passed under its earlier id is passed", () => {
  assert.equal(seen(answered(emptyRecord(), "old-c")).chapters[0].passed.n, 1);
});

test("an item answered under another tag is changed and comes back today", () => {
  const { changes, due, mistakes } = seen(answered(emptyRecord(), "a", true, "0-other"));
  assert.deepEqual([changes.map((change) => change.item.id), due, mistakes], [["a"], 1, 0]);
});

test("what is due today is counted, what is due tomorrow is not; a wrong answer is a mistake", () => {
  const today = dayOf(NOW);
  let record = answered(emptyRecord(), "a", false, "0-a", { step: 0, due: today });
  record = answered(record, "b", false, "0-a", { step: 0, due: today + 1 });
  assert.deepEqual([seen(record).due, seen(record).mistakes], [1, 2]);
});

test("competencies stand weakest first, those without items not at all", () => {
  const { competencies } = seen(answered(answered(emptyRecord(), "a"), "c"));
  assert.deepEqual(competencies.map(({ id, passed, next }) => [id, passed.n, passed.of, next.id]), [["clear", 1, 3, "b"], ["calm", 1, 2, "b"]]);
});

test("a week runs from Monday to Sunday, and counts the answers of all devices", () => {
  const on = (record, days, device) => withAnswer(record, dateOf(NOW + days * DAY), device);
  let record = emptyRecord();
  for (const days of [-3, -2, -2, 0, 4, 5]) record = on(record, days, "phone"); // Sunday before, Monday, today, Sunday, Monday after
  record = on(record, 0, "tablet");
  assert.deepEqual(weekOf(record, NOW), { answers: 5, days: 3, goal: 0 });
  for (const days of [-2, 4]) assert.equal(weekOf(record, NOW + days * DAY).answers, 5);
  assert.equal(weekOf(record, NOW + 5 * DAY).answers, 1);
  assert.equal(weekOf(withGoal(record, 40, 1), NOW).goal, 40);
});

test("only tests handed in are listed, the latest first; of each set the latest passed one counts", () => {
  const sat = (set, ended, passed) => ({ at: 1, set, seed: `s${ended}`, started: 1, ids: [], responses: {}, flags: [], ended, passed });
  let record = withAttempt(emptyRecord(), "1", sat("one", 10, true));
  record = withAttempt(record, "2", sat("one", 20, true));
  record = withAttempt(record, "3", sat("one", 30, false));
  record = withAttempt(record, "4", sat("two", 25, false));
  record = withAttempt(record, "5", sat("two", undefined, undefined));
  assert.deepEqual(seen(record).tests.map(({ id }) => id), ["3", "4", "2", "1"]);
  assert.deepEqual(testsPassed(record).map(({ id }) => id), ["2"]);
});

const step = (record, path, last) => {
  const { act, n, chapter, section } = nextStep(seen(record), path, last);
  return [act, n ?? chapter?.id, section?.id].filter((one) => one !== undefined);
};

test("what is due comes before everything else", () => {
  assert.deepEqual(step(answered(allRead, "a", false, "0-a", { step: 0, due: 1 })), ["review", 1]);
});

test("then reading goes on: at the chapter last read, at its first unread section", () => {
  assert.deepEqual(step(emptyRecord()), ["read", "one", "s1"]);
  assert.deepEqual(step(read(emptyRecord(), "one#s1", "aa")), ["read", "one", "s2"]);
  assert.deepEqual(step(emptyRecord(), [], "two"), ["read", "two", "s3"]);
  assert.deepEqual(step(emptyRecord(), [], "no-longer-there"), ["read", "one", "s1"]);
});

test("the role's own path comes first, with its practice, and then the rest", () => {
  assert.deepEqual(step(emptyRecord(), ["two"]), ["read", "two", "s3"]);
  const pathRead = read(emptyRecord(), "two#s3", "cc");
  assert.deepEqual(step(pathRead, ["two"]), ["practise", "two"]);
  assert.deepEqual(step(answered(pathRead, "e"), ["two"]), ["read", "one", "s1"]);
});

test("who has read everything practises the weakest chapter, and in the end is done", () => {
  assert.deepEqual(step(answered(allRead, "a")), ["practise", "two"]);
  assert.deepEqual(step(answered(allRead, "e")), ["practise", "one"]);
  assert.deepEqual(step(["a", "b", "c", "d", "e"].reduce((record, id) => answered(record, id), allRead)), ["done"]);
});

test("a paper the manual had overtaken is no test sat; a score is rounded down", () => {
  const sat = (more) => ({ at: 1, set: "one", seed: "s", started: 1, ids: [], responses: {}, flags: [], ended: 10, of: 10, ...more });
  let record = withAttempt(emptyRecord(), "1", sat({ void: true }));
  record = withAttempt(record, "2", sat({ score: 9.96, passed: true }));
  record = withAttempt(record, "3", sat({ score: 2 / 3, ended: 9, passed: false }));
  assert.deepEqual(seen(record).tests.map(({ id, score }) => [id, score]), [["2", 9.9], ["3", 0.6]]);
});
