// Everything the desk knows of one assignment, marked: what the parts of the results and the judging draw.
import { soundItem } from "../core/answerfile.js";
import { drawAsked, poolMark } from "../core/assignment.js";
import { letterOf, markPaper } from "../core/marking.js";
import { found, namesOf } from "../core/named.js";
import { byPlayer, markSheets } from "../core/observed.js";
import { columnsOf, isSame, resultsOf } from "../core/results.js";
import { deckAt } from "./deck.js";
import { when } from "./moments.js";
import { said } from "./words.js";

/** A sentence of the results' own. */
export const told = (element, name, values) => said(element, `results-${name}`, values);
/** A drawing of the site's own. @returns {SVGElement} */
export const icon = (element, name) => element.closest("[data-store]").querySelector("template[data-icons]").content.querySelector(`[data-icon=${name}] svg`).cloneNode(true);
/** As marks are written: 10.5, never more of it. */
export const points = (number) => String(Math.round(number * 10) / 10);

/** What an edition is called; the sources between two of them have no name. */
export const editionOf = (element, edition) => told(element, edition === "working" ? "edition-working" : "edition", { text: edition });

const EMPTY = { cells: [], score: 0, of: 0, passed: null, criticalWrong: [] };

/** Questions an attempt is drawn from: a test asks nothing that somebody must judge, an edition's changes those it touched; none that has moved away. */
export const poolOf = (bank, set) => [...bank.values()].filter(({ id, chapter, hand }) => (set.kind === "sealed" || set.chapters.includes(chapter)) && (set.kind !== "test" || hand !== "write") && (!set.only || set.only.includes(id)));

/** Answers of a sealed exam come out of a file: what is not sound in it is not asked. */
const sound = (bank) => bank && new Map([...bank].map(([id, item]) => [id, soundItem(item)]).filter(([, item]) => item));

/**
 * @typedef {object} Marked
 * @property {object} assignment
 * @property {object|undefined} set  undefined: this manual has it no more
 * @property {boolean} isCards
 * @property {Map<string, object>|null} bank  questions, or cards of the deck; null: not here
 * @property {"key"|"fetch"|null} problem  why there is no bank
 * @property {import("../core/results.js").Person[]} people
 * @property {object[]} missing
 * @property {import("../core/marking.js").Paper[]} papers  those that figures are reckoned from: one a person, of the questions asked
 * @property {string[]} columns  ids
 */

/** What the trainer judged of a slip's answers. */
export const judgedOf = (shell, { id, from = {} }) => (name) => shell.desk.get("judged", `${from[name] || id}#${name}`);

/** Which questions attempt k asks, of an order of headquarters by any name its set has had; undefined for a slip that says it was drawn from another pool, null where nobody can tell. */
function drawnOf(assignment, set, bank) {
  if (!set || !bank || set.kind === "cards") return () => null;
  const pool = poolOf(bank, set), draws = new Map();
  if (pool.length !== set.of) return () => null;
  const mark = poolMark(pool), names = assignment.campaign ? namesOf(set) : [assignment.set];
  return (k, drawnFrom = mark, ids = []) => {
    if (drawnFrom !== mark) return undefined;
    if (!draws.has(k)) draws.set(k, names.map((name) => drawAsked({ ...assignment, set: name }, set, pool, k)));
    return draws.get(k).find((drawn) => isSame(drawn, ids)) || draws.get(k)[0];
  };
}

/** The bank an assignment is marked by; where a slip names a question that is in it no more, all others behind it. @returns {Promise<Map<string, object>|null>} */
export async function bankOf(shell, { id, set, digest }, session) {
  if (set === "cards") return deckAt(session);
  const bank = await shell.bank(set, digest);
  if (shell.setOf(set)?.kind === "sealed") return sound(bank);
  if (!bank || shell.slipsOf(id).every(({ body }) => body.ids.every((one) => found(bank, one)))) return bank;
  const others = await Promise.all(shell.sets.filter(({ kind }) => kind === "practice").map((one) => shell.bank(one.set)));
  return new Map([bank, ...others].flatMap((one) => [...(one || [])]));
}

/** Banks of the other papers a campaign's slips answer: it goes on while its exam is revised. @returns {Promise<Map<string, Map<string, object>|null>>} */
async function banksOf(shell, assignment, digest) {
  const digests = new Set(shell.slipsOf(assignment.id).map(({ body }) => body.d).filter((one) => one && one !== digest));
  return new Map(await Promise.all([...digests].map(async (one) => [one, await bankOf(shell, { ...assignment, digest: one })])));
}

/** A paper marked by another bank, in the columns of this one: a question that is called otherwise there has one column all the same. */
function inColumns(paper, bank) {
  const taken = new Set(paper.cells.map(({ id }) => id));
  return { ...paper, cells: paper.cells.map((cell) => {
    const { id } = found(bank, cell.id) || cell;
    return taken.has(id) ? cell : { ...cell, id };
  }) };
}

/** Marks a slip by the bank of its own paper. */
const marker = (shell, assignment, own, others) => (slip) => {
  const bank = others.has(slip.body.d) ? others.get(slip.body.d) : own;
  if (!bank) return EMPTY;
  const judged = judgedOf(shell, slip);
  if (assignment.set === "cards") return markSheets(slip.body, assignment.cards || [], bank, judged);
  const paper = markPaper(slip.body, bank, judged, assignment);
  return bank === own || !own ? paper : inColumns(paper, own);
};

/** @param {string} session address of the page that holds the deck @param {"best"|"last"} pick @returns {Promise<Marked>} */
export async function markedAt(shell, assignment, session, pick) {
  const set = shell.setOf(assignment.set), isCards = assignment.set === "cards", bank = await bankOf(shell, assignment, session);
  const others = set?.kind === "sealed" ? await banksOf(shell, assignment, assignment.digest || set.digest) : new Map();
  const drawn = drawnOf(assignment, set, bank), group = shell.desk.get("groups", assignment.group);
  const { people, missing } = resultsOf({
    assignment, edition: shell.edition, group, pick, slips: isCards ? byPlayer(shell.slipsOf(assignment.id), group ? group.members : []) : shell.slipsOf(assignment.id), mark: marker(shell, assignment, bank, others),
    // Another edition's pool is not today's, and nobody draws cards.
    drawn: (k, from, ids) => (isCards || assignment.edition !== shell.edition ? null : drawn(k, from, ids)),
  });
  const columns = isCards ? assignment.cards || [] : columnsOf(people, drawn(1));
  return { assignment, set, isCards, bank, problem: bank ? null : set?.kind === "sealed" ? "key" : "fetch", people, missing, papers: people.filter(({ verdict }) => verdict !== "look").map(({ shown }) => shown.paper), columns };
}

/** A column's name in full. */
export const promptOf = (bank, id) => {
  const item = bank && bank.get(id);
  return item ? item.prompt ?? `${item.code} ${item.title}` : id;
};

/** Is there anything on it that must be right? */
export const isCritical = (bank, id) => Boolean(bank?.get(id)?.critical);

/** Options of a choice, each with its letter; other questions have none. @returns {{id: string, letter: string, text: string, right: boolean}[]} */
export function optionsOf(item) {
  if (item.hand !== "choose" && item.marking.interaction.kind !== "choose") return [];
  const ids = Object.keys(item.atoms);
  return ids.map((id) => ({ id, letter: letterOf(ids, id), text: item.atoms[id], right: item.marking.key.right.includes(id) }));
}

/** Letters fit a cell; what is longer is a cross, and its words stand in the person's own sheet. */
export const glyphOf = ({ state, chosen }, isCards) =>
  ({ half: "½", wrong: isCards || /^[A-Z?]{1,3}$/.test(chosen) ? chosen : "×", changed: "–", gone: "–" })[state] || "";

/** A moment in the page's language; nothing for none. */
export const momentOf = (ms) => (ms ? when(ms) : "");
