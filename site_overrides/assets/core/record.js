// A learner's record: answers under the revision they answered, sections read, tests sat. Pure; a later change wins.

/**
 * @typedef {{at: number, draft?: any, response?: any, result?: {share: number, passed: boolean},
 *   unsure?: true, step?: number, due?: number}} Item
 *   draft: begun, not handed in; at: milliseconds of the last change; step, due: see review.js
 * @typedef {{at: number, set: string, seed: string, started: number, ids: string[], responses: Object<string, any>,
 *   flags: string[], now?: string, ended?: number, score?: number, of?: number, passed?: boolean, wrong?: string[]}} Attempt
 * @typedef {{tag: string, edition: string, role: string, at: number, note?: string}} Confirmed
 *   read and understood as it was under `tag`, "" once it is taken back; note: a question or an exception
 * @typedef {{version: 1, items: Object<string, Object<string, Item>>, places: Object<string, {item: string, at: number}>,
 *   read: Object<string, {tag: string, at: number}>, attempts: Object<string, Attempt>,
 *   days: Object<string, Object<string, number>>, confirmed: Object<string, Confirmed>, goal?: {n: number, at: number}}} LearnerRecord
 *   items: id -> revision tag -> Item; places: practice set -> question now open; read: chapter#section -> as it then was;
 *   days: date -> device -> answers handed in; confirmed: chapter#section or notices.id -> by whom, of which edition
 *   Parts that a later script added are kept and handed on: pages of several editions share one storage.
 */

const VERSION = 1;
const isMap = (value) => value instanceof Object && !Array.isArray(value);
const dated = (value) => isMap(value) && Number.isFinite(value.at);
const isItem = (value) => dated(value) && (!("result" in value) || (isMap(value.result) && Number.isFinite(value.result.share)));
const isAttempt = (value) => dated(value) && Array.isArray(value.ids) && Array.isArray(value.flags) && isMap(value.responses) && typeof value.set === "string";
/** An id may be "constructor": only what was kept counts, not what every object has. */
export const own = (map, name) => (map && Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined);

/** What each entry of a map of the record must be, else it is damaged. */
const PARTS = {
  places: (value) => dated(value) && typeof value.item === "string",
  read: (value) => dated(value) && typeof value.tag === "string",
  attempts: isAttempt,
  days: (value) => isMap(value) && Object.values(value).every(Number.isFinite),
  confirmed: (value) => dated(value) && ["tag", "edition", "role"].every((name) => typeof value[name] === "string") && ["string", "undefined"].includes(typeof value.note),
};
const KNOWN = ["version", "items", "goal", ...Object.keys(PARTS)];
/** Parts of the record nobody here knows. @returns {[string, object][]} */
const unknown = (record) => Object.entries(record).filter(([part, value]) => !KNOWN.includes(part) && part !== "__proto__" && isMap(value));

/** @returns {LearnerRecord} */
export const emptyRecord = () => ({ version: VERSION, items: {}, places: {}, read: {}, attempts: {}, days: {}, confirmed: {} });

/** Of what was kept under the present name and earlier ones the latest: a thing may have been renamed twice. */
export const latestOf = (kept) => kept.reduce((latest, one) => (one && !(latest && latest.at >= one.at) ? one : latest), undefined);

/**
 * An answer to another revision is no answer; one under an earlier id of the same item is.
 * @param {LearnerRecord} record @param {string[]} [was] earlier ids @returns {Item|undefined}
 */
export const itemOf = ({ items }, id, tag, was = []) => latestOf([id, ...was].map((name) => own(own(items, name), tag)));

export const isPassed = (record, { id, tag, was }) => Boolean(itemOf(record, id, tag, was)?.result?.passed);

/** Answered once, but not as the item is now. */
export const isChanged = (record, { id, tag, was = [] }) =>
  !itemOf(record, id, tag, was)?.result && [id, ...was].some((name) => Object.values(own(record.items, name) || {}).some((item) => item.result));

/**
 * A section's reading: as it is now if it was ever read so under any of its names, else the latest.
 * @param {{ref: string, was?: string[], tag?: string}} section by whole references @returns {{tag: string, at: number}|undefined}
 */
export function readingOf({ read }, { ref, was = [], tag }) {
  const kept = [ref, ...was].map((name) => own(read, name)).filter(Boolean);
  return kept.find((one) => one.tag === tag) || latestOf(kept);
}

/** The same by its parts. @param {string[]} [was] earlier ids of the chapter; earlier references of the section alone, chapter#section */
export const readOf = (record, chapter, section, was = [], tag) =>
  readingOf(record, { ref: `${chapter}#${section}`, was: was.map((name) => (name.includes("#") ? name : `${name}#${section}`)), tag });

/** A change of one entry of a part. */
export const withEntry = (part) => (record, name, entry) => ({ ...record, [part]: { ...record[part], [name]: entry } });
export const withPlace = (record, set, item, at) => withEntry("places")(record, set, { item, at });
export const withRead = (record, ref, tag, at) => withEntry("read")(record, ref, { tag, at });
export const withAttempt = withEntry("attempts");
export const withGoal = (record, n, at) => ({ ...record, goal: { n, at } });

/** @param {LearnerRecord} record @param {Item} item @returns {LearnerRecord} */
export const withItem = (record, id, tag, item) => withEntry("items")(record, id, { ...own(record.items, id), [tag]: item });

/** One more answer on this day of this device. */
export const withAnswer = (record, date, device) => {
  const day = own(record.days, date);
  return withEntry("days")(record, date, { ...day, [device]: (own(day, device) || 0) + 1 });
};

/**
 * "damaged": set the text aside and go on with what could be read. "newer": a later script wrote it, leave it alone.
 * @param {string|null} text
 * @returns {{record: LearnerRecord, problem: null|"damaged"|"newer"}}
 */
export function readRecord(text) {
  let record = emptyRecord(), problem = null, kept;
  if (text === null) return { record, problem };
  try {
    kept = JSON.parse(text);
  } catch { /* cut off: fails the next check */ }
  if (!isMap(kept) || !Number.isInteger(kept.version) || !isMap(kept.items)) return { record, problem: "damaged" };
  if (kept.version > VERSION) return { record, problem: "newer" };
  for (const [id, tags] of Object.entries(kept.items)) {
    for (const [tag, item] of Object.entries(tags || { "": 0 })) {
      if (isItem(item)) record = withItem(record, id, tag, item);
      else problem = "damaged";
    }
  }
  for (const [part, isSound] of Object.entries(PARTS)) {
    for (const [name, entry] of Object.entries(kept[part] || {})) {
      if (isSound(entry)) record = withEntry(part)(record, name, entry);
      else problem = "damaged";
    }
  }
  if (dated(kept.goal) && Number.isFinite(kept.goal.n)) record.goal = kept.goal;
  for (const [part, value] of unknown(kept)) record[part] = value;
  return { record, problem };
}

/** Of two entries of the same moment the greater text stays, so that the order of merging changes nothing. */
const newest = (a, b) => (a && (a.at - b.at || (JSON.stringify(a) > JSON.stringify(b) ? 1 : -1)) > 0 ? a : b);
const joined = (a, b, join) => {
  const both = { ...a };
  for (const [name, entry] of Object.entries(b || {})) both[name] = join(own(a, name), entry);
  return both;
};
/** The same of values that may have no date. */
const later = (a, b) => (dated(a) ? newest(a, b) : JSON.stringify(a) > JSON.stringify(b) ? a : b);
const deep = (join) => (a, b) => joined(a, b, join);
/** How much is known of a value whose meaning is not: what is dated stands above a map, a map above anything else. */
const rank = (value) => (dated(value) ? 2 : isMap(value) ? 1 : 0);
/** Two values of a part nobody here knows: entry by entry, of each the later one. */
function blindly(a, b) {
  if (a === undefined || b === undefined) return a === undefined ? b : a;
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b;
  return rank(a) === 1 ? joined(a, b, blindly) : later(a, b);
}

/** Two tabs or two phones of one learner: nothing is lost, nothing counts twice; of each entry the later change stays.
 * @param {LearnerRecord} a @param {LearnerRecord} b @returns {LearnerRecord} */
export function mergeRecords(a, b) {
  const merged = { version: VERSION, items: joined(a.items, b.items, deep(newest)) };
  for (const part of ["places", "read", "attempts", "confirmed"]) merged[part] = joined(a[part], b[part], newest);
  merged.days = joined(a.days, b.days, deep((mine = 0, yours) => Math.max(mine, yours)));
  const goal = a.goal && b.goal ? newest(a.goal, b.goal) : a.goal || b.goal;
  if (goal) merged.goal = goal;
  return { ...merged, ...joined(Object.fromEntries(unknown(a)), Object.fromEntries(unknown(b)), blindly) };
}
