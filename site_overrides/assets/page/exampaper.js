// A paper to write on, and its answer key apart from it: one table each, so that its foot stands below every sheet.
import { letterOf, rightShort, rightWords } from "../core/marking.js";
import { placeOf } from "./catalogue.js";
import { element } from "./element.js";
import { editionOf, told } from "./marked.js";

/**
 * @typedef {{title: string, number: string, edition: string, items: object[], pass: number, minutes: number, note: string}} Paper
 *   number: names this paper and its key alike; items: in the order they are asked
 */

const part = (name, className, ...children) => {
  const one = element(name, "", className);
  one.append(...children);
  return one;
};
/** Lines of 8 millimetres to write on. */
const lines = (n) => part("div", "tm-exam__lines", ...Array.from({ length: n }, () => element("p", "")));
const blank = () => element("span", "", "tm-exam__blank");

const listed = (texts) => part("ol", "tm-exam__options", ...texts.map(([letter, text, box]) => part("li", "", box ? element("span", "", "tm-exam__box") : "", element("b", letter), element("span", text))));
const lettered = (atoms, box) => {
  const ids = Object.keys(atoms);
  return listed(ids.map((id) => [letterOf(ids, id), atoms[id], box]));
};

/** How each kind of answer is given with a pen. */
const FORMS = {
  choose: (make, item) => [make.how(item.many ? "paper-many" : "paper-one"), lettered(item.atoms, true)],
  arrange: (make, item) => [make.how("paper-order"), lettered(item.atoms), part("p", "tm-exam__answer", make.label("paper-order-is"), ...Object.keys(item.atoms).map(() => blank()))],
  pair(make, item) {
    const rows = Object.keys(item.marking.key.right);
    return [make.how("paper-pair"), lettered(item.choices), part("ol", "tm-exam__rows", ...rows.map((id, n) => part("li", "", make.number(n), make.text(item.atoms[id]), blank())))];
  },
  fill: (make, item) => [part("p", "tm-exam__answer", make.label("paper-answer"), blank(), blank(), make.text(item.unit || ""))],
  write: (make, item) => [make.how("paper-write"), ...(item.poor ? [make.given(item.poor)] : []), lines(4)],
};

/** Words and small parts in the page's language. */
const maker = (desk) => ({
  how: (name) => element("p", told(desk, name), "tm-exam__how"),
  label: (name) => element("span", told(desk, name)),
  number: (n) => element("b", `${n + 1}.`),
  text: (text) => element("span", text),
  given: (text) => element("blockquote", text, "tm-exam__given"),
});

/** @param {HTMLElement[]} content @param {string} kind */
function sheet(desk, paper, kind, content) {
  const foot = [told(desk, `paper-foot-${kind}`, { text: paper.number }), editionOf(desk, paper.edition)].join("　");
  const row = (className, ...children) => part("tr", "", part("td", className, ...children));
  const table = part("table", `tm-exam__sheet tm-exam__sheet--${kind}`, part("tfoot", "", row("tm-exam__foot", element("span", foot), element("span", paper.title))), part("tbody", "", row("", ...content)));
  table.setAttribute("role", "presentation");
  return table;
}

const field = (desk, name) => part("p", "tm-exam__field", element("span", told(desk, name)), blank());

/** @param {Paper} paper @returns {HTMLElement} */
export function paperSheet(desk, paper) {
  const make = maker(desk), total = paper.items.reduce((sum, item) => sum + item.points, 0);
  const facts = [told(desk, "paper-facts", { n: paper.items.length, of: total }), told(desk, "pass", { n: paper.pass }), paper.minutes ? told(desk, "paper-minutes", { n: paper.minutes }) : ""].filter(Boolean).join(told(desk, "gap"));
  const head = part("header", "tm-exam__head", element("h1", paper.title), element("p", facts), ...(paper.note ? [element("p", paper.note)] : []),
    part("div", "tm-exam__fields", ...["paper-name", "paper-code", "paper-outlet", "paper-date"].map((name) => field(desk, name))));
  const asked = paper.items.map((item, n) => {
    const ask = part("p", "tm-exam__ask", make.number(n), make.text(item.prompt), element("span", [item.critical ? told(desk, "paper-critical") : "", told(desk, "paper-points", { n: item.points })].filter(Boolean).join(" "), "tm-exam__worth"));
    const given = [item.scene, item.claim].filter(Boolean).map((text) => make.given(text));
    return part("li", "tm-exam__item", part("div", "tm-exam__stem", ask, ...given), ...FORMS[item.marking.interaction.kind](make, item));
  });
  return sheet(desk, paper, "paper", [head, part("ol", "tm-exam__items", ...asked)]);
}

/** "1 B　2 A": rows as the paper numbers them, choices as it letters them. */
const pairs = ({ marking: { key }, choices }) => Object.values(key.right).map((choice, n) => `${n + 1} ${letterOf(Object.keys(choices), choice)}`).join("　");

/** Number, answer, points, critical, where to read it again. @param {Paper} paper */
export function keySheet(desk, paper, places) {
  const heads = ["no", "key-right", "points", "reread-head"], total = paper.items.reduce((sum, item) => sum + item.points, 0);
  const rows = paper.items.map((item, n) => {
    const letters = rightShort(item), words = rightWords(item), { kind } = item.marking.interaction, place = placeOf(places, item), answer = part("td", "");
    if (letters || kind === "pair") answer.append(element("b", letters || pairs(item)));
    answer.append(...words.map((text) => element("p", text)));
    for (const one of item.criteria || []) answer.append(element("p", `☐ ${one.text}${one.critical ? told(desk, "paper-must") : ""}`));
    const worth = part("td", "tm-exam__points", element("span", item.points), ...(item.critical ? [element("b", told(desk, "critical"))] : []));
    return part("tr", "", element("th", n + 1), answer, worth, element("td", place ? place.title : ""));
  });
  const table = part("table", "tm-exam__key", part("thead", "", part("tr", "", ...heads.map((name) => element("th", told(desk, name))))), part("tbody", "", ...rows));
  const need = told(desk, "paper-need", { n: Math.ceil((total * paper.pass) / 100 - 1e-9), of: total });
  return sheet(desk, paper, "key", [part("header", "tm-exam__head", element("h1", told(desk, "paper-key-of", { text: paper.title })), element("p", need)), table]);
}
