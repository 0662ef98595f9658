// When an item comes back: wrong and unsure ones after 1, 3, 7, 14 and 30 days, then they are known. Days are the learner's own.
import { isChanged, itemOf } from "./record.js";

/** Widening gaps between recalls (Cepeda et al. 2006, Psychological Bulletin 132(3)); HQ's figures. */
export const STEPS = [1, 3, 7, 14, 30];
export const DAILY = 20;

/** Days since 1970 by the clock on the wall. @param {number} ms */
export const dayOf = (ms) => Math.floor((ms - new Date(ms).getTimezoneOffset() * 60000) / 86400000);

/** The wall's date, 2026-11-22. @param {number} ms */
export const dateOf = (ms) => new Date(dayOf(ms) * 86400000).toISOString().slice(0, 10);

/**
 * The item's place in the schedule after an answer; practising ahead of the day changes nothing.
 * @param {{step?: number, due?: number}} item as it was @param {boolean} known passed, and sure of it
 * @returns {{step: number|undefined, due: number|undefined}} both undefined: not, or no longer, to be reviewed
 */
export function scheduled({ step, due }, known, now) {
  const today = dayOf(now);
  if (!known) return { step: 0, due: today + STEPS[0] };
  if (due === undefined || due > today) return { step, due };
  const next = step + 1;
  return next < STEPS.length ? { step: next, due: today + STEPS[next] } : { step: undefined, due: undefined };
}

/** One of each chapter in turn, as they come. */
function mixed(items) {
  const chapters = new Map();
  for (const item of items) chapters.set(item.chapter, [...(chapters.get(item.chapter) || []), item]);
  const rows = [...chapters.values()], all = [];
  for (let n = 0; all.length < items.length; n++) for (const row of rows) if (n < row.length) all.push(row[n]);
  return all;
}

/**
 * What to answer today: reviews that are due, longest due first, and items that changed since they were answered.
 * @param {{id: string, tag: string, was?: string[], chapter: string}[]} items of the manual as it is
 */
export function dueToday(record, items, now, limit = DAILY) {
  const today = dayOf(now), kept = ({ id, tag, was }) => itemOf(record, id, tag, was) || {};
  const due = items.filter((item) => kept(item).due <= today).sort((a, b) => kept(a).due - kept(b).due);
  return mixed([...due, ...items.filter((item) => isChanged(record, item))]).slice(0, limit);
}

/** Every item whose last answer was not wholly right. */
export const mistakes = (record, items) =>
  items.filter(({ id, tag, was }) => itemOf(record, id, tag, was)?.result?.passed === false);
