// A key file of a sealed exam that came in unasked, and the opening code people type from a board.
import { readAnswerFile, sameKey } from "./answerfile.js";
import { isId } from "./modest.js";
import { openingLetters } from "./seal.js";

const FORMAT = "training-manual/key/", OPENING = 16;

/** @param {string} typed @returns {string} "AB12-CD34-EF56-GH78"; nothing where letters are missing or too many */
export function openingCode(typed) {
  const code = openingLetters(typed);
  return code.length === OPENING ? code.match(/.{4}/g).join("-") : "";
}

/** Is there a key file in the text at all, whatever it is worth? */
export const looksLikeKeyFile = (text) => /^\ufeff?\s*\{/.test(text) && text.includes(FORMAT);

/**
 * A key file of whichever exam.
 * @param {string} text of a file @param {string} manual its own code
 * @returns {{file: import("./answerfile.js").KeyFile} | {problem: "nokey"|"newer"|"other"|"damaged"}}
 */
export function readKeyFile(text, manual) {
  let given;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { problem: looksLikeKeyFile(text) ? "damaged" : "nokey" };
  }
  const { format, exam, digest } = given instanceof Object ? given : {};
  if (typeof format !== "string" || !format.startsWith(FORMAT)) return { problem: "nokey" };
  if (format !== `${FORMAT}1`) return { problem: "newer" };
  if (!isId(exam)) return { problem: "damaged" };
  const { key, problem } = readAnswerFile(text, { manual, exam, digest });
  return key ? { file: key } : { problem: problem === "manual" ? "other" : "damaged" };
}

/** Under which name the desk keeps it. */
export const keyFileId = ({ exam, digest }) => `${exam}/${digest}`;

/**
 * Of an exam under whichever of its names, of this paper where it is told: what came in last.
 * @param {{now: import("./answerfile.js").KeyFile, at: number}[]} rows @param {string[]} names of its set @param {string} [digest]
 */
export const keyRowOf = (rows, names, digest = "") =>
  rows.filter(({ now }) => names.includes(`tests/${now.exam}`) && (!digest || now.digest === digest)).sort((a, b) => b.at - a.at)[0];

/** What to do with a file beside the row the desk has: keep it, nothing, or ask first, because marks would change. */
export function besides(row, file) {
  if (!row) return "keep";
  if (!sameKey(row.now, file)) return "ask";
  // With a new secret comes a new opening code, and no mark changes.
  return row.now.opening === file.opening ? "same" : "keep";
}
