// Marking, written once: what a response to one of the six interactions is worth under its key's rule.
import { near, readFigure, sameAnswer } from "./answers.js";

/**
 * @typedef {"choose"|"arrange"|"pair"|"fill"|"write"|"walk"} Kind
 * @typedef {{kind: "walk", start: string, nodes: {id: string, choices: {id: string, to: string}[]}[]}} Walk
 * @typedef {{rule: string, right: any, out_of?: number, mistakes?: Object<string, string|number>,
 *   critical?: string[], most?: number, pass?: number, tolerance?: number, unit?: string}} Key
 *   most, pass: rows an observer judges have levels 0 to most; so many percent of the points pass
 * @typedef {Object<string, "right"|"wrong"|"missed">} Parts  atoms not named are idle
 * @typedef {{answered: boolean, share: number, passed: boolean, parts: Parts}} Mark
 */

/** A self-assessed text passes with this share of its criteria and every critical one. */
const WRITE_PASS = 0.7;

const marked = (share, parts, passed = share === 1) => ({ answered: true, share, passed, parts });
const filled = (value) => String(value ?? "").trim() !== "";
const shareOf = (ids, parts) => ids.filter((id) => parts[id] === "right").length / ids.length;

const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
const text = (value) => (typeof value === "string" ? value : "");
const map = (value) => (value instanceof Object && !Array.isArray(value) ? value : {});
const levels = (value) => value && Object.fromEntries(Object.entries(map(value)).filter(([, level]) => Number.isInteger(level) && level >= 0));
const SHAPES = {
  choose: texts,
  arrange: texts,
  walk: texts,
  fill: text,
  pair: (value) => Object.fromEntries(Object.entries(map(value)).filter(([, choice]) => ["string", "number"].includes(typeof choice))),
  write: (value) => ({ text: text(map(value).text), met: Array.isArray(map(value).met) ? texts(map(value).met) : undefined, levels: levels(map(value).levels) }),
};

/** A response may come from anywhere, a pasted code too: what is not of its interaction's shape is blank. */
export const shaped = (kind, response) => SHAPES[kind](response);
/** Nothing was answered, whatever the key may be. */
export function isBlank(kind, response) {
  const sound = shaped(kind, response);
  if (kind === "pair") return !Object.values(sound).some(filled);
  return kind === "write" ? !filled(sound.text) && !sound.levels : !sound.length || !filled(String(sound));
}
const own = (of, name) => (Object.prototype.hasOwnProperty.call(of, name) ? of[name] : undefined);

/** Hits and false alarms; a rule turns them into a share. */
const chosen = (share) => (key, response) => {
  const ids = new Set(response);
  if (!ids.size) return null;
  const parts = {};
  for (const id of key.right) parts[id] = "missed";
  for (const id of ids) parts[id] = key.right.includes(id) ? "right" : "wrong";
  const hits = shareOf(key.right, parts), alarms = ids.size - hits * key.right.length;
  const same = hits === 1 && alarms < 0.5;
  return marked(share(same, hits, alarms, key), parts, same);
};

function adjacent({ right }, order) {
  if (!order.length) return null;
  const parts = {};
  right.forEach((id, place) => {
    parts[id] = order[place] === id ? "right" : order.includes(id) ? "wrong" : "missed";
  });
  const joins = right.slice(1).filter((id, i) => order.includes(id) && order[order.indexOf(id) - 1] === right[i]);
  return marked(right.length > 1 ? joins.length / (right.length - 1) : shareOf(right, parts), parts);
}

const rows = (agrees) => (key, response) => {
  const ids = Object.keys(key.right), given = (id) => own(response, id);
  if (!ids.some((id) => filled(given(id)))) return null;
  const parts = {};
  for (const id of ids) parts[id] = !filled(given(id)) ? "missed" : agrees(given(id), key.right[id], key) ? "right" : "wrong";
  return marked(shareOf(ids, parts), parts);
};

const typed = (judge) => (key, response) => (filled(response) ? judge(key, response) : null);

function listed({ right, mistakes = {} }, text) {
  if (right.some((answer) => sameAnswer(text, answer))) return marked(1, {});
  const typical = Object.keys(mistakes).find((id) => sameAnswer(text, mistakes[id]));
  return marked(0, typical ? { [typical]: "wrong" } : {});
}

/** A rounded mistake is a mistake too; where two are near, the nearer one. */
function figure({ right, tolerance, unit, mistakes = {} }, text) {
  const value = readFigure(text, unit);
  if (value === null) return marked(0, {});
  if (near(value, right, tolerance)) return marked(1, {});
  const off = (id) => Math.abs(value - mistakes[id]);
  const [typical] = Object.keys(mistakes).filter((id) => near(value, mistakes[id], tolerance)).sort((a, b) => off(a) - off(b));
  return marked(0, typical ? { [typical]: "wrong" } : {});
}

/** Without `met` the text is written but nobody has judged it yet. */
function selfAssessed({ right, critical = [] }, response) {
  if (!filled(response.text) || !response.met) return null;
  const parts = {};
  for (const id of right) parts[id] = response.met.includes(id) ? "right" : critical.includes(id) ? "wrong" : "missed";
  const share = shareOf(right, parts);
  return marked(share, parts, share >= WRITE_PASS && critical.every((id) => parts[id] === "right"));
}

/** What was done, seen by somebody else: each row has its level, and a sheet with an open row is not handed in. */
function observed({ right, critical = [], most, pass }, { levels }) {
  if (!levels || !right.every((id) => own(levels, id) <= most)) return null;
  const parts = {}, sum = right.reduce((all, id) => all + levels[id], 0);
  for (const id of right) parts[id] = levels[id] === most ? "right" : levels[id] ? "missed" : "wrong";
  const share = sum / (most * right.length);
  return marked(share, parts, sum * 100 >= most * right.length * pass && critical.every((id) => levels[id] > 0));
}

function endReached({ right }, response, walk) {
  let here = walk.start;
  for (const id of response) {
    const node = walk.nodes.find((one) => one.id === here);
    const step = node && node.choices.find((one) => one.id === id);
    if (!step) return null;
    here = step.to;
  }
  const share = own(right, here);
  return share === undefined ? null : marked(share, { [here]: share === 1 ? "right" : "wrong" });
}

const RULES = {
  "choose exact": chosen((same) => Number(same)),
  "choose hits-minus-false": chosen((same, hits, alarms, key) => Math.max(0, hits - (key.out_of ? alarms / key.out_of : 0))),
  "arrange adjacent": adjacent,
  "pair per-item": rows((given, right) => given === right),
  "pair distance": rows((given, right, key) => near(given, right, key.tolerance)),
  "fill exact": typed(listed),
  "fill tolerance": typed(figure),
  "write per-item": (key, response) => (key.most ? observed : selfAssessed)(key, response),
  "walk per-item": endReached,
};

/**
 * Blank is not wrong: answered false, share 0.
 * @param {Kind|Walk} interaction  a walk brings its nodes, else nobody knows where it ended
 * @param {Key} key
 * @param {any} response  choose, arrange, walk: [ids]; pair {row: choice}; fill "text"; write {text, met} or, of an observer, {text, levels: {row: n}}
 * @returns {Mark}
 */
export function mark(interaction, key, response) {
  const kind = interaction.kind || interaction, rule = RULES[`${kind} ${key.rule}`];
  if (!rule) throw new Error(`No rule ${key.rule} for ${kind}`);
  return rule(key, shaped(kind, response), interaction) || { answered: false, share: 0, passed: false, parts: {} };
}
