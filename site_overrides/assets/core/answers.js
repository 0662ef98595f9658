// Does a typed answer say the same as a listed one? Quantities are compared as quantities, all else as words.

const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const STEPS = { 十: 10, 百: 100, 千: 1000, 万: 10000 };
const UNITS = ["分钟 分 minute min", "小时 钟头 hour hr h", "工作日 workday workingday", "天 日 day", "年 year", "声 ring", "元 块 块钱 yuan rmb", "次 回 time", "平方米 平米 平方 m2 squaremetre squaremeter", "% percent"]
  .map((names) => names.split(" "));
const ARABIC = /^([-−+]?)(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?([十百千万]*)/;
const CHINESE = /^([零〇一二两三四五六七八九十百千万]+)(?:点([零〇一二两三四五六七八九]+)(万?))?/;

const digitsOf = (text) => Array.from(text, (sign) => DIGITS[sign]).join("");

/** 三十, 一百二十, 两千, 三万五 (its 五 counts thousands), 二〇二六. */
function wholeNumber(text) {
  if (!/[十百千万]/.test(text)) return Number(digitsOf(text));
  let total = 0, section = 0, digit = null, step = 1;
  for (const sign of text) {
    if (sign in DIGITS) {
      digit = DIGITS[sign];
      if (!digit) step = 1;
      continue;
    }
    step = STEPS[sign];
    if (sign === "万") {
      total = (section + digit) * step;
      section = 0;
    } else section += (digit ?? 1) * step;
    digit = null;
  }
  return total + section + digit * Math.max(1, step / 10);
}

/** One width, one case. Spaces go, but never between two digits: "3 5" is not 35. */
const tidy = (text) => text.normalize("NFKC").toLowerCase().trim().replace(/\s+(?=\D)/g, "").replace(/(\D)\s+/g, "$1");

/**
 * Read ３分钟, 三 分钟, 1,200 元, 一个半小时, 百分之九十; anything else is null.
 * @param {string} text
 * @returns {{value: number, unit: string, plain: boolean}|null} plain: written in digits
 */
export function readQuantity(text) {
  let rest = tidy(text).replace(/^¥/, "").replace(/^百分之(.+)/, "$1%");
  const arabic = ARABIC.exec(rest), chinese = arabic ? null : CHINESE.exec(rest);
  let value = 0;
  if (arabic) {
    value = Number(arabic[2].replace(/,/g, "") + (arabic[3] || ""));
    for (const sign of arabic[4]) value *= STEPS[sign];
    if (/[-−]/.test(arabic[1])) value = -value;
  } else if (chinese) {
    value = wholeNumber(chinese[1]) + Number("0." + digitsOf(chinese[2] || ""));
    if (chinese[3]) value *= STEPS[chinese[3]];
  } else if (rest[0] !== "半") return null;
  rest = rest.slice((arabic || chinese || [""])[0].length);
  if (/^个?半/.test(rest)) value += 0.5;
  const unit = rest.replace(/^个?半?个?/, "").replace(/[.,;!?。、]+$/, "").replace(/([a-z])s$/, "$1");
  const names = UNITS.find((one) => one.includes(unit));
  if (!names && /\d/.test(unit)) return null;
  return { value, unit: (names || [unit])[0], plain: Boolean(arabic) };
}

/**
 * The figure that was typed, null for none: its unit may be left out or go by another of its names, never be another.
 * @param {string} typed @param {string} [unit]
 */
export function readFigure(typed, unit = "%") {
  const text = tidy(typed), own = tidy(unit);
  // As shown it is always understood, also 次/100单, which is no unit that can be read.
  const seen = readQuantity(text.endsWith(own) ? text.slice(0, -own.length) : text), wanted = readQuantity("1" + own);
  return seen && (!seen.unit || (wanted && wanted.unit === seen.unit)) ? seen.value : null;
}

/** Punctuation and spaces are folded in words, but a mark between two digits stays. */
const words = (text) => tidy(text).replace(/[^\p{L}\p{N}]+/gu, (run, at, all) =>
  /\d/.test(all[at - 1]) && /\d/.test(all[at + run.length]) ? run.replace(/[–—−~]/, "-") : "");

export const near = (a, b, tolerance = 0) => Math.abs(a - b) <= tolerance + 1e-9;

/**
 * A listed answer in digits (30 分钟) is a measurement: its unit may be left out, never changed.
 * One in characters (三包) is a word that begins with a number: its unit must stand.
 * @param {string} typed @param {string} listed
 */
export function sameAnswer(typed, listed) {
  const mine = readQuantity(typed), yours = readQuantity(listed);
  if (!mine || !yours) return words(typed) !== "" && words(typed) === words(listed);
  return near(mine.value, yours.value) && (mine.unit === yours.unit || (yours.plain && !mine.unit));
}
