// Reads [{record, items}] and writes, for each item, the response a learner's record still holds for it, or null.
import { readFileSync } from "node:fs";
import { itemOf, readRecord } from "../../site_overrides/assets/core/record.js";

const cases = JSON.parse(readFileSync(0, "utf-8"));
const held = cases.map(({ record, items }) => {
  const { record: kept, problem } = readRecord(JSON.stringify(record));
  if (problem) throw new Error(problem);
  return Object.fromEntries(items.map(({ id, tag, was }) => [id, itemOf(kept, id, tag, was)?.response ?? null]));
});
process.stdout.write(JSON.stringify(held));
