// An assignment: what a trainer asks of whom by when, signed, in a text that fits behind a link's #. Reading never throws.
import { bytesOf, findCodes, letters, lettersOf, writeCode } from "./codes.js";
import { columns, drawPaper, fnv1a, random, shuffle } from "./draw.js";
import { joined, keyId, PUBLIC, publicOf, randomHex, sign, utf8, verified } from "./keys.js";
import { isId, isModest, line, moment, whole } from "./modest.js";

/**
 * @typedef {{id: string, set: string, cards: string[], group: string, by: string, note: string, edition: string, seed: string,
 *   n: number, opens: number, due: number, attempts: number, minutes: number, pass: number, code: string, digest: string}} Assignment
 *   id: 16 hex digits; set: as in the record; n: questions of each paper, 0 for cards; opens, due: milliseconds, 0 for none;
 *   minutes: 0 for no limit; pass: percent; code: opens a sealed paper, may be told later; digest: of the sealed paper
 */

const KIND = "TMA", VERSION = 1, SIGNATURE = 64, MOST = 2000, LEVELS = [1, 2, 3];
const ORDER = ["id", "set", "cards", "group", "by", "note", "edition", "seed", "n", "opens", "due", "attempts", "minutes", "pass", "code", "digest"];

export const newId = () => randomHex(8);
export const isIdOf = (value) => typeof value === "string" && /^[0-9a-f]{16}$/.test(value);
const isSet = (value) => typeof value === "string" && /^[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64})?$/.test(value);

const told = (manual, known, json) => joined(utf8(`training-manual/assignment/1\n${lettersOf(manual)}\n`), known, json);

/** @param {Assignment} assignment @param {import("./keys.js").Keys} keys @returns {Promise<string>} */
export async function writeAssignment(assignment, keys, manual) {
  // Minutes: a date without them is as good, and a shorter link makes a coarser picture.
  const values = ORDER.map((name) => (["opens", "due"].includes(name) ? Math.round(assignment[name] / 60000) : assignment[name]));
  const known = publicOf(keys), json = utf8(JSON.stringify(values));
  return writeCode(KIND + VERSION, manual, "p", joined(known, await sign(keys, told(manual, known, json)), json));
}

/** @returns {Assignment|null} null: not the shape of one */
function shapedAssignment(values) {
  if (!Array.isArray(values) || values.length < ORDER.length || !isModest(values)) return null;
  const given = Object.fromEntries(ORDER.map((name, i) => [name, values[i]]));
  if (!isIdOf(given.id) || !isSet(given.set) || !Array.isArray(given.cards)) return null;
  return {
    id: given.id, set: given.set, cards: given.cards.filter(isId).slice(0, 30),
    group: line(given.group, 40), by: line(given.by, 40), note: line(given.note, 200), edition: line(given.edition, 20), seed: line(given.seed, 12),
    n: whole(given.n, 0, 200), opens: moment(given.opens * 60000), due: moment(given.due * 60000),
    attempts: whole(given.attempts, 1, 20), minutes: whole(given.minutes, 0, 600), pass: whole(given.pass, 0, 100),
    code: line(given.code, 24), digest: isIdOf(given.digest) ? given.digest : "",
  };
}

/**
 * The first assignment in a text: a link, a chat.
 * @returns {Promise<{assignment: Assignment, key: Uint8Array, keyId: string} | {problem: "none"|"damaged"|"newer"|"other"|"tampered"}>}
 *   tampered: whole, but it does not carry the signature of the key it names
 */
export async function readAssignment(text, manual) {
  const [found] = findCodes(KIND, text);
  if (!found) return { problem: "none" };
  if (found.problem) return { problem: "damaged" };
  if (found.version > VERSION) return { problem: "newer" };
  if (found.manual !== lettersOf(manual)) return { problem: "other" };
  const { bytes } = found, known = bytes.slice(0, PUBLIC), json = bytes.slice(PUBLIC + SIGNATURE);
  if (json.length > MOST || !(await verified(known, bytes.slice(PUBLIC, PUBLIC + SIGNATURE), told(manual, known, json)))) return { problem: "tampered" };
  try {
    const assignment = shapedAssignment(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json)));
    return assignment ? { assignment, key: known, keyId: await keyId(known) } : { problem: "damaged" };
  } catch {
    return { problem: "damaged" };
  }
}

/** What headquarters asks in the manual itself, as if it had come by a link. Its days begin and end where the phone is.
 * @param {object} campaign of the page's data @returns {{assignment: Assignment, key: Uint8Array, title: string}} */
export function ofCampaign({ assignment, set, cards, title, by, roles, opens, due, attempts, minutes, pass, n, seed, key }, edition) {
  const at = (day, later = 0) => {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(year, month - 1, date + later).getTime();
  };
  const times = { opens: at(opens), due: at(due, 1) - 1 };
  return { key: bytesOf(key), title, assignment: { id: assignment, set, cards, group: roles.join(" / "), by, note: "", edition, seed, n, ...times, attempts, minutes, pass, code: "", digest: "" } };
}

/** Who of the manual's own list this key belongs to. @param {Uint8Array} key @param {{id: string, name: string, key: string, withdrawn: boolean}[]} trainers */
export const trainerOf = (key, trainers) => trainers.find((one) => one.key === letters(key)) || null;

/** @param {Assignment} assignment @returns {"early"|"open"|"late"} */
export const stateOf = ({ opens, due }, now) => (now < opens ? "early" : due && now > due ? "late" : "open");

/**
 * Which questions are asked on the k-th attempt (from 1): the same for everybody, so that answers can be compared; another
 * attempt draws anew. `set` says how the set's own paper is made up; quotas shrink and grow with n. It is drawn by the name the
 * assignment has for it, whatever the set is called since.
 * @param {{n: number, columns?: Object<number, number>|null, rows?: import("./draw.js").Row[]}} set
 * @param {import("./draw.js").Item[]} pool @returns {string[]} ids
 */
export function drawAsked({ id, seed, n, set: name }, set, pool, k) {
  const of = Math.min(n || set.n, pool.length), scale = of / set.n;
  const rows = scale < 1 ? set.rows.map((row) => ({ ...row, n: Math.floor(row.n * scale) })) : set.rows;
  return drawPaper(pool, { n: of, columns: set.columns && columns(of, LEVELS.map((level) => set.columns[level] || 0)), rows: rows.filter((row) => row.n) }, `${seed || id}/${name}/${k}`);
}

/** Is it questions that are asked, or are cards played and sections read? @param {{kind: string}} set */
export const isPaper = ({ kind }) => kind !== "cards" && kind !== "confirm";

/** Is this one of the questions that a set of open ones draws from? @param {{id: string, chapter: string}} item */
export const isAskedBy = ({ chapters, without, only }, { id, chapter }) => chapters.includes(chapter) && !without.includes(id) && (!only || only.includes(id));

/** Tells one pool from another: what is drawn from today's is no measure for a slip drawn from yesterday's. @returns {string} 8 hex digits */
export const poolMark = (pool) => fnv1a(pool.map(({ id, tag = "" }) => `${id}:${tag}`).sort().join("\n")).toString(16).padStart(8, "0");

/** Under which name a phone's record holds an attempt: several people may answer on one phone. */
export const attemptId = ({ id }, code, k) => `assigned.${id}.${k}.${code}`;

/** The order they are shown in on one person's phone: neighbours have other orders. @param {string} code staff code */
export const shownOrder = (ids, { id }, code, k) => shuffle(ids, random(`${id}/${code}/${k}`));
