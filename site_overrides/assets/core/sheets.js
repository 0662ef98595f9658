// An observer's sheet as an attempt of the learner's record: what was seen of one play, marked as a text judged by
// somebody else. Pure.
import { mark } from "./mark.js";

/**
 * @typedef {import("./record.js").Attempt & {about: string, by: string, session?: string, round?: number, table?: number}} Sheet
 *   about: who played staff; by: who observed; session, round, table: where it was played, counted from 0.
 *   `responses` holds one: {text: best sentence, levels: {row: 0|1|2}, change, tallies: {name: n}}
 * @typedef {{session: string, round: number, table: number, observer: number, about: string, by: string}} Play
 */

const SET = "sheet:";
/** A test of the manual's own: sheets and assigned papers are named with a colon, and marked by others. */
export const isTest = ({ set }) => !set.includes(":");
export const isSheet = ({ set }) => set.startsWith(SET);
export const cardOf = ({ set }) => set.slice(SET.length);
const map = (value) => (value instanceof Object ? value : {});
const words = (value) => (typeof value === "string" ? value.slice(0, 300) : "");

/** Under which name the record holds it: the same however often it is handed over. @param {Play} play */
export const sheetId = ({ session, round, table, observer }) => `sheet.${session}.${round}.${table}.${observer}`;

/** An empty one. @param {Partial<Play>} play @returns {Sheet} */
export function newSheet({ card, tag, key }, { about = "", by = "", session, round, table }, now) {
  const of = 2 * key.right.length;
  return { at: now, set: SET + card, seed: session || "", session, round, table, about, by, started: now, ids: [`${card}.observer`], tags: [tag], responses: {}, flags: [], of };
}

/** What stands on it. @returns {{text: string, change: string, levels: Object<string, number>, tallies: Object<string, number>}} */
export function responseOf(sheet) {
  const { text, change, levels, tallies } = Object.values(sheet.responses)[0] || {};
  return { text: words(text), change: words(change), levels: { ...map(levels) }, tallies: { ...map(tallies) } };
}

/** With what was scored or written since; whatever is changed is no longer handed in. @returns {Sheet} */
export const withResponse = (sheet, response, people, now) => ({
  ...sheet, ...people, at: now, responses: { [sheet.ids[0]]: response },
  ended: undefined, score: undefined, passed: undefined, wrong: undefined,
});

/** Handed in, or null while a row is open. @returns {Sheet|null} */
export function handedIn(sheet, key, now) {
  const response = responseOf(sheet), { answered, passed } = mark("write", key, response);
  if (!answered) return null;
  return {
    ...sheet, at: now, ended: now, passed,
    score: pointsOf(response.levels),
    wrong: (key.critical || []).filter((row) => response.levels[row] === 0),
  };
}

export const pointsOf = (levels) => Object.values(levels).reduce((sum, level) => sum + level, 0);

/** Sheets handed in, latest first; those of one session, or all. @returns {[string, Sheet][]} */
export const sheetsIn = ({ attempts }, session) => Object.entries(attempts)
  .filter(([, one]) => isSheet(one) && one.ended && !one.void && (session === undefined || one.session === session))
  .sort(([, a], [, b]) => b.ended - a.ended);
