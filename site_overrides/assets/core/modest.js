// What came from outside is looked at before it is walked through: never too deep, never too wide, no names that are traps.

/** Beyond these nothing was made by us: names in a map, maps in each other, milliseconds a Date can tell. */
const WIDEST = 5000, DEEPEST = 10, LATEST = 8.64e15;
const TRAPS = ["__proto__", "constructor", "prototype"];

/** Parsed JSON that a page may walk through. @param {any} value */
export function isModest(value, depth = DEEPEST) {
  if (typeof value === "number") return Math.abs(value) <= LATEST;
  if (!(value instanceof Object)) return true;
  const names = Object.keys(value);
  return depth > 0 && names.length <= WIDEST && !names.includes(TRAPS[0]) && names.every((name) => isModest(value[name], depth - 1));
}

/** A name that may stand in a map of ours. */
export const isId = (value) => typeof value === "string" && /^[a-z0-9][a-z0-9.-]{0,127}$/.test(value) && !TRAPS.includes(value);

/** A text of at most `most` letters on one line, control characters gone; anything else is empty. */
export const line = (value, most) => (typeof value === "string" ? value.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ").trim().slice(0, most) : "");

/** A whole number from `low` to `high`; anything else is `low`. */
export const whole = (value, low, high) => (Number.isInteger(value) && value >= low && value <= high ? value : low);
/** A moment in milliseconds; anything else is 0. */
export const moment = (value) => whole(value, 0, LATEST);
