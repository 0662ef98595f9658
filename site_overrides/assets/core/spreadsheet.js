// Rows for a spreadsheet. What somebody typed is never taken for a formula, in full-width letters neither.

const FORMULA = /^[\s\ufeff]*[=+\-@\t\r＝＋－＠]/;
const isFigure = (text) => /^-?\d+(\.\d+)?$/.test(text);

/** As a cell shows it; an apostrophe in front says: text. */
const tame = (cell) => {
  const text = String(cell ?? "");
  return FORMULA.test(text) && !isFigure(text) ? `'${text}` : text;
};
const quoted = (text) => `"${text.replace(/"/g, '""')}"`;

/**
 * @param {(string|number)[][]} rows
 * @param {string} [between] a comma in a file, a tab in what is pasted
 * @param {boolean} [all] every cell in quotes, or only those that need them
 */
export const csv = (rows, between = ",", all = false) => rows.map((row) => row.map((cell) => {
  const text = tame(cell);
  return all || /[",\t\n\r]/.test(text) ? quoted(text) : text;
}).join(between)).join("\r\n");
