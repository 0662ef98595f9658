// A slip: one person's answers to one assignment, sealed to the trainer's key. It carries answers, never scores. Reading never throws.
import { isIdOf } from "./assignment.js";
import { findCodes, lettersOf, writeCode } from "./codes.js";
import { hex, joined, keyId, randomHex, sha256, utf8 } from "./keys.js";
import { isId, isModest, line, moment, whole } from "./modest.js";
import { pack, unpack } from "./packing.js";
import { openWith, sealTo } from "./seal.js";

/**
 * @typedef {{a: string, set: string, e: string, code: string, name: string, n: string, k: number, s: number, h: number, u: number,
 *   l: string, d: string, p: string, ids: string[], t: string[], r: Object<string, any>, sheets: Object<string, object>,
 *   c?: [string, string, number, string][], o?: string}} Body
 *   a: assignment; e: edition; code, name: who; n: the attempt's nonce; k: which attempt, from 1; s, h: begun and handed in, ms by
 *   the phone's clock; u: seconds it was open; l: language; d: digest of a sealed paper; p: mark of the pool it was drawn from; ids: what was asked; t: their revision
 *   tags; r: responses by id; sheets: observers' sheets, where cards were assigned; c: sections read and understood, each with its
 *   revision tag ("" for only asked about, or taken back), when, and what was asked; o: the role they were read for
 * @typedef {{bytes: Uint8Array, id: string, receipt: string, assignment: string, keyId: string, edition: string, sealed: Uint8Array}} Found
 */

const KIND = "TMS", VERSION = 1, HEAD = 17, PART = 6;
/** A denser picture is no longer read off a phone by another phone. */
const PICTURE = 300;
const MOST_PLAIN = 1000000, MOST_IDS = 200, MOST_PARTS = 99;
/** More sections than any manual has; what somebody asks about one is a sentence or two. */
export const MOST_SECTIONS = 400, MOST_NOTE = 300;
const SECTION = /^(?:[a-z0-9-]{1,64}#|notices\.)[a-z0-9-]{1,64}$/;
/** Room for an answer, and for a confirmation: its reference and tag are packed, or in an old browser they are not. */
const ANSWER = 32, CONFIRMATION = { z: 40, p: 128 };
/** Lengths tell nothing: every paper of n questions has the same, unless somebody wrote far more than that. */
const paddedTo = (length, room) => {
  let size = Math.ceil((288 + room) / 64) * 64;
  while (size < length) size *= 2;
  return size;
};

export const newNonce = () => randomHex(8);
const info = (manual, { assignment, edition, key }) => utf8(`training-manual/slip/1\n${lettersOf(manual)}\n${assignment}\n${edition}\n${key}`);
const unhex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
/** What learner and trainer can compare: "AB12-CD34". */
const receiptOf = (id) => id.slice(0, 8).toUpperCase().replace(/(.{4})/, "$1-");

async function foundIn(bytes) {
  const id = hex((await sha256(bytes)).slice(0, 8)), end = HEAD + bytes[HEAD - 1];
  const part = (from, to) => bytes.slice(from, to);
  return {
    bytes, id, receipt: receiptOf(id), assignment: hex(part(0, 8)), keyId: hex(part(8, 16)),
    edition: new TextDecoder().decode(part(HEAD, end)), sealed: part(end),
  };
}

/** On its way an answer stands in the place of its question: shorter than naming each twice. */
const listed = (body) => ({ ...body, r: body.ids.map((id) => body.r[id] ?? null) });

/**
 * @param {Body} body @param {Uint8Array} known the public key it is sealed to
 * @param {number} [sections] how many there were to confirm: that many have room, whoever confirmed how many
 * @returns {Promise<Found & {code: string, parts: string[]}>} code: the whole as a text; parts: as texts that fit a picture each
 */
export async function writeSlip(body, known, manual, sections = 0) {
  const key = await keyId(known), edition = utf8(body.e), [form, data] = await pack(JSON.stringify(listed(body)));
  const plain = new Uint8Array(paddedTo(5 + data.length, ANSWER * body.ids.length + CONFIRMATION[form] * sections));
  plain[0] = form.charCodeAt(0);
  new DataView(plain.buffer).setUint32(1, data.length);
  plain.set(data, 5);
  const sealed = await sealTo(known, plain, info(manual, { assignment: body.a, edition: body.e, key }));
  const bytes = joined(unhex(body.a), unhex(key), Uint8Array.of(edition.length), edition, sealed), found = await foundIn(bytes);
  return { ...found, code: writeCode(KIND + VERSION, manual, "s", bytes), parts: partsOf(found, manual) };
}

/** The codes of a slip that fit a picture each. @param {string} code of writeSlip */
export async function picturesOf(code, manual) {
  const [found] = await findSlips(code, manual);
  return partsOf(found, manual);
}

function partsOf({ bytes, id }, manual) {
  const of = Math.ceil(bytes.length / PICTURE), size = Math.ceil(bytes.length / of);
  if (of === 1) return [writeCode(KIND + VERSION, manual, "s", bytes)];
  return Array.from({ length: of }, (_, n) =>
    writeCode(KIND + VERSION, manual, "m", joined(unhex(id).slice(0, 4), Uint8Array.of(n, of), bytes.slice(n * size, (n + 1) * size))));
}

/**
 * Every slip in a text. Pieces wait in `parts` (name of the slip -> its pieces) until the last one is there.
 * @param {Map<string, Uint8Array[]>} parts kept from call to call
 * @returns {Promise<(Found | {problem: "damaged"|"newer"|"other"} | {problem: "part", have: number, of: number})[]>}
 */
export async function findSlips(text, manual, parts = new Map()) {
  const found = [];
  for (const code of findCodes(KIND, text)) {
    if (code.problem) found.push({ problem: "damaged" });
    else if (code.version > VERSION) found.push({ problem: "newer" });
    else if (code.manual !== lettersOf(manual)) found.push({ problem: "other" });
    else if (code.form === "s") found.push(code.bytes.length > HEAD ? await foundIn(code.bytes) : { problem: "damaged" });
    else found.push(await pieceOf(code.bytes, parts));
  }
  return found;
}

async function pieceOf(bytes, parts) {
  const name = hex(bytes.slice(0, 4)), [n, of] = bytes.slice(4, PART);
  if (!of || of > MOST_PARTS || n >= of || bytes.length <= PART) return { problem: "damaged" };
  const slip = `${name}/${of}`, pieces = parts.get(slip) || [];
  pieces[n] = bytes.slice(PART);
  parts.set(slip, pieces);
  const have = pieces.filter(Boolean).length;
  if (have < of) return { problem: "part", slip, have, of };
  const whole = await foundIn(joined(...pieces));
  if (whole.id.startsWith(name)) return whole;
  parts.delete(slip);
  return { problem: "damaged" };
}

/**
 * @param {Found} found @param {import("./keys.js").Keys[]} keys all of this desk, older ones too
 * @returns {Promise<{body: Body} | {problem: "foreign-key"|"tampered"|"shape"}>}
 *   foreign-key: sealed to a key that is not here; tampered: changed on its way, or its address was
 */
export async function openSlip(found, keys, manual) {
  const own = keys.find(({ id }) => id === found.keyId);
  if (!own) return { problem: "foreign-key" };
  const plain = await openWith(own, found.sealed, info(manual, { ...found, key: found.keyId }));
  if (!plain) return { problem: "tampered" };
  const body = plain.length < 5 ? null : bodyIn(plain);
  return body && body.a === found.assignment && body.e === found.edition ? { body } : { problem: "shape" };
}

function bodyIn(plain) {
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(1);
  const data = unpack(String.fromCharCode(plain[0]), plain.slice(5, 5 + length), MOST_PLAIN);
  try {
    return shapedBody(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data)));
  } catch {
    return null;
  }
}

const matching = (value, shape) => (typeof value === "string" && shape.test(value) ? value : "");

/** @returns {Body|null} */
function shapedBody(given) {
  if (!isModest(given) || !isIdOf(given.a) || !isIdOf(given.n) || !Array.isArray(given.ids)) return null;
  const list = (value) => (Array.isArray(value) ? value : []);
  const ids = given.ids.slice(0, MOST_IDS), tags = list(given.t), responses = list(given.r), code = line(given.code, 40);
  if (!ids.every(isId) || new Set(ids).size !== ids.length || !code) return null;
  const sheets = Object.entries(given.sheets instanceof Object ? given.sheets : {}).filter(([name]) => /^sheet\.[\w.-]{1,100}$/.test(name));
  return {
    a: given.a, set: line(given.set, 140), e: line(given.e, 20), code, name: line(given.name, 40), n: given.n,
    k: whole(given.k, 1, 99), s: moment(given.s), h: moment(given.h), u: whole(given.u, 0, 1000000), l: line(given.l, 8),
    d: isIdOf(given.d) ? given.d : "", p: matching(given.p, /^[0-9a-f]{8}$/), ids, t: ids.map((_, i) => line(tags[i], 20)),
    r: Object.fromEntries(ids.map((id, i) => [id, responses[i]]).filter(([, response]) => response !== null && response !== undefined)),
    sheets: Object.fromEntries(sheets), ...(given.c !== undefined && { c: shapedSections(list(given.c)), o: matching(given.o, /^[a-z0-9-]{1,64}$/) }),
  };
}

/** Each section once, as it was confirmed last; what is no section's line is left out. */
function shapedSections(lines) {
  const found = new Map();
  for (const given of lines.slice(0, MOST_SECTIONS)) {
    const [ref, tag, at, note] = Array.isArray(given) ? given : [];
    if (!matching(ref, SECTION) || typeof tag !== "string") continue;
    const one = [ref, line(tag, 20), moment(at), line(note, MOST_NOTE)];
    if (!found.has(ref) || found.get(ref)[2] <= one[2]) found.set(ref, one);
  }
  return [...found.values()];
}
