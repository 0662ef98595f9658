// Read and understood: what a person has confirmed of the page's list, and what still has to be. Pure.
import { latestOf, own, readingOf, withEntry } from "./record.js";

/**
 * @typedef {{ref: string, title: string, chapter: string, number: number, url: string, tag: string, roles: string[],
 *   what: "notice"|"added"|"material"|"whole", was: string[]}} ToConfirm
 * @typedef {{state: "open"|"again"|"done", isRead: boolean, said?: Confirmed, note: string}} Confirmation
 *   again: confirmed as it once was; isRead: to its end, as it is now, on this device; note: also one written beforehand
 */

/** @returns {Confirmed|undefined} what was said of it last, under its present name or an earlier one; not once it was taken back */
export function confirmedOf({ confirmed }, ref, was = []) {
  const said = latestOf([ref, ...was].map((name) => own(confirmed, name)));
  return said && said.tag ? said : undefined;
}

/** @type {function(LearnerRecord, string, Confirmed): LearnerRecord} */
export const withConfirmed = withEntry("confirmed");

/** What a question or an exception may have. */
export const LONGEST = 300;

/** Those a role has to confirm; without a role all. @param {ToConfirm[]} sections @param {string} role */
export const forRole = (sections, role) => sections.filter(({ roles }) => !role || !roles.length || roles.includes(role));

/** @param {LearnerRecord} record @param {ToConfirm} section @returns {Confirmation} */
export function confirmationOf(record, section) {
  const { ref, was, tag, what } = section, said = confirmedOf(record, ref, was);
  return {
    state: !said ? "open" : said.tag === tag ? "done" : "again",
    isRead: what === "notice" || readingOf(record, section)?.tag === tag,
    said,
    note: keptOf(record, section)?.note || "",
  };
}

/** How many of them are confirmed as they are now. @returns {{n: number, of: number}} */
export const countOf = (record, sections) =>
  ({ n: sections.filter((section) => confirmationOf(record, section).state === "done").length, of: sections.length });

/** What was kept of it last, also a note alone or what was taken back. */
const keptOf = ({ confirmed }, { ref, was }) => latestOf([ref, ...was].map((name) => own(confirmed, name)));

/** With `change`, later than what it replaces also where a clock was wrong. */
function changed(record, section, change, now) {
  const before = keptOf(record, section), { note = "", ...entry } = { tag: "", edition: "", role: "", ...before, ...change };
  const at = Math.max(now, before ? before.at + 1 : 0);
  return withConfirmed(record, section.ref, { ...entry, at, ...(note && { note }) });
}

/** Read and understood as it is now; a note stays with it. @param {string} edition @param {string} role "" for none */
export const withConfirmation = (record, section, edition, role, now) => changed(record, section, { tag: section.tag, edition, role }, now);
export const withoutConfirmation = (record, section, now) => changed(record, section, { tag: "" }, now);
/** A question or an exception; it confirms nothing. @param {string} note */
export const withNote = (record, section, note, now) => changed(record, section, { note: note.trim().slice(0, LONGEST) }, now);
