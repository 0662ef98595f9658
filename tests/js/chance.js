// Chance that is the same at every run, and records made by it.
import { withConfirmed } from "../../site_overrides/assets/core/confirming.js";
import { emptyRecord, withAnswer, withAttempt, withGoal, withItem, withPlace, withRead } from "../../site_overrides/assets/core/record.js";

/** mulberry32 */
export function random(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, oneOf: (list) => list[below(list.length)], maybe: () => next() < 0.5 };
}

const NOON = 1795320000000;
const IDS = ["mot-define", "td-order", "cp-hung-up", "cp-own-words", "constructor", "a", "q-1", "q-2", "q-3", "x".repeat(64)];
const TAGS = ["0-12ab34cd", "1-12ab34cd", "0-ffffffff"];
const TEXTS = ["我来办，今天下班前给您回电。", "a\nb\t\"c\"\\", "<img src=x onerror=alert(1)>", "👍🏽", "", " "];

/** A record such as a learner might have after a few weeks. */
export function randomRecord(seed, most = 12) {
  const { below, oneOf, maybe } = random(seed);
  const when = () => NOON + below(1e9), n = () => below(most);
  const response = () => oneOf([["a"], ["a", "b"], { r1: "c1", r2: "c2" }, "30 分钟", "", { text: oneOf(TEXTS), met: ["m1"] }, []]);
  const item = () => ({
    at: when(),
    ...(maybe() && { draft: response() }),
    ...(maybe() && { response: response(), result: { share: below(5) / 4, passed: maybe() } }),
    ...(maybe() && { unsure: true }),
    ...(maybe() && { step: below(5), due: 20000 + below(900) }),
  });
  let record = emptyRecord();
  for (let i = n(); i > 0; i--) record = withItem(record, maybe() ? oneOf(IDS) : `q-${below(400)}`, oneOf(TAGS), item());
  for (let i = n(); i > 0; i--) record = withPlace(record, oneOf(IDS), oneOf(IDS), when());
  for (let i = n(); i > 0; i--) record = withRead(record, `${oneOf(IDS)}#${oneOf(IDS)}`, oneOf(TAGS), when());
  for (let i = n(); i > 0; i--)
    record = withConfirmed(record, oneOf([`${oneOf(IDS)}#${oneOf(IDS)}`, "notices.gas"]), { tag: oneOf([...TAGS, ""]), edition: "2026.1", role: oneOf(["", "technician"]), at: when(), ...(maybe() && { note: oneOf(TEXTS) }) });
  for (let i = n(); i > 0; i--) record = withAnswer(record, `2026-11-${10 + below(20)}`, oneOf(["d1", "d2"]));
  for (let i = below(3); i > 0; i--) {
    const ids = IDS.slice(0, 1 + below(8));
    const sat = { at: when(), set: oneOf(IDS), seed: "s1", started: when(), ids, tags: ids.map(() => oneOf(TAGS)), now: ids[0], responses: { [ids[0]]: response() }, flags: [] };
    record = withAttempt(record, `t${below(50)}`, maybe() ? sat : { ...sat, ended: when(), score: 1, of: ids.length, passed: maybe(), wrong: ids.slice(1) });
  }
  // Parts of a script that is not written yet: entries, entries of entries, and one that is a single entry.
  if (maybe()) record = { ...record, badges: Object.fromEntries(IDS.filter(maybe).map((id) => [id, { at: when(), kind: oneOf(TEXTS) }])) };
  if (maybe()) record = { ...record, shelves: Object.fromEntries(IDS.filter(maybe).map((id) => [id, { [oneOf(TAGS)]: maybe() ? { at: when() } : oneOf([1, "a", { b: 2 }]) }])) };
  if (maybe()) record = { ...record, theme: { at: when(), colour: oneOf(TEXTS) } };
  return maybe() ? withGoal(record, 1 + below(20), when()) : record;
}
