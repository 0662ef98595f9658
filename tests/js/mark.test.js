// Every row of tests/marking/*.json is one sentence about marking; the rows come from the scoring rules, not from the code.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { mark } from "../../site_overrides/assets/core/mark.js";

const folder = new URL("../marking/", import.meta.url);

for (const file of readdirSync(folder).sort()) {
  for (const row of JSON.parse(readFileSync(new URL(file, folder), "utf8"))) {
    test(`${file}: ${row.name}`, () => {
      const seen = mark(row.interaction, row.key, row.response);
      assert.ok(Math.abs(seen.share - row.share) < 1e-9, `share ${seen.share}, expected ${row.share}`);
      assert.equal(seen.answered, row.answered);
      if (row.parts) assert.deepEqual({ ...seen.parts }, row.parts);
      if ("passed" in row) assert.equal(seen.passed, row.passed);
    });
  }
}

test("a rule the interaction does not know is an error, not a mark", () => {
  assert.throws(() => mark("choose", { rule: "adjacent", right: ["a"] }, ["a"]), /adjacent/);
});
