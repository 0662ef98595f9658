// A group of learners is read from whatever a spreadsheet saves; what cannot be read is named by its line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayIn, decodeText, LETTERS, readRoster, ROWS, sameCode, turnout, writeRoster } from "../../site_overrides/assets/core/roster.js";

const CHEN = { code: "0412", name: "陈立", outlet: "苏州三店", role: "安装师傅", since: "2026-03-01" };
const WU = { code: "0415", name: "吴小雨", outlet: "苏州三店", role: "前台", since: "" };

test("comma, semicolon, tab and their full-width sisters are told apart", () => {
  for (const between of [",", ";", "\t", "，", "；"])
    assert.deepEqual(readRoster(["0412", "陈立", "苏州三店", "安装师傅", "2026-03-01"].join(between)), { members: [CHEN], problems: [] }, between);
});

test("a head in either language orders the columns; columns nobody asked for are left out", () => {
  for (const head of ["姓名,电话,工号,入职日期,岗位,门店", "Name,Phone,Staff code,Start date,Role,Outlet", "name,x,STAFF_CODE,since,position,store"])
    assert.deepEqual(readRoster(`${head}\n陈立,138,0412,2026/3/1,安装师傅,苏州三店\n`).members, [CHEN], head);
  assert.deepEqual(readRoster("工号,姓名\n1,甲").members, [{ code: "1", name: "甲", outlet: "", role: "", since: "" }]);
});

test("a mark at the start, line ends of every system and empty lines change nothing", () => {
  for (const end of ["\n", "\r\n", "\r"])
    assert.deepEqual(readRoster(`\ufeff工号,姓名,门店,岗位,入职日期${end}${end}0412,陈立,苏州三店,安装师傅,2026年3月1日${end}0415,吴小雨,苏州三店,前台,${end},,,,${end}`).members, [CHEN, WU]);
});

test("quotes hold marks, quotes and line ends; lines are counted all the same", () => {
  const { members, problems } = readRoster('0412,"Li, ""Tony""","three\nlines\nlong",fitter\n,nobody\n0413,"open');
  assert.equal(members[0].name, 'Li, "Tony"');
  assert.equal(members[0].outlet, "three lines long");
  assert.deepEqual(problems, [{ line: 4, why: "no-code" }, { line: 5, why: "quote" }]);
});

test("each bad row is named with its line and reason, the good ones still count", () => {
  const { members, problems } = readRoster(`工号,姓名,门店,岗位,入职日期\n1,甲\n,乙\n3,\n１,丙\n5,${"长".repeat(LETTERS + 1)}\n6,a\u202eb\n7,丁,,,3/1/2026\n8,戊,,,2026-02-30`);
  assert.deepEqual(members.map(({ code }) => code), ["1", "7", "8"]);
  assert.deepEqual(problems, [
    { line: 3, why: "no-code" }, { line: 4, why: "no-name" }, { line: 5, why: "double" }, { line: 6, why: "long" }, { line: 7, why: "letters" },
    { line: 8, why: "date" }, { line: 9, why: "date" },
  ]);
});

test("codes are one and the same in full width and in either case", () => {
  assert.equal(sameCode(" ａ0１ "), "A01");
  assert.deepEqual(readRoster("a1,甲\nＡ1,乙").problems, [{ line: 2, why: "double" }]);
});

test("more rows than a group has are not read, and quickly", () => {
  const { members, problems } = readRoster(Array.from({ length: 300000 }, (_, n) => `${n},名`).join("\n"));
  assert.equal(members.length, ROWS);
  assert.deepEqual(problems, [{ line: ROWS + 1, why: "many" }]);
});

test("days are days of the calendar, and only where they can be but one", () => {
  for (const [text, day] of Object.entries({
    "2026-03-01": "2026-03-01", "2026/3/1": "2026-03-01", "2026.3.1": "2026-03-01", "20260301": "2026-03-01", "2026 年 3 月 1 日": "2026-03-01",
    "２０２６-3-1": "2026-03-01", "2026/3/1 0:00:00": "2026-03-01", "2024-02-29": "2024-02-29",
    "2026-02-29": null, "2026-13-01": null, "3/1/2026": null, "46082": null, "昨天": null,
  }))
    assert.equal(dayIn(text), day, text);
});

test("bytes are UTF-8, GB18030 or UTF-16 with its mark; anything else is no text", () => {
  const text = "工号,姓名\n1,陈立";
  assert.equal(decodeText(new TextEncoder().encode(text)), text);
  assert.equal(decodeText(Uint8Array.of(0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb)), "工号,姓名");
  assert.equal(decodeText(Uint8Array.of(0xff, 0xfe, 0xe5, 0x5d, 0xf7, 0x53)), "工号");
  assert.equal(decodeText(Uint8Array.of(0xfe, 0xff, 0x5d, 0xe5, 0x53, 0xf7)), "工号");
  assert.equal(decodeText(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff)), null);
  assert.equal(decodeText(new Uint8Array()), "");
});

test("a list comes back as it was, and no cell of it is a formula", () => {
  const members = [CHEN, { ...WU, name: "=HYPERLINK(1)" }, { code: "-x", name: "<b>甲</b>", outlet: 'a"b,c', role: "+1", since: "" }];
  const text = writeRoster(["工号", "姓名", "门店", "岗位", "入职日期"], members);
  assert.doesNotMatch(text, /(^|,)"?[=@+]|(^|,)-x/m);
  assert.deepEqual(readRoster(text), { members, problems: [] });
});

test("names of an object's own are ordinary text", () => {
  const { members } = readRoster("__proto__,constructor\n1,__proto__");
  assert.deepEqual(members.map(({ code, name }) => [code, name]), [["__proto__", "constructor"], ["1", "__proto__"]]);
  assert.equal({}.code, undefined);
});

test("nothing gives nobody", () => {
  for (const text of ["", "\n\n", "工号,姓名\n", ",,,,"]) assert.deepEqual(readRoster(text), { members: [], problems: [] });
});

test("who has handed in, who has not, and who is in no list", () => {
  const slips = [{ code: "a1", name: "甲" }, { code: "A1", name: "甲" }, { code: "x9", name: "客" }].map((body) => ({ body }));
  const members = [{ ...CHEN, code: "Ａ1" }, WU];
  assert.deepEqual(turnout(members, slips), { people: 1, missing: [WU], others: [{ code: "x9", name: "客" }] });
  assert.deepEqual(turnout([], slips).others.length, 2);
});
