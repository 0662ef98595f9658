// The key file of a sealed exam: what the desk marks it by. It comes from HQ's own command, but the file from anywhere.
import { isIdOf } from "./assignment.js";
import { isId, isModest } from "./modest.js";
import { openingLetters } from "./seal.js";

const FORMAT = "training-manual/key/1", DEEPEST = 20, OPENING = 16;

/** @param {string} typed @returns {string} "AB12-CD34-EF56-GH78"; nothing where letters are missing or too many */
export function openingCode(typed) {
  const code = openingLetters(typed);
  return code.length === OPENING ? code.match(/.{4}/g).join("-") : "";
}

const hasBank = (bank) => bank instanceof Object && Array.isArray(bank.items) && bank.items.every((item) => item instanceof Object && isId(item.id));

/** Is there a key file in the text at all, whatever it is worth? */
export const looksLikeKeyFile = (text) => /^\ufeff?\s*\{/.test(text) && text.includes(FORMAT.slice(0, -1));

/**
 * @param {string} text of a file @param {string} manual its own code
 * @returns {{file: object} | {problem: "none"|"newer"|"other"|"damaged"}}
 */
export function readKeyFile(text, manual) {
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { problem: looksLikeKeyFile(text) ? "damaged" : "none" };
  }
  if (!(file instanceof Object) || typeof file.format !== "string" || !file.format.startsWith(FORMAT.slice(0, -1))) return { problem: "none" };
  if (file.format !== FORMAT) return { problem: "newer" };
  if (file.manual !== manual) return { problem: "other" };
  const banks = Object.values(file.banks instanceof Object ? file.banks : {});
  const whole = isModest(file, DEEPEST) && isId(file.exam) && isIdOf(file.digest) && banks.length && banks.every(hasBank);
  return whole ? { file } : { problem: "damaged" };
}

/** Under which name the desk keeps it. */
export const keyFileId = ({ exam, digest }) => `${exam}/${digest}`;

/** A file that corrects keys of the same paper leaves the one before in sight. @returns the row to keep, or the old one */
export function withKeyFile(row, file, now) {
  if (row && JSON.stringify(row.now) === JSON.stringify(file)) return row;
  return { now: file, ...(row && { before: row.now }), at: now };
}
