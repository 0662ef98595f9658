// A learner's record: what was answered, under which revision of the item. Pure; the later change wins.

/**
 * @typedef {{at: number, draft?: any, response?: any, result?: {share: number, passed: boolean}}} Item
 *   draft: begun, not handed in; at: milliseconds of the last change
 * @typedef {{version: 1, items: Object<string, Object<string, Item>>, places: Object<string, {item: string, at: number}>}} LearnerRecord
 *   items: id -> revision tag -> Item; places: practice set -> question now open
 */

const VERSION = 1;
const isMap = (value) => value instanceof Object;
const isPlace = (value) => isMap(value) && Number.isFinite(value.at) && typeof value.item === "string";
const isItem = (value) => isMap(value) && Number.isFinite(value.at) && (!("result" in value) || (isMap(value.result) && Number.isFinite(value.result.share)));
/** An id may be "constructor": only what was kept counts, not what every object has. */
const own = (map, name) => (Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined);

/** @returns {LearnerRecord} */
export const emptyRecord = () => ({ version: VERSION, items: {}, places: {} });

/** @param {LearnerRecord} record @returns {Item|undefined} an answer to another revision is no answer */
export const itemOf = (record, id, tag) => own(own(record.items, id) || {}, tag);

/** @param {LearnerRecord} record @param {Item} item @returns {LearnerRecord} */
export const withItem = (record, id, tag, item) =>
  ({ ...record, items: { ...record.items, [id]: { ...own(record.items, id), [tag]: item } } });

/** @param {LearnerRecord} record @returns {LearnerRecord} */
export const withPlace = (record, set, item, at) => ({ ...record, places: { ...record.places, [set]: { item, at } } });

/**
 * "damaged": set the text aside and go on with what could be read. "newer": a later script wrote it, leave it alone.
 * @param {string|null} text
 * @returns {{record: LearnerRecord, problem: null|"damaged"|"newer"}}
 */
export function readRecord(text) {
  let record = emptyRecord(), problem = null, kept;
  if (text === null) return { record, problem };
  try {
    kept = JSON.parse(text);
  } catch { /* cut off: fails the next check */ }
  if (!isMap(kept) || !Number.isInteger(kept.version) || !isMap(kept.items) || !isMap(kept.places)) return { record, problem: "damaged" };
  if (kept.version > VERSION) return { record, problem: "newer" };
  for (const [id, tags] of Object.entries(kept.items)) {
    for (const [tag, item] of Object.entries(tags || { "": 0 })) {
      if (isItem(item)) record = withItem(record, id, tag, item);
      else problem = "damaged";
    }
  }
  for (const [set, place] of Object.entries(kept.places)) {
    if (isPlace(place)) record = withPlace(record, set, place.item, place.at);
    else problem = "damaged";
  }
  return { record, problem };
}

const newest = (a, b) => (a && a.at >= b.at ? a : b);
const joined = (a = {}, b, join) => {
  const both = { ...a };
  for (const name of Object.keys(b)) both[name] = join(own(a, name), b[name]);
  return both;
};

/** Two tabs or two phones of one learner: of each item the later change stays.
 * @param {LearnerRecord} a @param {LearnerRecord} b @returns {LearnerRecord} */
export const mergeRecords = (a, b) => ({
  version: VERSION,
  items: joined(a.items, b.items, (mine, yours) => joined(mine, yours, newest)),
  places: joined(a.places, b.places, newest),
});
