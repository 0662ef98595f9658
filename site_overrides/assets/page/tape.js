// Draws a ruler: ticks are units, the heavy line is done, the lamp is now. Words beside it say the same.
const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes, text = "") {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.textContent = text;
  return one;
}

/** At most so many ticks that each can still be seen. */
const unitOf = (of, most) => [1, 2, 5, 10, 20, 50, 100, 200, 500].find((unit) => of / unit <= most) || of;

/** A small one for a row. @returns {SVGElement} */
export function smallTape(of, done) {
  const at = (n) => 1 + (n * 86) / Math.max(of, 1);
  let ticks = "";
  for (let n = 0, unit = unitOf(of, 16); n <= of; n += unit) ticks += `M${at(n)} 10V3`;
  const tape = drawn("svg", { class: "tm-tape tm-tape--small", viewBox: "0 0 88 12", "aria-hidden": "true" });
  tape.append(drawn("path", { d: `M1 10H87${ticks}` }));
  if (done) tape.append(drawn("path", { class: "tm-tape__done", d: `M0 10H${at(Math.min(done, of))}` }));
  return tape;
}

/** A large one with words below both ends. @param {boolean} [lamp] whether `done` is now @returns {SVGElement} */
export function largeTape(of, done, [from, to], lamp) {
  const at = (n) => 2 + (n * 346) / Math.max(of, 1), unit = unitOf(of, 40), now = at(Math.min(done, of));
  let ticks = "";
  for (let n = 0; n <= of; n += unit) ticks += `M${at(n)} 24v-${(n / unit) % 5 ? 6 : 11}`;
  const tape = drawn("svg", { class: "tm-tape", viewBox: "0 0 350 44", "aria-hidden": "true" });
  tape.append(drawn("path", { d: `M2 24H348${ticks}` }));
  if (done) tape.append(drawn("path", { class: "tm-tape__done", d: `M2 24H${now}` }));
  if (lamp) tape.append(drawn("path", { class: "tm-tape__stem", d: `M${now} 12v14` }), drawn("path", { class: "tm-tape__now", d: `M${now - 6} 1h12l-6 11z` }));
  tape.append(drawn("text", { x: 2, y: 40 }, from), drawn("text", { x: 348, y: 40, "text-anchor": "end" }, to));
  return tape;
}
