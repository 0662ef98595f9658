// What a slip carries of an attempt, and of what was confirmed; which questions a set draws from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAskedBy, isPaper } from "../../site_overrides/assets/core/assignment.js";
import { bodyOf, linesOf } from "../../site_overrides/assets/core/handed.js";
import { emptyRecord } from "../../site_overrides/assets/core/record.js";

const TASK = { assignment: { id: "00112233445566aa" }, who: { code: "0412", name: "陈立" }, k: 2 };
const attempt = { nonce: "0123456789abcdef", started: 1000, used: 61.4, ids: ["q"], tags: ["0-aa"], responses: { q: ["a"] } };
const more = { edition: "2026.2", language: "zh", now: 2000, pool: [{ id: "q", tag: "0-aa" }] };

test("answers carry the mark of their pool and no confirmations; a sealed paper no tags", () => {
  const body = bodyOf({ ...TASK, set: { kind: "practice" } }, attempt, more);
  assert.deepEqual([body.e, body.k, body.s, body.h, body.u, body.t, body.p.length, "c" in body, "o" in body], ["2026.2", 2, 1000, 2000, 61, ["0-aa"], 8, false, false]);
  assert.deepEqual(bodyOf({ ...TASK, set: { kind: "sealed", digest: "d" } }, attempt, more).t, []);
});

test("confirmations carry their role, and neither questions nor a pool", () => {
  const lines = [["a#b", "tag", 5, ""]], body = bodyOf({ ...TASK, set: { kind: "confirm" } }, { ...attempt, ids: [], tags: [], responses: {} }, { ...more, lines, role: "manager" });
  assert.deepEqual([body.c, body.o, body.ids, body.p], [lines, "manager", [], ""]);
  assert.deepEqual([isPaper({ kind: "confirm" }), isPaper({ kind: "cards" }), isPaper({ kind: "delta" })], [false, false, true]);
});

test("everything said of the sections goes along, under their present names, and nothing said of others", () => {
  const said = (tag, note) => ({ tag, edition: "2026.1", role: "", at: 7, ...(note && { note }) });
  const record = { ...emptyRecord(), confirmed: { "old#door": said("t1"), "new#calls": said("t2", "谁来接？"), "new#back": said(""), "else#where": said("t3") } };
  const sections = ["door", "calls", "back", "never"].map((name) => ({ ref: `new#${name}`, was: [`old#${name}`] }));
  assert.deepEqual(linesOf(record, sections), [["new#door", "t1", 7, ""], ["new#calls", "t2", 7, "谁来接？"], ["new#back", "", 7, ""]]);
});

test("an edition's changed questions are drawn from those alone, whatever else their chapters ask", () => {
  const delta = { chapters: ["a", "b"], without: [], only: ["q1", "q3"] };
  const pool = [["q1", "a"], ["q2", "a"], ["q3", "b"], ["q4", "c"]].map(([id, chapter]) => ({ id, chapter }));
  assert.deepEqual(pool.filter((item) => isAskedBy(delta, item)).map(({ id }) => id), ["q1", "q3"]);
  assert.deepEqual(pool.filter((item) => isAskedBy({ chapters: ["a"], without: ["q1"] }, item)).map(({ id }) => id), ["q2"]);
});
