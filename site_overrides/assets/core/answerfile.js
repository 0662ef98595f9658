// The answer file of a sealed exam, as `training-manual exam key` writes it. It is a file from outside: only what is
// looked at here enters the desk, and a file that is not wholly sound does nothing.
import { mark } from "./mark.js";
import { isId, isModest, line, whole } from "./modest.js";

/**
 * @typedef {{manual: string, exam: string, edition: string, digest: string, pass: number, minutes: number, n: number, opening: string,
 *   titles: Object<string, string>, names: Object<string, Object<string, string>>, columns: object|null, rows: object[],
 *   banks: Object<string, {items: import("./marking.js").BankItem[]}>}} KeyFile
 */

export const FORMAT = "training-manual/key/1";
/** A pool of a thousand questions in five languages is smaller. */
export const MOST_FILE = 8000000;
const DEPTH = 16, MOST_ITEMS = 2000, MOST_TEXT = 6000;

const isMap = (value) => value instanceof Object && !Array.isArray(value);
const text = (value, most = MOST_TEXT) => (typeof value === "string" ? value.slice(0, most) : "");
const texts = (value) => Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([id, one]) => isId(id) && typeof one === "string").map(([id, one]) => [id, text(one)]));
const list = (value) => (Array.isArray(value) ? value : []);
const isFigure = (value) => Number.isFinite(value) && value >= 0;

/** What the right answer of each interaction looks like. */
const RIGHT = {
  choose: (right) => Array.isArray(right) && right.length && right.every(isId),
  arrange: (right) => Array.isArray(right) && right.length && right.every(isId),
  pair: (right) => isMap(right) && Object.entries(right).length && Object.entries(right).every(([row, choice]) => isId(row) && isId(choice)),
  fill: (right, { rule }) => (rule === "tolerance" ? Number.isFinite(right) : Array.isArray(right) && right.length && right.every((one) => typeof one === "string")),
  write: (right) => Array.isArray(right) && right.length && right.every(isId),
  walk: (right) => isMap(right) && Object.entries(right).length && Object.entries(right).every(([node, share]) => isId(node) && isFigure(share) && share <= 1),
};
const isNode = (node) => isMap(node) && isId(node.id) && Array.isArray(node.choices) && node.choices.every((one) => isMap(one) && isId(one.id) && isId(one.to));

/** Only what mark.js reads, each of its type: a mistake of another type would stop it. */
const keyOf = ({ rule, right, out_of: outOf, mistakes, critical, tolerance, unit }) => ({
  rule, right, critical: list(critical).filter(isId), unit: typeof unit === "string" ? line(unit, 20) : undefined,
  out_of: isFigure(outOf) ? outOf : 0, tolerance: isFigure(tolerance) ? tolerance : undefined,
  mistakes: Object.fromEntries(Object.entries(isMap(mistakes) ? mistakes : {}).filter(([id, one]) => isId(id) && typeof one === (rule === "tolerance" ? "number" : "string"))),
});

/** @returns {import("./marking.js").BankItem|null} */
export function soundItem(given) {
  if (!isMap(given) || !isId(given.id) || !isMap(given.marking) || !isMap(given.marking.key)) return null;
  const { interaction } = given.marking, key = keyOf(given.marking.key);
  if (!isMap(interaction) || !Object.keys(RIGHT).includes(interaction.kind) || !RIGHT[interaction.kind](key.right, key)) return null;
  if (interaction.kind === "walk" && !(isId(interaction.start) && list(interaction.nodes).length && interaction.nodes.every(isNode))) return null;
  try {
    // Asks whether there is a rule for it; a blank answer is nobody's.
    mark(interaction, key, undefined);
  } catch {
    return null;
  }
  return {
    id: given.id, ...(list(given.was).length && { was: given.was.filter(isId) }), chapter: line(given.chapter, 64), kind: line(given.kind, 20), hand: interaction.kind, many: given.many === true,
    difficulty: whole(given.difficulty, 1, 3), points: whole(given.points, 1, 100), critical: given.critical === true,
    tags: list(given.tags).filter(isId).slice(0, 20), objective: isId(given.objective) ? given.objective : null, prompt: text(given.prompt),
    marking: { interaction, key }, atoms: texts(given.atoms), ...(isMap(given.choices) && { choices: texts(given.choices) }),
    ...Object.fromEntries(["sample", "poor", "scene", "claim", "unit", "reread", "reread_title"].filter((name) => typeof given[name] === "string").map((name) => [name, text(given[name])])),
    ...(interaction.kind === "write" && { criteria: list(given.criteria).filter((one) => isMap(one) && isId(one.id)).map((one) => ({ id: one.id, text: text(one.text), critical: one.critical === true })) }),
  };
}

function bankOf(given) {
  const items = list(isMap(given) && given.items).slice(0, MOST_ITEMS).map(soundItem);
  return items.length && items.every(Boolean) && new Set(items.map(({ id }) => id)).size === items.length ? { items } : null;
}

/**
 * @param {string} file  its text
 * @param {{manual: string, exam: string, was?: string[], digest: string}} wanted  exam, was: as the set is named and was before, without tests/
 * @returns {{key: KeyFile} | {problem: "none"|"manual"|"exam"|"digest", edition?: string, exam?: string}}
 *   none: no answer file, or not a sound one; digest: of another paper than the one assigned
 */
export function readAnswerFile(file, wanted) {
  if (typeof file !== "string" || file.length > MOST_FILE) return { problem: "none" };
  let given;
  try {
    given = JSON.parse(file.replace(/^\ufeff/, ""));
  } catch {
    return { problem: "none" };
  }
  if (!isMap(given) || given.format !== FORMAT || !isModest(given, DEPTH)) return { problem: "none" };
  const banks = Object.entries(isMap(given.banks) ? given.banks : {}).filter(([language]) => /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/.test(language)).map(([language, bank]) => [language, bankOf(bank)]);
  if (!banks.length || !banks.every(([, bank]) => bank) || !/^[0-9a-f]{16}$/.test(given.digest)) return { problem: "none" };
  const key = {
    manual: text(given.manual, 64), exam: line(given.exam, 64), edition: line(String(given.edition ?? ""), 20), digest: given.digest, opening: line(given.opening, 24),
    pass: whole(given.pass, 0, 100), minutes: whole(given.minutes, 0, 600), n: whole(given.n, 0, 400),
    columns: isMap(given.columns) ? given.columns : null, rows: list(given.rows).filter(isMap).slice(0, 60), titles: texts(given.titles),
    names: Object.fromEntries(Object.entries(isMap(given.names) ? given.names : {}).filter(([id]) => isId(id)).map(([id, names]) => [id, texts(names)])),
    banks: Object.fromEntries(banks),
  };
  if (key.manual !== wanted.manual) return { problem: "manual" };
  if (![wanted.exam, ...(wanted.was || [])].includes(key.exam)) return { problem: "exam", exam: key.exam };
  return key.digest === wanted.digest ? { key } : { problem: "digest", edition: key.edition };
}

/** Do two files say the same of every question? Then there is nothing to take. */
export const sameKey = (a, b) => JSON.stringify([a.banks, a.pass]) === JSON.stringify([b.banks, b.pass]);
