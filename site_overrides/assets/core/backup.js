// The whole desk as one text under a passphrase, and back into this desk or another: nothing doubles, what is newer stays.
import { FORMAT as KEY_FORMAT, readAnswerFile } from "./answerfile.js";
import { bytesOf, findCodes, letters, lettersOf, MOST, writeCode } from "./codes.js";
import { keyId, lock, publicOf, sign, unlock, verified } from "./keys.js";
import { isModest } from "./modest.js";
import { pack, unpack } from "./packing.js";
import { isRow, KINDS } from "./rows.js";

const KIND = "TMB", VERSION = 1, FORMAT = "training-manual/desk/1", MOST_PLAIN = 60000000, DEEPEST = 24;
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
 * @returns {Promise<{at: number, left: number, rows: Object<string, [string, object][]>} | {problem: "none"|"damaged"|"newer"|"other"|"passphrase"}>}
 *   left: how many rows of it are none of a desk
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
    rows.keys = (await Promise.all(rows.keys.map(soundKeys))).filter(Boolean);
    rows.exams = rows.exams.filter(([, row]) => [row.now, row.before].every((file) => !file || isKeyFile(file, manual)));
    const count = (all) => KINDS.reduce((sum, kind) => sum + (Array.isArray(all[kind]) ? all[kind].length : 0), 0);
    return { at: Number(given.at) || 0, rows, left: count(given.rows) - count(rows) };
  } catch {
    return { problem: "damaged" };
  }
}

/** Rows of their kind's shape; the rest does not come in. */
function rowsOf(rows, kind) {
  const listed = Array.isArray(rows[kind]) ? rows[kind] : [];
  return listed.filter((pair) => Array.isArray(pair) && typeof pair[0] === "string" && isModest(pair[1], DEEPEST) && isRow(kind, pair[0], pair[1]) && isKept(pair));
}

/** A key under its own name whose halves belong together; of a half only what makes it one. @returns {Promise<[string, Keys]|null>} */
async function soundKeys([id, { seal, sign: signing, made, aside }]) {
  const halfOf = ({ x, y, d }) => ({ kty: "EC", crv: "P-256", x, y, d }), keys = { id, seal: halfOf(seal), sign: halfOf(signing), made, ...(aside === true && { aside }) };
  try {
    const known = publicOf(keys), probe = Uint8Array.of(1);
    if ((await keyId(known)) !== id || !(await verified(known, await sign(keys, probe), probe))) return null;
    await crypto.subtle.importKey("jwk", keys.seal, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
    return [id, keys];
  } catch {
    return null; // no point of the curve
  }
}

const isKeyFile = (file, manual) => Boolean(readAnswerFile(JSON.stringify({ ...file, format: KEY_FORMAT }), { manual, exam: file.exam, digest: file.digest }).key);

/** All keys of a desk, the one in use first: never one out of a backup that the trainer did not want to use. */
export const keysOf = (desk) => desk.all("keys").map(([, keys]) => keys).sort((a, b) => Boolean(a.aside) - Boolean(b.aside) || b.made - a.made);

/** The key of a backup that would take the place of the one in use here. @returns {import("./keys.js").Keys|undefined} */
export function newerKey(desk, { rows }) {
  const [mine] = keysOf(desk);
  return mine && rows.keys.map(([, keys]) => keys).filter(({ id, made, aside }) => !desk.get("keys", id) && !aside && made > mine.made).sort((a, b) => b.made - a.made)[0];
}

const dated = (row) => row.at || row.made || 0;

/**
 * Puts the rows of a backup into a desk: what it lacks, and what is newer there. A key that is here stays as it is; one that is
 * newer than the one in use only opens slips, unless it is wanted.
 * @param {boolean} isWanted shall newerKey() be the one in use?
 * @returns {Promise<Object<string, number>>} how many came or changed, by kind; unkept: of these, how many the storage did not take
 */
export async function mergeBackup(desk, read, isWanted = false, now = Date.now()) {
  const news = {}, isAside = Boolean(newerKey(desk, read)) && !isWanted, [mine] = keysOf(desk);
  for (const [kind, listed] of Object.entries(read.rows))
    for (const [id, row] of listed) {
      const old = desk.get(kind, id);
      if (old && (["settings", "keys"].includes(kind) || dated(old) >= dated(row))) continue;
      // No key was made after today; one that says so would stay in use for good.
      const come = kind !== "keys" ? row : { ...row, made: Math.min(row.made, now), ...(isAside && row.made > mine.made && { aside: true }) };
      const kept = await desk.put(kind, id, come);
      news[kind] = (news[kind] || 0) + 1;
      if (!kept) news.unkept = (news.unkept || 0) + 1;
    }
  return news;
}
