// Pieces of slips that come picture by picture: what is there must last until the rest comes, perhaps on another page.

const MARK = "part:";

/** Of the slips that wait for more, the one touched longest ago first. @returns {Map<string, Uint8Array[]>} as findSlips fills it */
export const piecesAt = (desk) =>
  new Map(desk.all("waiting").filter(([id]) => id.startsWith(MARK)).sort(([, a], [, b]) => a.at - b.at).map(([id, { part }]) => [id.slice(MARK.length), [...part]]));

/**
 * @param {Map<string, Uint8Array[]>} parts @param {string[]} before which were there; another tab's may have come meanwhile
 * @returns {Promise<boolean>} is all of it in the storage?
 */
export async function keepPieces(desk, parts, before) {
  let all = true;
  for (const name of before) if (!parts.has(name)) await desk.drop("waiting", MARK + name);
  for (const [name, part] of parts) {
    const id = MARK + name, n = part.filter(Boolean).length, kept = desk.get("waiting", id);
    if (!kept || kept.n !== n || !desk.isKept("waiting", id)) all = (await desk.put("waiting", id, { part, n, at: Date.now() })) && all;
  }
  return all;
}

/** Is the slip of this piece whole already? Its receipt is the beginning of its name. */
export function isWhole(desk, piece) {
  const name = piece.split("/")[0].toUpperCase(), is = ({ receipt }) => receipt.replace("-", "") === name;
  return desk.all("slips").some(([, one]) => is(one)) || desk.all("waiting").some(([, one]) => one.slip && is(one.slip));
}
