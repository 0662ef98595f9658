// How far a learner is: the record held against the manual as it is now. Pure.
import { isChanged, isPassed, readOf } from "./record.js";
import { dayOf, dueToday, mistakes } from "./review.js";
import { isTest, sheetsIn } from "./sheets.js";

/**
 * @typedef {{n: number, of: number}} Share
 * @typedef {{id: string, text: string, items: object[], reached: boolean, next?: object}} Objective
 *   reached: every item that measures it is passed; next: the item to practise for it, none where nothing measures it
 * @typedef {{id: string, read: Share, passed: Share, reached: Share, sections: object[], objectives: Objective[]}} ChapterProgress
 *   read: sections as they are now; passed: items; reached: objectives that something measures
 */

const shareOf = (all, is) => ({ n: all.filter(is).length, of: all.length });
const isOpen = ({ n, of }) => n < of;
/** Weakest first, of two alike the one with more to do. */
const byNeed = (a, b) => a.passed.n / a.passed.of - b.passed.n / b.passed.of || b.passed.of - a.passed.of;

/** One chapter of the page's list. @returns {ChapterProgress} */
function chapterProgress(record, chapter) {
  const { id, was, items } = chapter, passed = (item) => isPassed(record, item);
  const sections = chapter.sections.map((section) => {
    const kept = readOf(record, id, section.id, [...was, ...(section.was || [])], section.tag);
    return { ...section, read: kept?.tag === section.tag, changed: Boolean(kept) && kept.tag !== section.tag };
  });
  const objectives = chapter.objectives.map((objective) => {
    const own = items.filter((item) => item.objective === objective.id);
    return { ...objective, items: own, reached: own.length > 0 && own.every(passed), next: own.find((item) => !passed(item)) || own[0] };
  });
  return {
    ...chapter, sections, objectives,
    read: shareOf(sections, (section) => section.read),
    passed: shareOf(items, passed),
    reached: shareOf(objectives.filter(({ next }) => next), ({ reached }) => reached),
  };
}

const sum = (chapters, part) =>
  chapters.reduce((all, chapter) => ({ n: all.n + chapter[part].n, of: all.of + chapter[part].of }), { n: 0, of: 0 });

/** What has changed since the learner read or answered it, in the order of the manual. */
const changesOf = (record, chapters) => chapters.flatMap((chapter) => [
  ...chapter.sections.filter(({ changed }) => changed).map((section) => ({ chapter, section })),
  ...chapter.items.filter((item) => isChanged(record, item)).map((item) => ({ chapter, item })),
]);

/** Competencies that any item belongs to. @returns {{id: string, name: string, passed: Share, next?: object}[]} weakest first */
function competencies(record, items, tags) {
  const passed = (item) => isPassed(record, item);
  return Object.entries(tags).map(([id, name]) => {
    const own = items.filter((item) => item.tags.includes(id));
    return { id, name, passed: shareOf(own, passed), next: own.find((item) => !passed(item)) || own[0] };
  }).filter(({ next }) => next).sort(byNeed);
}

/** Monday to Sunday around `now`. @returns {{answers: number, days: number, goal: number}} goal 0: none set */
export function weekOf({ days, goal }, now) {
  const today = dayOf(now), monday = today - ((today + 3) % 7); // day 0 was a Thursday
  const dates = Array.from({ length: 7 }, (_, n) => new Date((monday + n) * 86400000).toISOString().slice(0, 10));
  const counts = dates.map((date) => Object.values(days[date] || {}).reduce((a, b) => a + b, 0));
  return { answers: counts.reduce((a, b) => a + b), days: counts.filter(Boolean).length, goal: goal ? goal.n : 0 };
}

/** Tests handed in, the latest first; not one the manual had overtaken. Scores are rounded down: nearly full is not full. */
const testsSat = ({ attempts }) =>
  Object.entries(attempts).filter(([, one]) => one.ended && !one.void && isTest(one))
    .map(([id, one]) => ({ ...one, id, score: Math.floor(one.score * 10 + 1e-6) / 10 })).sort((a, b) => b.ended - a.ended);

/** Cards rehearsed alone to an end, the latest first; a revised one counts as it then was. @returns {{set: string, at: number, ends: number, passed: boolean}[]} */
const rehearsed = ({ items }) =>
  Object.entries(items).flatMap(([set, tags]) => Object.values(tags).filter(({ ends }) => Array.isArray(ends)).map(({ at, ends, result }) => ({ set, at, ends: ends.length, passed: Boolean(result?.passed) })))
    .sort((a, b) => b.at - a.at);

/** Of each set the latest test passed. */
export const testsPassed = (record) =>
  testsSat(record).filter(({ passed }) => passed).filter(({ set }, n, all) => all.findIndex((one) => one.set === set) === n);

/** @param {{chapters: object[], tags: Object<string, string>}} manual the page's own list @param {number} now */
export function progressOf(record, { chapters, tags }, now) {
  const all = chapters.map((chapter) => chapterProgress(record, chapter)), items = all.flatMap((chapter) => chapter.items);
  return {
    chapters: all,
    read: shareOf(all, ({ read }) => read.of > 0 && !isOpen(read)),
    sections: sum(all, "read"),
    passed: sum(all, "passed"),
    reached: sum(all, "reached"),
    due: dueToday(record, items, now).length,
    mistakes: mistakes(record, items).length,
    changes: changesOf(record, all),
    competencies: competencies(record, items, tags),
    week: weekOf(record, now),
    tests: testsSat(record),
    plays: sheetsIn(record),
    rehearsed: rehearsed(record),
    begun: Object.keys(record.read).length + Object.keys(record.items).length + Object.keys(record.attempts).length > 0,
  };
}

/**
 * The one thing to do next: what is due, else go on reading, else the weakest chapter. The learner's own path first.
 * @param {ReturnType<typeof progressOf>} progress @param {string[]} [path] chapters of the role @param {string} [last] chapter last read
 * @returns {{act: "review"|"read"|"practise"|"done", n?: number, chapter?: ChapterProgress, section?: object}}
 */
export function nextStep({ due, chapters }, path = [], last) {
  if (due) return { act: "review", n: due };
  for (const own of [chapters.filter(({ id }) => path.includes(id)), chapters]) {
    const unread = own.filter(({ read }) => isOpen(read)), chapter = unread.find(({ id }) => id === last) || unread[0];
    if (chapter) return { act: "read", chapter, section: chapter.sections.find(({ read }) => !read) };
    const weak = own.filter(({ passed }) => isOpen(passed)).sort(byNeed)[0];
    if (weak) return { act: "practise", chapter: weak };
  }
  return { act: "done" };
}
