// Marking what was handed in: a slip's answers against the bank, by mark.js alone. Slips come from anywhere: what is of
// another shape is no answer.
import { mark, shaped } from "./mark.js";
import { found } from "./named.js";

/**
 * @typedef {{id: string, tag?: string, was?: string[], kind: string, points: number, critical: boolean, prompt: string, hand: string, many: boolean,
 *   marking: {interaction: {kind: string, start?: string, nodes?: object[]}, key: import("./mark.js").Key},
 *   atoms: Object<string, string>, choices?: Object<string, string>}} BankItem
 * @typedef {"right"|"half"|"wrong"|"blank"|"unjudged"|"changed"|"gone"} State  changed, gone: the bank asks it otherwise, or no more
 * @typedef {{id: string, as: string, state: State, share: number, passed: boolean, chosen: string}} Cell
 *   id: what the bank calls the question; as: what the slip does, older than a renaming; its answer and verdict are kept under that
 * @typedef {{cells: Cell[], score: number, of: number, passed: boolean|null, criticalWrong: string[]}} Paper
 *   of: points of all cells but those that are changed or gone; passed: null while a cell is unjudged, or nothing is left to mark
 */

/** More questions, or longer answers, than any paper has. */
const MOST_ASKED = 400, MOST_CHOSEN = 400, MOST_TYPED = 4000, MOST_SHOWN = 14;

const own = (of, name) => (of instanceof Object && Object.prototype.hasOwnProperty.call(of, name) ? of[name] : undefined);
const list = (value) => (Array.isArray(value) ? value : []);
const cut = (value) => (Array.isArray(value) ? value.slice(0, MOST_CHOSEN) : typeof value === "string" ? value.slice(0, MOST_TYPED) : value);
const short = (text) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text);
/** Sums of thirds fall a hair short of what they are. */
const reaches = (score, of, percent) => score * 100 >= of * percent - 1e-6;

/** A, B … Z, AA: by the order of atoms in the bank, on the desk and on its papers. */
export const letterOf = (ids, id) => {
  const n = ids.indexOf(id);
  if (n < 0) return "?";
  return n < 26 ? String.fromCharCode(65 + n) : String.fromCharCode(64 + Math.floor(n / 26), 65 + (n % 26));
};

/** Questions of a slip, each once, with the revision it was answered in. */
function askedOf(body) {
  const tags = list(own(body, "t")), asked = new Map();
  for (const [n, id] of list(own(body, "ids")).slice(0, MOST_ASKED).entries())
    if (typeof id === "string" && !asked.has(id)) asked.set(id.slice(0, 80), typeof tags[n] === "string" ? tags[n] : undefined);
  return asked;
}

/** Each with its question; one that a slip names twice, by an earlier id too, is counted once. */
function itemsOf(asked, bank) {
  const taken = new Set(asked.keys());
  return [...asked].map(([as, tag]) => {
    const item = found(bank, as, tag), isSecond = item && item.id !== as && taken.has(item.id);
    if (item) taken.add(item.id);
    return { as, tag, item: isSecond ? undefined : item };
  });
}

/** An answer as this question's interaction has it; a writer's own verdict on a text is left out. */
export function responseOf(item, body, as = item.id) {
  const { kind } = item.marking.interaction, sound = shaped(kind, cut(own(own(body, "r"), as)));
  return kind === "write" ? { text: sound.text.slice(0, MOST_TYPED) } : sound;
}

const inOrder = (ids, chosen) => [...new Set(chosen)].sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
const written = (text) => text.trim().replace(/\s+/g, " ");
const nodesOf = (item) => new Map(item.marking.interaction.nodes.map((node) => [node.id, node]));

/** Each turn of a walk: the node, what was chosen there, and where that led; it ends where nobody could have gone on. */
function turns(item, response) {
  const nodes = nodesOf(item), way = [];
  let node = nodes.get(item.marking.interaction.start);
  for (const id of response) {
    const choice = node && node.choices.find((one) => one.id === id);
    if (!choice) break;
    way.push({ node, choice });
    node = nodes.get(choice.to);
  }
  return way;
}

const CHOSEN = {
  choose: (item, response) => inOrder(Object.keys(item.atoms), response).map((id) => letterOf(Object.keys(item.atoms), id)).join(""),
  arrange: (item, response) => response.map((id) => letterOf(Object.keys(item.atoms), id)).join(""),
  pair: (item, _, parts) => `${Object.values(parts).filter((one) => one === "right").length}/${Object.keys(item.marking.key.right).length}`,
  fill: (_, response) => short(written(response)),
  write: (_, { text }) => short(written(text)),
  walk: (item, response) => turns(item, response).map(({ node, choice }) => letterOf(node.choices.map(({ id }) => id), choice.id)).join(""),
};

const isEmpty = (kind, response) => (kind === "write" ? !response.text.trim() : kind === "fill" ? !response.trim() : false);

/** @returns {Cell} */
function cellOf(item, as, body, judged) {
  const { interaction, key } = item.marking, { kind } = interaction, response = responseOf(item, body, as), { id } = item;
  if (kind === "write") {
    const met = own(judged(as), "met");
    if (!isEmpty(kind, response) && !Array.isArray(met)) return { id, as, state: "unjudged", share: 0, passed: false, chosen: CHOSEN.write(item, response) };
    response.met = list(met);
  }
  const { answered, share, passed, parts } = mark(interaction, key, response);
  const state = !answered ? "blank" : share >= 1 ? "right" : share > 0 ? "half" : "wrong";
  return { id, as, state, share, passed, chosen: answered ? CHOSEN[kind](item, response, parts) : "" };
}

/**
 * @param {object} body  a slip's, as it came
 * @param {Map<string, BankItem>} bank
 * @param {(as: string) => {met: string[]}|undefined} judged  the trainer's verdict on a written answer, by the slip's name for it
 * @param {{pass: number}} assignment
 * @returns {Paper}
 */
export function markPaper(body, bank, judged, { pass }) {
  const cells = [], criticalWrong = [];
  let score = 0, of = 0;
  for (const { as, tag, item } of itemsOf(askedOf(body), bank)) {
    const state = !item ? "gone" : item.tag && tag !== item.tag ? "changed" : "";
    if (state) {
      cells.push({ id: item ? item.id : as, as, state, share: 0, passed: false, chosen: "" });
      continue;
    }
    const cell = cellOf(item, as, body, judged);
    cells.push(cell);
    score += cell.share * item.points;
    of += item.points;
    if (item.critical && !cell.passed && cell.state !== "unjudged") criticalWrong.push(item.id);
  }
  const open = !of || cells.some((cell) => cell.state === "unjudged");
  return { cells, score, of, passed: open ? null : reaches(score, of, pass) && !criticalWrong.length, criticalWrong };
}

/** What somebody answered, in words: one line a choice, or a row with its choice. @returns {string[]} */
export function answerWords(item, response) {
  const { kind } = item.marking.interaction, said = (id) => own(item.atoms, id) ?? "?";
  if (kind === "fill") return response.trim() ? [response] : [];
  if (kind === "write") return response.text.trim() ? [response.text] : [];
  if (kind === "walk") return turns(item, response).map(({ node, choice }) => said(`${node.id}.${choice.id}`));
  if (kind === "pair") return Object.keys(item.marking.key.right).filter((row) => own(response, row) !== undefined).map((row) => `${said(row)} → ${own(item.choices, response[row]) ?? "?"}`);
  const ids = Object.keys(item.atoms);
  return (kind === "choose" ? inOrder(ids, response) : response).map((id) => `${letterOf(ids, id)} ${said(id)}`);
}

/** The shortest way to the best end. */
function bestWay(item) {
  const { interaction, key } = item.marking, nodes = nodesOf(item), best = Math.max(...Object.values(key.right));
  const ways = [[interaction.start, []]], seen = new Set();
  for (const [here, way] of ways) {
    if (own(key.right, here) === best) return way;
    if (seen.has(here)) continue;
    seen.add(here);
    for (const { id, to } of (nodes.get(here) || { choices: [] }).choices) ways.push([to, [...way, id]]);
  }
  return [];
}

/** The right answer, in the words of the bank. @returns {string[]} */
export function rightWords(item) {
  const { interaction, key } = item.marking, unit = key.unit ? ` ${key.unit}` : "";
  if (interaction.kind === "write") return item.sample ? [item.sample] : [];
  if (interaction.kind === "walk") return answerWords(item, bestWay(item));
  if (interaction.kind === "fill") return Array.isArray(key.right) ? [key.right.join(" / ")] : [`${key.right}${key.tolerance ? ` ± ${key.tolerance}` : ""}${unit}`];
  return answerWords(item, key.right);
}

/** The right answer as the table writes an answer: letters, figures, or the words themselves. */
export function rightShort(item) {
  const { kind } = item.marking.interaction, { right } = item.marking.key;
  if (kind === "choose" || kind === "arrange") return CHOSEN[kind](item, right);
  return kind === "walk" ? CHOSEN.walk(item, bestWay(item)) : "";
}

/**
 * What another key changes for whom.
 * @param {{id: string, code: string, name: string, paper: Paper}[]} before
 * @param {{id: string, paper: Paper}[]} after  the same slips, marked anew
 * @returns {{id: string, code: string, name: string, cells: {id: string, from: Cell, to: Cell}[], score: [number, number],
 *   of: [number, number], passed: [boolean|null, boolean|null], flips: boolean}[]} only who has any change
 */
export function differences(before, after) {
  const anew = new Map(after.map(({ id, paper }) => [id, paper]));
  return before.filter(({ id }) => anew.has(id)).map(({ id, code, name, paper }) => {
    const now = anew.get(id), cells = new Map(now.cells.map((cell) => [cell.as, cell]));
    const moved = paper.cells.filter(({ as }) => cells.has(as)).map((from) => ({ id: cells.get(from.as).id, from, to: cells.get(from.as) }))
      .filter(({ from, to }) => from.state !== to.state || Math.abs(from.share - to.share) > 1e-9);
    return { id, code, name, cells: moved, score: [paper.score, now.score], of: [paper.of, now.of], passed: [paper.passed, now.passed], flips: paper.passed !== now.passed };
  }).filter(({ cells, score, of, flips }) => cells.length || flips || Math.abs(score[0] - score[1]) > 1e-9 || of[0] !== of[1]);
}
