// Every row of tests/formulas.json, worked by hand; Python is held to the same rows (tests/test_drawing.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rounded, worked } from "../../site_overrides/assets/core/formula.js";

for (const row of JSON.parse(readFileSync(new URL("../formulas.json", import.meta.url), "utf8")))
  test(row.name, () => {
    const result = worked(row.compute, row.values.map(Number));
    assert.equal(result === null ? null : rounded(result, row.decimals), row.shown);
  });

test("a figure nobody has typed yet has no result", () => {
  assert.equal(worked("sum", [1, NaN]), null);
});
