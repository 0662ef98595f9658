// A list of learners out of a spreadsheet, whatever it was saved as: bytes -> text -> members and what is wrong with the rest.
import { csv } from "./session.js";

/** @typedef {{code: string, name: string, outlet: string, role: string, since: string}} Member  since: a day as 2026-03-01, or nothing */

/** More rows are no group of one trainer; longer cells are no names. */
export const ROWS = 2000, LETTERS = 40;

const COLUMNS = {
  code: ["code", "staff code", "staff no", "staff number", "employee id", "id", "no", "工号", "员工号", "员工编号", "编号"],
  name: ["name", "full name", "姓名", "名字", "员工姓名"],
  outlet: ["outlet", "store", "shop", "branch", "门店", "店", "店铺", "店名", "分店"],
  role: ["role", "position", "job", "岗位", "职位", "角色", "职务"],
  since: ["start date", "start", "since", "date", "joined", "入职日期", "入职时间", "入职", "开始日期", "到岗日期", "上岗日期"],
};
const ORDER = Object.keys(COLUMNS);
/** Control and bidi characters turn a line of a table around; nobody's name has them. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

/**
 * UTF-8, what a Chinese Excel saves (GB18030), or its "Unicode text" (UTF-16, told by its mark).
 * @param {Uint8Array} bytes @returns {string|null} null: no text at all
 */
export function decodeText(bytes) {
  const [a, b] = bytes, tries = a === 0xff && b === 0xfe ? ["utf-16le"] : a === 0xfe && b === 0xff ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const one of tries) {
    try {
      const text = new TextDecoder(one, { fatal: true }).decode(bytes);
      if (!text.includes("\0")) return text;
    } catch { /* not this one */ }
  }
  return null;
}

/** What stands most often between the cells of the first line that has any. */
function betweenOf(text) {
  const line = text.split("\n").find((one) => one.trim()) || "", bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const [most] = ["\t", ";", ",", "，", "；"].map((mark) => [mark, bare.split(mark).length - 1]).sort((x, y) => y[1] - x[1]);
  return most[1] ? most[0] : ",";
}

/** @returns {{line: number, cells: string[], open?: boolean}[]} rows with the line each begins on; open: a quote that never ends */
function rowsOf(text, between) {
  const rows = [];
  let cells = [], cell = "", quoted = false, line = 1, begun = 1;
  const ended = (open) => {
    rows.push({ line: begun, cells: [...cells, cell], ...(open && { open }) });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === "\n") line++;
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (mark === '"' && !cell.trim()) [quoted, cell] = [true, ""];
    else if (mark === between) {
      cells.push(cell);
      cell = "";
    } else if (mark === "\n") {
      ended(false);
      begun = line;
      if (rows.length > ROWS + 1) return rows;
    } else cell += mark;
  }
  ended(quoted);
  return rows;
}

/** One line, one space between words; the mark that tames a formula is no part of a name. */
const plain = (cell) => (cell || "").normalize("NFC").replace(/\s+/g, " ").trim().replace(/^'(?=[=+\-@])/, "");

/** How two staff codes are compared: "a０1" is "A01". */
export const sameCode = (code) => code.normalize("NFKC").trim().toUpperCase();

/** Whose code it is: a spreadsheet takes the zeros off 0412, and then 412 is still nobody else. @param {Member[]} members @returns {(code: string) => Member|undefined} */
export function memberBy(members) {
  const bare = (code) => sameCode(code).replace(/^0+(?=.)/, "");
  return (code) => {
    const near = members.filter((one) => bare(one.code) === bare(code));
    return members.find((one) => sameCode(one.code) === sameCode(code)) || (near.length === 1 ? near[0] : undefined);
  };
}

/** @returns {string|null} 2026-03-01 of 2026/3/1, 2026年3月1日, 20260301; null: no such day, or it could be two */
export function dayIn(text) {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?: 0?0:00(?::00)?)?$/.exec(text.normalize("NFKC").replace(/\s*([年月日])\s*/g, "$1").trim());
  if (!found) return null;
  const [year, month, day] = [found[1], found[2] || found[4], found[3] || found[5]].map(Number), date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/** Which column holds what, when the first row says so. @returns {string[]|null} */
function headed(cells) {
  const names = cells.map((cell) => plain(cell).toLowerCase().replace(/[_\s]+/g, " "));
  const known = names.map((name) => ORDER.find((column) => COLUMNS[column].includes(name)) || "");
  return known.includes("name") || known.includes("code") ? known : null;
}

/**
 * @param {string} text CSV; comma, semicolon or tab; with or without a first row of names (zh or en); without: code, name,
 *   outlet, role, start date
 * @returns {{members: Member[], problems: {line: number, why: "no-code"|"no-name"|"double"|"long"|"letters"|"date"|"quote"|"many"}[]}}
 *   date: the member is kept without its day; everybody else with a problem is not
 */
export function readRoster(text) {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), rows = rowsOf(clean, betweenOf(clean));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim())), columns = filled.length ? headed(filled[0].cells) : null;
  const members = [], problems = [], seen = new Set();
  for (const { line, cells, open } of columns ? filled.slice(1) : filled) {
    const bad = (why) => problems.push({ line, why });
    if (open) bad("quote");
    else if (members.length >= ROWS) {
      bad("many");
      break;
    } else {
      const cellOf = (column) => cells[(columns || ORDER).indexOf(column)], member = Object.fromEntries(ORDER.map((column) => [column, plain(cellOf(column))]));
      member.code = member.code.normalize("NFKC");
      const all = Object.values(member), day = member.since && dayIn(member.since);
      if (ORDER.some((column) => UNSEEN.test(cellOf(column) || ""))) bad("letters");
      else if (!member.code) bad("no-code");
      else if (!member.name) bad("no-name");
      else if (all.some((cell) => cell.length > LETTERS)) bad("long");
      else if (seen.has(sameCode(member.code))) bad("double");
      else {
        seen.add(sameCode(member.code));
        if (day === null) bad("date");
        members.push({ ...member, since: day || "" });
      }
    }
  }
  return { members, problems };
}

/** The same list again, to be edited or opened in a spreadsheet. @param {string[]} head names of the five columns */
export const writeRoster = (head, members) => csv([head, ...members.map((member) => ORDER.map((column) => member[column]))]);

/**
 * Who of a group has handed in.
 * @param {Member[]} members @param {{body: {code: string, name: string}}[]} slips
 * @returns {{people: number, missing: Member[], others: {code: string, name: string}[]}} people: members who have; others: not in the group
 */
export function turnout(members, slips) {
  const memberOf = memberBy(members), came = new Set(), others = new Map();
  for (const { body: { code, name } } of slips) {
    const member = memberOf(code);
    if (member) came.add(member);
    else others.set(sameCode(code), { code, name });
  }
  const missing = members.filter((one) => !came.has(one));
  return { people: members.length - missing.length, missing, others: [...others.values()] };
}
