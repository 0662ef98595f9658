// An observer's sheet is an attempt of the record: whole or not handed in, marked like any text judged by somebody else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyRecord, mergeRecords, readRecord, withAttempt } from "../../site_overrides/assets/core/record.js";
import { progressOf } from "../../site_overrides/assets/core/progress.js";
import { handedIn, newSheet, responseOf, sheetId, sheetsIn, withResponse } from "../../site_overrides/assets/core/sheets.js";
import { readCodes, recordCode, summaryOf } from "../../site_overrides/assets/core/transfer.js";

const KEY = { rule: "per-item", right: ["listening", "ownership", "harm-first"], critical: ["harm-first"], most: 2, pass: 70 };
const PLAY = { session: "mx1", round: 1, table: 0, observer: 0, about: "小李", by: "小王" };
const CARD = { card: "rp-x", tag: "0-12ab34cd", key: KEY };
const filled = (levels, at = 2000) => withResponse(newSheet(CARD, PLAY, 1000), { text: "我来办", change: "先问电", levels, tallies: { i: 3 } }, { about: "小李", by: "小王" }, at);

test("a sheet with an open row is not handed in", () => {
  assert.equal(handedIn(filled({ listening: 2, ownership: 2 }), KEY, 3000), null);
});

test("a whole one has its points, and passes with 70 % and every critical row above 0", () => {
  const sheet = handedIn(filled({ listening: 1, ownership: 2, "harm-first": 2 }), KEY, 3000);
  assert.deepEqual([sheet.score, sheet.of, sheet.passed, sheet.wrong, sheet.ended], [5, 6, true, [], 3000]);
  const zero = handedIn(filled({ listening: 2, ownership: 2, "harm-first": 0 }), KEY, 3000);
  assert.deepEqual([zero.score, zero.passed, zero.wrong], [4, false, ["harm-first"]]);
});

test("what is changed afterwards is no longer handed in", () => {
  const sheet = handedIn(filled({ listening: 1, ownership: 2, "harm-first": 2 }), KEY, 3000);
  const again = withResponse(sheet, { ...responseOf(sheet), levels: { listening: 0 } }, {}, 4000);
  assert.equal(again.ended, undefined);
  assert.equal(again.score, undefined);
});

test("it lives in the record: kept, merged, carried as letters, and counted by progress as a play, not as a test", async () => {
  const sheet = handedIn(filled({ listening: 2, ownership: 2, "harm-first": 1 }), KEY, 3000), id = sheetId(PLAY);
  const record = withAttempt(emptyRecord(), id, sheet);
  assert.equal(readRecord(JSON.stringify(record)).problem, null);
  const { record: carried } = readCodes(`看：${await recordCode(record, "NY-CS")}`, "NY-CS");
  const both = mergeRecords(carried, JSON.parse(JSON.stringify(record)));
  assert.deepEqual(sheetsIn(both).map(([one, { score }]) => [one, score]), [[id, 5]]);
  assert.deepEqual(sheetsIn(both, "another"), []);
  const { plays, tests } = progressOf(both, { chapters: [], tags: {} }, 5000);
  assert.equal(plays.length, 1);
  assert.equal(tests.length, 0);
  const { tests: sat, plays: scored } = summaryOf(both);
  assert.deepEqual([sat, scored], [0, 1]);
});

test("a sheet somebody made up is read without trouble", () => {
  const odd = { at: 1, set: "sheet:rp-x", ids: [], flags: [], responses: { a: { text: 7, levels: "no", tallies: null } }, ended: 1 };
  assert.deepEqual(responseOf(odd), { text: "", change: "", levels: {}, tallies: {} });
  assert.equal(handedIn(odd, KEY, 2), null);
});
