// <desk-items>: each question on its own: how many got it right, whether it parts people, what was chosen instead, what to do.
import { FLAGS, itemStatistics, LEAST, optionCounts } from "../core/statistics.js";
import { catalogueAt, placeOf } from "../page/catalogue.js";
import { bar, zoneTape } from "../page/chart.js";
import { element } from "../page/element.js";
import { icon, optionsOf, told } from "../page/marked.js";

/** Ends of the two rulers, and the stretches of each that need a look. */
const SHARE = [[0, 1], [[0, FLAGS.hard], [FLAGS.easy, 1]]], APART = [[-0.2, 1], [[-0.2, FLAGS.apart]]];
/** A wrong answer that so many give is worth naming. */
const MANY = 0.25, MOST_TYPED = 4, MOST_SHOWN = 24;

class DeskItems extends HTMLElement {
  async draw(shell, marked) {
    const { bank, papers } = marked, turn = (this.turns = (this.turns || 0) + 1);
    this.items = itemStatistics(papers, bank);
    this.places = await catalogueAt(shell.dataset.assignment);
    if (turn !== this.turns) return;
    Object.assign(this, { marked });
    const few = papers.length < LEAST;
    this.querySelector("[data-part=lead]").textContent = told(this, few ? "items-few" : "items-lead", { n: papers.length, of: this.items.length });
    this.querySelector("[data-part=zones]").hidden = few || !this.items.length;
    this.querySelector("[data-part=list]").replaceChildren(...[...this.items].sort((a, b) => this.urgency(b) - this.urgency(a)).map((item) => this.item(item)));
  }

  /** What needs something done stands in front. */
  urgency({ id, right, n, flags }) {
    const missed = 1 - right / n, { critical } = this.marked.bank.get(id);
    return (critical && missed ? 4 : 0) + (flags.includes("hard") ? 3 : 0) + (flags.includes("apart") && !flags.includes("easy") ? 1 : 0) + missed;
  }

  item(item) {
    const asked = this.marked.bank.get(item.id), part = element("li", "", "tm-items__item"), head = element("div", "", "tm-items__head"), title = element("h4", "");
    title.append(element("span", this.marked.columns.indexOf(item.id) + 1), asked.prompt);
    head.append(title);
    if (asked.critical) {
      const note = element("p", "", "tm-critical");
      note.append(icon(this, "critical"), told(this, "critical"));
      head.append(note);
    }
    const rulers = element("div", "", "tm-items__rulers");
    if (item.facility !== null) rulers.append(this.ruler("share", item.facility, Math.round(item.facility * 100), SHARE));
    if (item.discrimination !== null) rulers.append(this.ruler("apart", item.discrimination, item.discrimination.toFixed(2), APART, item.flags.includes("apart") ? told(this, "low") : ""));
    part.append(head, rulers, this.bars(item, asked), this.advice(item, asked));
    return part;
  }

  ruler(name, value, figure, [ends, zones], note = "") {
    const row = element("div", "", "tm-items__ruler");
    row.append(element("span", told(this, name)), zoneTape(value, ends, zones), element("b", figure), element("span", note, "tm-items__low"));
    return row;
  }

  /** Options of a choice; of other answers how they were marked, and of typed ones what was typed. */
  bars(item, asked) {
    const list = element("ul", "", "tm-items__bars"), options = optionsOf(asked);
    if (options.length) {
      const counts = optionCounts(item, options.map(({ letter }) => letter)), blank = item.blank ? [this.bar(told(this, "state-blank"), item.blank, item.n, "blank", "")] : [];
      list.append(...options.map(({ letter, text, right }, n) => this.bar(letter, counts[n], item.n, right ? "right" : "wrong", text)), ...blank);
      return list;
    }
    list.append(...["right", "half", "wrong", "blank"].filter((state) => item[state] || state === "right" || state === "wrong").map((state) => this.bar(told(this, `state-${state}`), item[state], item.n, state, "")));
    list.classList.add("tm-items__bars--words");
    return list;
  }

  bar(name, n, of, state, text) {
    const row = element("li", ""), label = element("span", "", "tm-items__letter");
    if (state === "right") label.append(icon(this, "check"));
    label.append(element(state === "right" ? "b" : "span", name));
    if (state === "right") label.append(element("span", told(this, "is-right"), "tm-hidden"));
    row.append(label, bar(n, of, state === "right" ? "right" : state === "blank" ? "blank" : "wrong"), element("span", n, "tm-items__n"));
    if (text) {
      row.title = text;
      row.append(element("span", text, "tm-items__option"));
    }
    return row;
  }

  /** The wrong answer most people gave, if many did. */
  favourite(item, asked) {
    const options = optionsOf(asked), counts = optionCounts(item, options.map(({ letter }) => letter));
    const [most] = options.map((option, n) => [option, counts[n]]).filter(([{ right }, n]) => !right && n > 1 && n >= item.n * MANY).sort((a, b) => b[1] - a[1]);
    return most;
  }

  typed(item, asked) {
    if (asked.hand !== "fill") return "";
    return [...item.missed].sort((a, b) => b[1] - a[1]).slice(0, MOST_TYPED).map(([text, n]) => (n > 1 ? `${text} ×${n}` : text)).join(told(this, "and"));
  }

  advice(item, asked) {
    const part = element("div", "", "tm-items__advice"), missed = item.n - item.right, most = this.favourite(item, asked), said = [], typed = missed ? this.typed(item, asked) : "";
    if (most) said.push(told(this, "advice-most", { n: most[1], text: most[0].letter, of: short(most[0].text) }));
    if (typed) said.push(told(this, "advice-typed", { text: typed }));
    // Where nearly everybody is right, one slip of the pen decides what the figure is.
    if (item.flags.includes("easy")) said.push(...(asked.critical ? [] : [told(this, "advice-easy")]));
    else if (item.flags.includes("apart")) said.push(told(this, item.discrimination < 0 ? "advice-against" : "advice-apart"));
    if (asked.critical && missed) said.push(told(this, "advice-critical", { n: missed }));
    else if (item.flags.includes("hard")) said.push(told(this, "advice-hard"));
    if (!said.length) said.push(told(this, missed ? "advice-fine-some" : "advice-fine", { n: missed }));
    part.append(element("p", said.join("")));
    const place = missed && placeOf(this.places, asked);
    if (place) {
      const line = element("p", "");
      line.append(Object.assign(element("a", told(this, "reread", { text: place.title })), { href: place.url }));
      part.append(line);
    }
    return part;
  }
}

const short = (text) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

customElements.define("desk-items", DeskItems);
