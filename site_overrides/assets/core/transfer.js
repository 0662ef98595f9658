// A learner's record as a text code, as codes that each fit one QR picture, and back. Reading never throws.
import { findCodes, lettersOf, MOST, writeCode } from "./codes.js";
import { isModest } from "./modest.js";
import { pack, unpack } from "./packing.js";
import { emptyRecord, mergeRecords, readRecord } from "./record.js";
import { isSheet, isTest } from "./sheets.js";

const KIND = "TMR", VERSION = emptyRecord().version;

/** The whole record. @returns {Promise<string>} */
export async function recordCode(record, manual) {
  const isOwn = (part) => part in emptyRecord() && part !== "items";
  const filled = Object.entries(record).filter(([part, entries]) => entries === VERSION || Object.keys(entries).length || !isOwn(part));
  return writeCode(KIND + VERSION, manual, ...(await pack(JSON.stringify(Object.fromEntries(filled)))));
}

/** As little of an entry as progress needs. Half a millisecond older, so that it never replaces the whole entry. */
const shortened = (entry, change) => ({ ...entry, ...change, at: entry.at - 0.5 });
const spoken = (response) => typeof response?.text === "string" && response.text !== "";

function shortItem(item) {
  if (!spoken(item.draft) && !spoken(item.response)) return item;
  const { draft, response, ...rest } = item;
  if (!rest.result) return null;
  return shortened(rest, { response: { ...response, text: "" } });
}

/** The result of a test without its questions. */
const shortAttempt = ({ now, tags, ...sat }) => (sat.ended ? shortened(sat, { ids: sat.wrong || [], responses: {}, flags: [] }) : null);

const shortConfirmed = ({ note, ...rest }) => shortened(rest);

/** The record in its smallest pieces, each a record; null in the place of what stays behind. */
function* pieces({ version, items, places, read, attempts, days, confirmed, goal, ...unknown }) {
  const one = (part, name, entry) => entry && { ...emptyRecord(), [part]: { [name]: entry } };
  for (const [id, tags] of Object.entries(items))
    for (const [tag, item] of Object.entries(tags)) {
      const short = shortItem(item);
      if (short !== item) yield null;
      yield one("items", id, short && { [tag]: short });
    }
  for (const [id, attempt] of Object.entries(attempts)) {
    yield null;
    yield one("attempts", id, shortAttempt(attempt));
  }
  for (const [ref, entry] of Object.entries(confirmed)) {
    if (entry.note) yield null;
    yield one("confirmed", ref, entry.note ? shortConfirmed(entry) : entry);
  }
  for (const [part, entries] of Object.entries({ read, places, days, ...unknown }))
    if ("at" in entries) yield { ...emptyRecord(), [part]: entries };
    else for (const [name, entry] of Object.entries(entries)) yield one(part, name, entry);
  if (goal) yield { ...emptyRecord(), goal };
}

/**
 * Codes of at most `most` letters, each a record that can be merged alone, in any order.
 * @returns {Promise<{codes: string[], whole: boolean}>} whole: false where texts the learner wrote, answers of a test
 *   or a test not handed in stayed behind
 */
export async function recordParts(record, manual, most) {
  const all = [...pieces(record)], codes = [];
  let rest = all.filter(Boolean), whole = rest.length === all.length;
  while (rest.length) {
    let count = 0, fits = "";
    for (let step = 32; step; step >>= 1) {
      if (count + step > rest.length) continue;
      const code = await recordCode(rest.slice(0, count + step).reduce((a, b) => mergeRecords(a, b)), manual);
      if (code.length > most) continue;
      count += step;
      fits = code;
    }
    if (fits) codes.push(fits);
    else whole = false;
    rest = rest.slice(count || 1);
  }
  return { codes, whole };
}

/** @param {(code: object) => Uint8Array} unpacked @returns {LearnerRecord|"damaged"|"newer"|"other"} */
function understood(code, here, unpacked) {
  if (code.problem) return code.problem;
  if (code.version > VERSION) return "newer";
  if (code.manual !== lettersOf(here)) return "other";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(unpacked(code));
    if (!isModest(JSON.parse(text))) return "damaged";
    const { record, problem } = readRecord(text);
    return problem || record;
  } catch {
    return "damaged";
  }
}

/**
 * The records of all codes in a text, as one.
 * @param {string} text a chat, a file, an address
 * @returns {{record: LearnerRecord|null, codes: number, problems: ("none"|"damaged"|"newer"|"other")[]}}
 *   codes: how many could be read; problems: each once
 */
export function readCodes(text, manual) {
  let left = MOST;
  const unpacked = ({ form, bytes }) => {
    const out = unpack(form, bytes, left);
    // Whole, and yet it cannot be unpacked: made to waste our time, so the rest gets none.
    left = out ? left - out.length : 0;
    return out || Uint8Array.of(0xff);
  };
  const read = findCodes(KIND, text).map((code) => understood(code, manual, unpacked));
  const records = read.filter((one) => typeof one !== "string");
  const problems = [...new Set(read.length ? read.filter((one) => typeof one === "string") : ["none"])];
  return { record: records.length ? records.reduce((a, b) => mergeRecords(a, b)) : null, codes: records.length, problems };
}

/** @returns {{answers: number, sections: number, confirmed: number, tests: number, plays: number, latest: number}} what a record holds; latest: 0 for none */
export function summaryOf({ items, places, read, attempts, confirmed }) {
  const tagged = Object.values(items).map((tags) => Object.values(tags)), ended = Object.values(attempts).filter((one) => one.ended && !one.void);
  const dated = [...tagged.flat(), ...Object.values(places), ...Object.values(read), ...Object.values(attempts), ...Object.values(confirmed)];
  return {
    answers: tagged.filter((tags) => tags.some((item) => item.result)).length,
    sections: Object.keys(read).length,
    confirmed: Object.values(confirmed).filter(({ tag }) => tag).length,
    tests: ended.filter(isTest).length,
    plays: ended.filter(isSheet).length,
    latest: dated.reduce((latest, { at }) => Math.max(latest, at), 0),
  };
}

const changed = (before, after) => Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).length;

const only = (attempts, is) => Object.fromEntries(Object.entries(attempts).filter(([, one]) => is(one)));

/** How many answers, sections, confirmations, tests and sheets a merge has added or changed. */
export const newsOf = (before, after) => ({
  answers: changed(before.items, after.items),
  sections: changed(before.read, after.read),
  confirmed: changed(before.confirmed, after.confirmed),
  tests: changed(before.attempts, only(after.attempts, isTest)),
  plays: changed(before.attempts, only(after.attempts, isSheet)),
});
