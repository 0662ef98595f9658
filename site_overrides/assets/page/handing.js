// What a link to one face carries behind its #: whose play it is. Nobody's server ever sees it.
import { bytesOf, letters } from "../core/codes.js";

const MARK = "play=";
const isNumber = (value) => Number.isInteger(value) && value >= 0;

/** @param {import("../core/sheets.js").Play} play */
export const playHash = (play) => `#${MARK}${letters(new TextEncoder().encode(JSON.stringify(play)))}`;

/** What is kept of this play alone: on a phone of one's own the next play of the card begins anew. */
export function playKey(element, name) {
  const play = playIn(location.hash);
  return play ? `${name}/${play.session}.${play.round}.${play.table}` : element.dataset.key;
}

/** @returns {import("../core/sheets.js").Play|null} null for anything we did not write */
export function playIn(hash) {
  if (!hash.startsWith(`#${MARK}`)) return null;
  try {
    const { session, round, table, observer, about, by } = JSON.parse(new TextDecoder().decode(bytesOf(hash.slice(MARK.length + 1))));
    const sound = /^\w{1,16}$/.test(session) && [round, table, observer].every(isNumber) && [about, by].every((name) => typeof name === "string");
    return sound ? { session, round, table, observer, about: about.slice(0, 40), by: by.slice(0, 40) } : null;
  } catch {
    return null;
  }
}
