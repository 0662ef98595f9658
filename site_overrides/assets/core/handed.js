// What is handed in: the body of a slip, out of the task, the attempt at it, and what was confirmed. Pure.
import { isPaper, poolMark } from "./assignment.js";
import { latestOf, own } from "./record.js";

/**
 * @param {{assignment: object, set: object, who: {code: string, name: string}, k: number}} task
 * @param {{nonce: string, started: number, used: number, ids: string[], tags: string[], responses: object}} attempt
 * @param {{edition: string, language: string, now: number, pool?: object[], sheets?: object, lines?: array, role?: string}} more
 *   pool: what the paper was drawn from; lines: of linesOf, for the role
 * @returns {import("./slip.js").Body}
 */
export function bodyOf({ assignment, set, who: { code, name }, k }, attempt, { edition, language, now, pool = [], sheets = {}, lines, role = "" }) {
  return {
    a: assignment.id, set: assignment.set, e: edition, code, name, n: attempt.nonce, k, s: attempt.started, h: now, u: Math.round(attempt.used), l: language, d: set.digest || "",
    p: isPaper(set) ? poolMark(pool) : "", ids: attempt.ids, t: set.kind === "sealed" ? [] : attempt.tags, r: attempt.responses, sheets, ...(lines && { c: lines, o: role }),
  };
}

/**
 * Whatever was kept of these sections: confirmed as they are or once were, taken back, or only asked about.
 * @param {import("./record.js").LearnerRecord} record @param {{ref: string, was: string[]}[]} sections
 * @returns {[string, string, number, string][]} reference, revision tag, when, note
 */
export function linesOf({ confirmed }, sections) {
  const kept = sections.map(({ ref, was }) => [ref, latestOf([ref, ...was].map((name) => own(confirmed, name)))]);
  return kept.filter(([, said]) => said).map(([ref, { tag, at, note = "" }]) => [ref, tag, at, note]);
}
