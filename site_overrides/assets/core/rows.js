// What a row of each kind of the desk looks like: whatever else a backup or an older page left there is not one, and is left alone.
import { isIdOf } from "./assignment.js";
import { isId } from "./modest.js";
import { MOST_SECTIONS } from "./slip.js";

export const KINDS = ["keys", "settings", "groups", "assignments", "slips", "bad", "waiting", "exams", "judged"];

/** Why a slip could not be read: each has its sentence. */
const PROBLEMS = ["damaged", "newer", "other", "foreign-key", "tampered", "shape"];
const LATEST = 8.64e15, MOST_IDS = 200, MOST_PIECES = 99, LINE = 4000, TEXT = 4000000;

const isMap = (value) => value instanceof Object && !Array.isArray(value);
const isText = (value, most = LINE) => typeof value === "string" && value.length <= most;
const isFigure = (value) => Number.isFinite(value) && Math.abs(value) <= LATEST;
const isMoment = (value) => isFigure(value) && value >= 0;
const isList = (value, is, most = Infinity) => Array.isArray(value) && value.length <= most && value.every((one) => is(one));
const isMapOf = (value, is) => isMap(value) && Object.values(value).every((one) => is(one));
/** May be missing. */
const maybe = (value, is) => value === undefined || is(value);
const each = (row, names, is) => names.every((name) => is(row[name]));

const isHalf = (half) => isMap(half) && each(half, ["x", "y", "d"], (one) => isText(one, 44));
const isMember = (member) => isMap(member) && each(member, ["code", "name"], (one) => isText(one)) && each(member, ["outlet", "role", "since"], (one) => maybe(one, isText));

const isConfirmed = (line) => Array.isArray(line) && line.length === 4 && isText(line[0]) && isText(line[1]) && isMoment(line[2]) && isText(line[3]);
const isBody = (body) =>
  isMap(body) && isIdOf(body.a) && isIdOf(body.n) && each(body, ["set", "e", "code", "name", "l", "d"], (one) => isText(one)) && body.code !== "" && each(body, ["k", "s", "h", "u"], isMoment) &&
  isList(body.ids, isId, MOST_IDS) && new Set(body.ids).size === body.ids.length && isList(body.t, (one) => isText(one)) && maybe(body.p, isText) && isMap(body.r) && isMap(body.sheets) &&
  maybe(body.c, (lines) => isList(lines, isConfirmed, MOST_SECTIONS)) && maybe(body.o, isText);
const isSlip = (id, row) => isMap(row) && isBody(row.body) && row.id === id && id === `${row.body.a}/${row.body.code}/${row.body.n}` && row.assignment === row.body.a && isText(row.receipt) && isMoment(row.at);

/** Holes between the pieces are those that have not come yet. */
const isOpen = (id, { part, n, at }) => /^part:[0-9a-f]{8}\/\d\d?$/.test(id) && isList(part, (one) => one === undefined || one instanceof Uint8Array, MOST_PIECES) && isMoment(n) && isMoment(at);

const isItem = (item) => isMap(item) && isId(item.id) && maybe(item.was, (ids) => isList(ids, isId)) && isMap(item.marking) && isMap(item.marking.key) && isMap(item.marking.interaction);
const isKeyFile = (file) =>
  isMap(file) && isId(file.exam) && isIdOf(file.digest) && isMap(file.banks) && Object.keys(file.banks).length > 0 && isMapOf(file.banks, (bank) => isMap(bank) && isList(bank.items, isItem));

const LOOKS = {
  keys: (id, row) => isIdOf(id) && row.id === id && each(row, ["seal", "sign"], isHalf) && isMoment(row.made),
  settings: (id, { name, backup }) => id === "me" && maybe(name, isText) && maybe(backup, (one) => isMap(one) && isText(one.key) && isMoment(one.at)),
  groups: (id, { name, members, at }) => isText(name) && isList(members, isMember) && maybe(at, isMoment),
  assignments: (id, row) =>
    isIdOf(id) && row.id === id && each(row, ["set", "group", "groupName", "by", "note", "edition", "seed", "code", "digest", "keyId", "link"], (one) => isText(one)) &&
    isList(row.cards, (one) => isText(one)) && each(row, ["n", "opens", "due", "attempts", "minutes", "pass", "made"], isMoment),
  slips: isSlip,
  bad: (id, { text, problem, at, assignment }) => isText(text, TEXT) && PROBLEMS.includes(problem) && isMoment(at) && maybe(assignment, isText),
  waiting: (id, row) => (id.startsWith("part:") ? isOpen(id, row) : isSlip(id, row.slip) && row.assignment === row.slip.assignment && isMoment(row.at)),
  exams: (id, { now, before, at }) => isKeyFile(now) && id === `${now.exam}/${now.digest}` && maybe(before, isKeyFile) && isMoment(at),
  judged: (id, { met, levels, at }) => id.includes("#") && maybe(met, (one) => isList(one, (name) => isText(name))) && maybe(levels, (one) => isMapOf(one, isFigure)) && Boolean(met || levels) && isMoment(at),
};

/** @param {string} kind @param {string} id @param {any} row @returns {boolean} may the parts of the desk draw it? */
export const isRow = (kind, id, row) => isMap(row) && LOOKS[kind](id, row);
