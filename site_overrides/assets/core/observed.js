// Sheets of role play at the desk: each card of an assignment marked as its observer saw it, or as the trainer sees it now.
import { mark } from "./mark.js";

/**
 * @typedef {{id: string, tag: string, key: import("./mark.js").Key}} Card  of the deck
 * @typedef {{id: string, card: string, tag: string, about: string, by: string, at: number, text: string, change: string,
 *   seen: Object<string, number>, levels: Object<string, number>, isOwn: boolean}} Seen
 *   seen: the observer's levels; levels: with the trainer's own laid over them; isOwn: there are such
 */

const MOST_SHEETS = 60, MOST_TEXT = 300;
const map = (value) => (value instanceof Object && !Array.isArray(value) ? value : {});
const text = (value, most = MOST_TEXT) => (typeof value === "string" ? value.slice(0, most) : "");
const number = (value) => (Number.isFinite(value) ? value : 0);
const own = (of, name) => (Object.prototype.hasOwnProperty.call(of, name) ? of[name] : undefined);

/** Levels of rows this card has; another row is nobody's. */
const levelsOf = (value, { right, most }) => Object.fromEntries(right.map((row) => [row, own(map(value), row)]).filter(([, level]) => Number.isInteger(level) && level >= 0 && level <= most));

/**
 * @param {Map<string, Card>} deck @param {(id: string) => {levels: Object<string, number>}|undefined} judged
 * @returns {Seen[]} of cards that are in the deck, the earliest first
 */
export function sheetsOf(body, deck, judged) {
  const all = Object.entries(map(body.sheets)).slice(0, MOST_SHEETS).map(([id, sheet]) => {
    const given = map(sheet), card = deck.get(text(given.set).replace(/^sheet:/, ""));
    if (!card) return null;
    const answer = map(Object.values(map(given.responses))[0]), seen = levelsOf(answer.levels, card.key), mine = levelsOf(map(judged(id)).levels, card.key);
    return {
      id, card: card.id, tag: text(Array.isArray(given.tags) ? given.tags[0] : ""), about: text(given.about, 40), by: text(given.by, 40), at: number(given.ended) || number(given.at),
      text: text(answer.text), change: text(answer.change), seen, levels: { ...seen, ...mine }, isOwn: Object.keys(mine).length > 0,
    };
  });
  return all.filter(Boolean).sort((a, b) => a.at - b.at);
}

/**
 * Slips of cards by whom their sheets are about: an observer hands in what somebody else has played.
 * @param {import("./collect.js").Slip[]} slips @param {{code: string, name: string}[]} members of the group
 * @returns {(import("./collect.js").Slip & {from: Object<string, string>})[]} one a person; from: sheet -> the slip it came with
 */
export function byPlayer(slips, members) {
  const people = new Map();
  for (const slip of [...slips].sort((a, b) => a.at - b.at))
    for (const [id, sheet] of Object.entries(map(slip.body.sheets)).slice(0, MOST_SHEETS)) {
      const about = text(map(sheet).about, 40).trim(), named = members.filter(({ name }) => name.trim() === about);
      const { code, name } = !about || about === slip.body.name ? slip.body : named.length === 1 ? named[0] : { code: about, name: about };
      const one = people.get(code) || people.set(code, { ...slip, id: `${slip.assignment}/${code}`, from: {}, body: { ...slip.body, code, name, k: 1, sheets: {} } }).get(code);
      // Handed in by both, or twice, it is one sheet still.
      if (!(id in one.from)) {
        one.from[id] = slip.id;
        one.body.sheets[id] = sheet;
      }
      one.body.h = Math.max(one.body.h, slip.body.h);
    }
  return [...people.values()];
}

/** A sheet with an open row is not marked yet. @returns {{state: string, share: number, points: number, of: number, passed: boolean}} */
export function markSheet({ levels, tag }, { key, tag: now }) {
  const { answered, share, passed } = mark("write", key, { text: "", levels }), of = key.most * key.right.length;
  const points = Object.values(levels).reduce((sum, level) => sum + level, 0);
  if (tag && tag !== now) return { state: "changed", share: 0, points, of: 0, passed: false };
  return { state: !answered ? "unjudged" : passed ? "right" : "wrong", share, points, of, passed };
}

/** One cell a card; of several sheets of a card the latest counts, and a card not played yet counts for nothing. @returns {import("./marking.js").Paper} */
export function markSheets(body, cards, deck, judged) {
  const sheets = new Map(sheetsOf(body, deck, judged).map((sheet) => [sheet.card, sheet])), criticalWrong = [];
  let score = 0, total = 0;
  const cells = cards.map((id) => {
    const card = deck.get(id), sheet = sheets.get(id);
    if (!card) return { id, state: "gone", share: 0, passed: false, chosen: "" };
    const { state, share, points, of, passed } = sheet ? markSheet(sheet, card) : { state: "blank", share: 0, points: 0, of: 0, passed: false };
    if (state !== "unjudged") score += of ? points : 0;
    total += of;
    if (state === "wrong" && (card.key.critical || []).some((row) => sheet.levels[row] === 0)) criticalWrong.push(id);
    return { id, state, share, passed, chosen: sheet ? `${points}/${of}` : "" };
  });
  const open = !total || cells.some(({ state }) => state === "unjudged" || state === "blank");
  return { cells, score, of: total, passed: open ? null : cells.every(({ state, passed }) => passed || state === "gone" || state === "changed"), criticalWrong };
}
