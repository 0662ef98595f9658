// Draws figures of results on rulers: a person's answers in a row, a value with the stretch that needs a look, bars of
// options. Places are percentages, so that nothing is squeezed; words beside each drawing say the same.
const SVG = "http://www.w3.org/2000/svg";

export function drawn(name, attributes, ...parts) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...parts);
  return one;
}

const picture = (className, height, ...parts) => drawn("svg", { class: className, width: "100%", height, "aria-hidden": "true" }, ...parts);
const upright = (x, from, to, className) => drawn("line", { x1: x, x2: x, y1: from, y2: to, class: className });

const BASE = 28;
const TICKS = {
  right: (x) => [upright(x, BASE - 18, BASE, "tm-answers__right")],
  half: (x) => [upright(x, BASE - 9, BASE, "tm-answers__right"), drawn("svg", { x, y: BASE - 18, overflow: "visible" }, drawn("rect", { x: -1.5, y: 0, width: 3, height: 9, class: "tm-answers__half" }))],
  wrong: (x) => [upright(x, BASE - 8, BASE, "tm-answers__wrong"), drawn("svg", { x, y: BASE - 19, overflow: "visible" }, drawn("path", { d: "M-4-4 4 4M4-4-4 4", class: "tm-answers__cross" }))],
  blank: (x) => [upright(x, BASE - 8, BASE, "tm-answers__blank")],
  unjudged: (x) => [upright(x, BASE - 8, BASE, "tm-answers__blank"), drawn("svg", { x, y: BASE - 17, overflow: "visible" }, drawn("circle", { r: 3, class: "tm-answers__open" }))],
};

/** One person's answers, from the first to the last. @param {{state: string}[]} cells */
export function answerTape(cells) {
  const place = (n) => `${((n + 0.5) * 100) / Math.max(1, cells.length)}%`;
  return picture("tm-answers__tape", 31, drawn("line", { x1: 0, x2: "100%", y1: BASE + 1, y2: BASE + 1, class: "tm-answers__base" }),
    ...cells.flatMap(({ state }, n) => (TICKS[state] ? TICKS[state](place(n)) : [])));
}

/**
 * A value on a ruler, the stretches tinted in which it needs a look.
 * @param {number} value @param {[number, number]} ends @param {[number, number][]} zones
 */
export function zoneTape(value, [from, to], zones) {
  const place = (n) => `${((Math.min(to, Math.max(from, n)) - from) * 100) / (to - from)}%`, inZone = zones.some(([low, high]) => value >= low && value <= high);
  const ticks = Array.from({ length: 11 }, (_, n) => upright(`${n * 10}%`, n % 5 ? 17 : 13, 22, "tm-zone__tick"));
  const pointer = drawn("svg", { x: place(value), y: 2, overflow: "visible", class: inZone ? "tm-zone__now tm-zone__now--low" : "tm-zone__now" }, drawn("path", { d: "M-5.5 0h11l-4.2 8v13h-2.6v-13z" }));
  return picture("tm-zone", 24,
    ...zones.map(([low, high]) => drawn("rect", { x: place(low), y: 8, width: `${((Math.min(to, high) - Math.max(from, low)) * 100) / (to - from)}%`, height: 13, class: "tm-zone__low" })),
    drawn("line", { x1: 0, x2: "100%", y1: 22, y2: 22, class: "tm-zone__tick" }), ...ticks, pointer);
}

/** How many of all: right ones solid, wrong ones hatched, so that no colour is needed to tell them apart. */
export const bar = (n, of, state) => picture("tm-bar", 14, drawn("line", { x1: 0, x2: "100%", y1: 13, y2: 13, class: "tm-bar__base" }),
  ...(n ? [drawn("line", { x1: 0, x2: `${(n * 100) / Math.max(1, of)}%`, y1: 7, y2: 7, class: `tm-bar__${state}` })] : []));

/** A small upright bar below a column: the share that is right. */
export const column = (share, low) => drawn("svg", { class: "tm-column", width: 12, height: 36, "aria-hidden": "true" },
  drawn("rect", { x: 0, y: 36 - 36 * share, width: 12, height: 36 * share, class: low ? "tm-column__low" : "" }));
