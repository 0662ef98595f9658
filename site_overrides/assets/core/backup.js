// The whole desk as one text under a passphrase, and back into this desk or another: nothing doubles, what is newer stays.
import { bytesOf, findCodes, letters, lettersOf, MOST, writeCode } from "./codes.js";
import { lock, unlock } from "./keys.js";
import { isModest } from "./modest.js";
import { pack, unpack } from "./packing.js";

const KIND = "TMB", VERSION = 1, FORMAT = "training-manual/desk/1", MOST_PLAIN = 60000000, DEEPEST = 24;
const KINDS = ["keys", "settings", "groups", "assignments", "slips", "judged", "exams", "waiting", "bad"];
/** Shorter ones are tried out in an afternoon. */
export const SHORTEST = 8;
const STRONG = 14;

/**
 * How long somebody with the text and a good machine would be at it.
 * @returns {"short"|"plain"|"fair"|"good"} plain: the letters give it away
 */
export function strengthOf(passphrase) {
  const letters = [...passphrase.normalize("NFC")];
  if (letters.length < SHORTEST) return "short";
  const steps = letters.slice(1).filter((letter, i) => Math.abs(letter.codePointAt(0) - letters[i].codePointAt(0)) > 1).length;
  if (new Set(letters).size < 5 || steps < letters.length / 2) return "plain";
  // A Chinese character weighs as much as two letters.
  const weight = letters.reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 2 : 1), 0);
  return weight < STRONG || /^\d+$/.test(passphrase) ? "fair" : "good";
}

/** Pieces of slips that never became whole are worth nothing elsewhere. */
const isKept = ([id]) => !id.startsWith("part:");

/** @returns {Promise<string|null>} null: larger than a code can be */
export async function backupCode(desk, passphrase, manual, now = Date.now()) {
  const rows = Object.fromEntries(KINDS.map((kind) => [kind, desk.all(kind).filter(isKept)]));
  const [form, packed] = await pack(JSON.stringify({ format: FORMAT, at: now, rows }));
  const code = writeCode(KIND + VERSION, manual, "e", await lock(form + letters(packed), passphrase));
  return code.length > MOST ? null : code;
}

/** Is there a backup in the text? */
export const hasBackup = (text) => findCodes(KIND, text).length > 0;

/**
 * @param {string} text with a backup in it
 * @returns {Promise<{at: number, rows: Object<string, [string, object][]>} | {problem: "none"|"damaged"|"newer"|"other"|"passphrase"}>}
 */
export async function readBackup(text, passphrase, manual) {
  const all = findCodes(KIND, text), code = all.find(({ problem }) => !problem) || all[0];
  if (!code) return { problem: "none" };
  if (code.problem) return { problem: "damaged" };
  if (code.version > VERSION) return { problem: "newer" };
  if (code.manual !== lettersOf(manual)) return { problem: "other" };
  const plain = await unlock(code.bytes, passphrase);
  if (plain === null) return { problem: "passphrase" };
  try {
    const given = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpack(plain[0], bytesOf(plain.slice(1)), MOST_PLAIN)));
    if (given.format !== FORMAT) return { problem: "newer" };
    const rows = Object.fromEntries(KINDS.map((kind) => [kind, rowsOf(given.rows, kind)]));
    return { at: Number(given.at) || 0, rows };
  } catch {
    return { problem: "damaged" };
  }
}

const isKeys = ([id, keys]) => /^[0-9a-f]{16}$/.test(id) && keys.id === id && [keys.seal, keys.sign].every((half) => half && ["x", "y", "d"].every((name) => typeof half[name] === "string"));

function rowsOf(rows, kind) {
  const listed = Array.isArray(rows[kind]) ? rows[kind] : [];
  return listed.filter((pair) => Array.isArray(pair) && typeof pair[0] === "string" && pair[1] instanceof Object && isModest(pair[1], DEEPEST) && (kind !== "keys" || isKeys(pair)));
}

const dated = (row) => row.at || row.made || 0;

/**
 * Puts the rows of a backup into a desk: what it lacks, and what is newer there.
 * @returns {Promise<Object<string, number>>} how many came or changed, by kind
 */
export async function mergeBackup(desk, { rows }) {
  const news = {};
  for (const [kind, listed] of Object.entries(rows))
    for (const [id, row] of listed) {
      const mine = desk.get(kind, id);
      if (mine && (kind === "settings" || dated(mine) >= dated(row))) continue;
      await desk.put(kind, id, row);
      news[kind] = (news[kind] || 0) + 1;
    }
  return news;
}
