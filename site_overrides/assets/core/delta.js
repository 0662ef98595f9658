// What a revised edition asks of one person: what to read again and which questions to answer, by the person's own record. Pure.
import { isChanged, isPassed, own, readingOf } from "./record.js";

/**
 * @typedef {{ref: string, group: string, from: string[], what: "added"|"removed"|"material"|"words"|"moved", section: string,
 *   chapter: string, roles: string[], minutes: number, url: string, title: string, questions?: string[], tag: string, was: string[]}} Entry
 *   from: the earlier editions this is the difference from; roles: [] for everybody
 * @typedef {{edition: string, base: string, bases: string[], released: Object<string, number>,
 *   sections: Object<string, {was: string[], tag: string, tags: Object<string, string>}>, entries: Entry[]}} Changes
 *   bases: newest first; tag: of the section as it is; tags: as each of the editions had it, none where it had no such section
 * @typedef {{state: "unread"|"same"|"reread"|"words", base: string}} Standing
 *   base: the edition this person's reading is compared with
 */

const TO_LEARN = ["added", "material", "removed"];
const isMaterial = ({ what }) => TO_LEARN.includes(what);
const isFor = ({ roles }, role) => !role || !roles.length || roles.includes(role);

/** When the present edition came out; a working copy has not. */
const outSince = ({ edition, released }) => own(released, edition) ?? Infinity;

/** Which of `bases` was in force at a moment; before all of them the oldest will do. */
const baseAt = ({ released }, bases, at) => bases.find((base) => own(released, base) <= at) ?? bases[bases.length - 1] ?? "";

/** The edition a section was read in, by its tag; a tag no edition has is a working copy's, there the day decides. */
function editionRead(data, section, { tag, at }) {
  const alike = data.bases.filter((base) => own(section.tags, base) === tag);
  return baseAt(data, alike.length ? alike : data.bases, at);
}

const answersOf = ({ items }, { ref, id = ref, was = [] }) =>
  [id, ...was].flatMap((name) => Object.entries(own(items, name) || {})).filter(([, item]) => item.result);
const lastAnswered = (record, item) => Math.max(0, ...answersOf(record, item).map(([, { at }]) => at));

/** @returns {Standing} of what was answered, not read: a question, a rehearsal */
function answering(record, data, entry) {
  const answers = answersOf(record, entry);
  if (!answers.length) return { state: "unread", base: data.base };
  const base = baseAt(data, data.bases, lastAnswered(record, entry));
  if (!entry.from.includes(base) || (isMaterial(entry) && answers.some(([tag]) => tag === entry.tag))) return { state: "same", base };
  return { state: isMaterial(entry) ? "reread" : "words", base };
}

/**
 * How one person stands to one entry. unread: never read, so that a first reading will do.
 * @param {LearnerRecord} record @param {Changes} data @param {Entry} entry @param {string} [role] "": none chosen @returns {Standing}
 */
export function standing(record, data, entry, role = "") {
  const section = own(data.sections, entry.section);
  if (section && !section.tag) return { state: "same", base: data.base }; // gone: nobody can read it any more
  if (!section) return answering(record, data, entry);
  const kept = readingOf(record, { ref: entry.section, ...section });
  if (!kept) return { state: "unread", base: data.base };
  const base = editionRead(data, section, kept), isNow = kept.tag === section.tag;
  if (!isFor(entry, role) || !entry.from.includes(base) || (isNow && (isMaterial(entry) || kept.at >= outSince(data)))) return { state: "same", base };
  return { state: isMaterial(entry) ? "reread" : "words", base };
}

/** The edition somebody knew before this one came out, by the latest trace of it; undefined for who is new. */
function known(record, data) {
  const { read, items, attempts, confirmed = {} } = record, answered = Object.values(items).flatMap(Object.values).filter(({ result }) => result);
  const moments = [read, answered, attempts, confirmed].flatMap(Object.values).map(({ at }) => at).filter((at) => at < outSince(data));
  return moments.length && data.bases.length ? baseAt(data, data.bases, Math.max(...moments)) : undefined;
}

/** A guide behind the chapters is on nobody's path: who never opened it has missed nothing. */
const isOnPath = ({ roles }, data) => roles.length > 0 || !Object.keys(data.roles || {}).length;

/** Not there when this person last read the manual. */
const isNew = ({ section, from, roles }, { sections, roles: all }, base) =>
  base !== undefined && isOnPath({ roles }, { roles: all }) && from.includes(base) && own(own(sections, section)?.tags, base) === undefined;

/**
 * What this person has to read again, and sections that are new to somebody who knew an earlier edition. What was taken
 * out of a section read is among it: it has to be unlearnt.
 * @param {LearnerRecord} record @param {Changes} data @param {string} [role] @returns {Entry[]} each once
 */
export function mine(record, data, role = "") {
  const base = known(record, data), refs = new Set();
  return data.entries.filter((entry) => {
    if (!isMaterial(entry) || !own(data.sections, entry.section) || !isFor(entry, role) || refs.has(entry.ref)) return false;
    const { state } = standing(record, data, entry, role), due = state === "reread" || (state === "unread" && isNew(entry, data, base));
    if (due) refs.add(entry.ref);
    return due;
  });
}

/** Whether a question was answered with what the section says now in mind. */
function isUpToDate(record, data, item, { section }) {
  const at = lastAnswered(record, item), now = own(data.sections, section), kept = now && readingOf(record, { ref: section, ...now });
  return at >= outSince(data) || Boolean(kept && kept.tag === now.tag && kept.at <= at);
}

/**
 * The questions of the delta quiz: new or changed ones, and those that measure a changed block, until they are passed as
 * they are, and since the change.
 * @param {LearnerRecord} record @param {Changes} data @param {{id: string, tag: string, was?: string[]}[]} items @param {string} [role]
 */
export function asked(record, data, items, role = "") {
  const knew = known(record, data), material = data.entries.filter((entry) => isMaterial(entry) && isFor(entry, role));
  return items.filter((item) => {
    const passed = isPassed(record, item), before = lastAnswered(record, item);
    const base = before && before < outSince(data) ? baseAt(data, data.bases, before) : knew;
    return material.some((entry) => {
      if (entry.group === "question") return entry.ref === item.id && !passed && (isChanged(record, item) || entry.from.includes(base) || standing(record, data, entry, role).state === "reread");
      if (!(entry.questions || []).includes(item.id)) return false;
      const { state } = standing(record, data, entry, role);
      const concerned = state === "reread" || (state === "same" ? entry.from.includes(base) : isNew(entry, data, knew));
      return concerned && !(passed && isUpToDate(record, data, item, entry));
    });
  });
}
