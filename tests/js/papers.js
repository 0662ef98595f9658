// Reads [{pool, blueprint}] and writes, for each, the papers that seeds 1 to 60 draw, as lists of ids.
import { readFileSync } from "node:fs";
import { drawPaper } from "../../site_overrides/assets/core/draw.js";

const cases = JSON.parse(readFileSync(0, "utf-8"));
const seeds = Array.from({ length: 60 }, (_, n) => String(n + 1));
process.stdout.write(JSON.stringify(cases.map(({ pool, blueprint }) => seeds.map((seed) => drawPaper(pool, blueprint, seed)))));
