// Takes slips out of any text: each once, whatever stands around it. Good ones enter, bad ones are told apart. Never throws.
import { findSlips, openSlip } from "./slip.js";

/** What one box or one file may hold. */
export const MOST_TEXT = 4000000;
/** So many slips may wait for more pictures of theirs: a class and a half. Anybody can make pictures of none. */
export const MOST_OPEN = 50;

/**
 * @typedef {{id: string, assignment: string, body: import("./slip.js").Body, receipt: string, at: number}} Slip
 *   id: assignment/staff code/nonce, the same however often it comes; at: received, milliseconds
 */

/** @param {import("./slip.js").Body} body */
export const slipId = ({ a, code, n }) => `${a}/${code}/${n}`;

/** What came whole waits for no picture any more; of what waits, that which was touched last stays. */
function tidied(parts, found) {
  for (const { problem, id, slip } of found) {
    const pieces = parts.get(slip), name = problem ? null : id.slice(0, 8);
    if (problem === "part" && pieces) {
      parts.delete(slip);
      parts.set(slip, pieces);
    } else if (name) for (const one of [...parts.keys()]) if (one.startsWith(name)) parts.delete(one);
  }
  for (const [oldest] of [...parts].slice(0, Math.max(0, parts.size - MOST_OPEN))) parts.delete(oldest);
}

/**
 * @param {{manual: string, keys: import("./keys.js").Keys[], knows: (assignment: string) => boolean,
 *   has: (id: string) => boolean, parts: Map<string, Uint8Array[]>}} desk
 * @returns {Promise<{as: "new"|"again"|"waiting"|"part"|"bad", slip?: Slip, problem?: string, found?: object, have?: number, of?: number}[]>}
 *   waiting: its assignment is not at this desk; part: more pictures of the slip must come, and the pieces are in `parts`: the one
 *   touched longest ago first, no more than MOST_OPEN;
 *   problem: of findSlips and openSlip, or "none" where the text holds no slip at all, or "long"
 */
export async function collect(text, { manual, keys, knows, has, parts }, now = Date.now()) {
  if (text.length > MOST_TEXT) return [{ as: "bad", problem: "long" }];
  const found = await findSlips(text, manual, parts), taken = new Set(), came = [];
  if (!found.length) return [{ as: "bad", problem: "none" }];
  tidied(parts, found);
  for (const one of found) {
    if (one.problem) came.push({ as: one.problem === "part" ? "part" : "bad", ...one });
    else {
      const { body, problem } = await openSlip(one, keys, manual), id = body && slipId(body);
      if (problem) came.push({ as: "bad", problem, found: one });
      else if (has(id) || taken.has(id)) came.push({ as: "again", slip: { id, assignment: body.a, body, receipt: one.receipt, at: now } });
      else {
        taken.add(id);
        came.push({ as: knows(body.a) ? "new" : "waiting", found: one, slip: { id, assignment: body.a, body, receipt: one.receipt, at: now } });
      }
    }
  }
  return came;
}
