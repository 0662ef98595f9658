// <desk-table>: a line a person, a column a question; where that is too wide, a line with a ruler. By staff code, never by score.
import { LEAST, itemStatistics, FLAGS } from "../core/statistics.js";
import { answerTape, column } from "../page/chart.js";
import { element } from "../page/element.js";
import { glyphOf, icon, isCritical, points, promptOf, told } from "../page/marked.js";

/** Pixels: the narrowest column in which a letter can be read, and what stands beside the columns. */
const NARROWEST = 25, BESIDE = 350, MOST_IN_NAME = 60;

class DeskTable extends HTMLElement {
  connectedCallback() {
    if (this.watch) return;
    this.watch = new ResizeObserver(() => this.marked && this.isWide() !== this.wide && this.redraw());
    this.watch.observe(this);
    this.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-code]");
      if (row) this.open(row.dataset.code, row);
    });
  }

  draw(shell, marked) {
    Object.assign(this, { shell, marked });
    this.redraw();
    // Somebody is being looked at while a key changes.
    const sheet = this.sheet;
    if (sheet.open) sheet.draw(this.person(sheet.code), marked);
  }

  get sheet() {
    return this.parentNode.querySelector("desk-answers");
  }

  person(code) {
    return this.marked.people.find((one) => one.code === code);
  }

  open(code, row) {
    this.sheet.show(this.person(code), this.marked, this.shell, row);
  }

  isWide() {
    return this.clientWidth >= BESIDE + NARROWEST * this.marked.columns.length;
  }

  redraw() {
    const { people, columns } = this.marked;
    this.wide = this.isWide();
    this.toggleAttribute("data-wide", this.wide);
    this.parentNode.querySelector("[data-part=legend]").textContent = people.length && !this.marked.problem ? told(this, this.wide ? "legend-table" : "legend-tape") : "";
    this.replaceChildren(...(!people.length ? [] : [this.wide && columns.length ? this.table() : this.list()]));
  }

  verdict({ verdict, shown }) {
    const failed = shown.paper.criticalWrong.length && verdict === "failed" ? "critical" : verdict, name = { key: "waits", fetch: "unfetched" }[this.marked.problem] || failed;
    const part = element("span", told(this, `verdict-${name}`), "tm-results__verdict");
    part.dataset.verdict = this.marked.problem ? "open" : verdict;
    return part;
  }

  score({ shown: { paper } }) {
    return element("b", this.marked.problem ? "" : `${points(paper.score)} / ${points(paper.of)}`, "tm-results__score");
  }

  /** Which attempt, and what to look at twice. */
  notes({ shown, attempts, flags }) {
    const part = element("span", "", "tm-results__notes");
    if (attempts.length > 1 || shown.k > 1) part.append(element("span", told(this, "attempt", { n: shown.k })));
    part.append(...flags.map((flag) => element("span", told(this, `flag-${flag}`), "tm-results__flag")));
    return part;
  }

  name(person) {
    const part = element("span", "", "tm-results__name");
    part.append(element("b", person.name || "—"), element("span", [person.code, person.role].filter(Boolean).join(" ")));
    return part;
  }

  table() {
    const { people, columns } = this.marked, table = element("table", "", "tm-results__table"), body = element("tbody", "");
    body.append(...people.map((person) => this.row(person)));
    table.append(element("caption", told(this, "caption"), "tm-hidden"), this.head(), body, ...this.foot());
    table.style.setProperty("--tm-columns", columns.length);
    return table;
  }

  head() {
    const { columns, bank, isCards } = this.marked, head = element("thead", ""), row = element("tr", "");
    row.append(element("th", told(this, "name")), ...columns.map((id, n) => {
      const cell = element("th", "", "tm-results__no"), said = element("span", promptOf(bank, id), "tm-hidden");
      if (isCritical(bank, id)) cell.append(icon(this, "critical"));
      cell.append(element("span", isCards ? bank.get(id)?.code || "?" : n + 1), said);
      cell.title = promptOf(bank, id);
      return cell;
    }), element("th", told(this, "verdict"), "tm-results__end"), element("th", told(this, "score"), "tm-results__end"));
    for (const cell of row.children) cell.scope = "col";
    head.append(row);
    return head;
  }

  row(person) {
    const row = element("tr", ""), head = element("th", ""), open = element("button", "", "tm-results__person"), cells = new Map(person.shown.paper.cells.map((cell) => [cell.id, cell]));
    open.type = "button";
    open.dataset.code = person.code;
    open.append(this.name(person), this.notes(person));
    head.scope = "row";
    head.append(open);
    const [verdict, score] = [this.verdict(person), this.score(person)].map((part) => {
      const cell = element("td", "", "tm-results__end");
      cell.append(part);
      return cell;
    });
    row.append(head, ...this.marked.columns.map((id) => this.cell(cells.get(id))), verdict, score);
    row.dataset.verdict = person.verdict;
    return row;
  }

  cell(cell) {
    const part = element("td", "", "tm-results__cell");
    if (!cell) return part;
    const { state, chosen } = cell, told1 = told(this, `state-${state}`), words = ["wrong", "half"].includes(state) && chosen ? told(this, "chose", { text: chosen }) : "";
    const isCards = this.marked.isCards && state === "right", glyph = isCards ? element("span", chosen) : state === "right" ? icon(this, "check") : element("span", ["blank", "unjudged"].includes(state) ? told(this, `cell-${state}`) : glyphOf(cell, this.marked.isCards));
    glyph.setAttribute("aria-hidden", "true");
    part.dataset.state = state;
    part.title = [told1, words].filter(Boolean).join(told(this, "gap"));
    part.append(glyph, element("span", part.title, "tm-hidden"));
    return part;
  }

  /** Under five people there are no rates. */
  foot() {
    const { papers, columns, bank, isCards, problem } = this.marked;
    if (papers.length < LEAST || isCards || problem) return [];
    const items = new Map(itemStatistics(papers, bank).map((item) => [item.id, item]));
    const foot = element("tfoot", ""), row = element("tr", ""), head = element("th", told(this, "rate"));
    head.scope = "row";
    row.append(head, ...columns.map((id) => {
      const cell = element("td", "", "tm-results__rate"), { facility = null } = items.get(id) || {};
      if (facility === null) return cell;
      const low = facility < FLAGS.hard || (isCritical(bank, id) && facility < 1);
      cell.append(column(facility, low), element("span", Math.round(facility * 100)));
      cell.toggleAttribute("data-low", low);
      return cell;
    }), element("td", ""), element("td", ""));
    foot.append(row);
    return [foot];
  }

  list() {
    const list = element("ul", "", "tm-results__list");
    list.append(...this.marked.people.map((person) => {
      const row = element("li", ""), open = element("button", "", "tm-results__person"), { cells } = person.shown.paper;
      const by = new Map(cells.map((cell) => [cell.id, cell])), wrong = this.marked.columns.map((id, n) => [by.get(id), n + 1]).filter(([cell]) => cell && cell.state !== "right").map(([{ state, chosen }, n]) => `${n} ${told(this, `state-${state}`)} ${chosen}`.trim().slice(0, MOST_IN_NAME));
      open.type = "button";
      open.dataset.code = person.code;
      open.append(this.name(person), this.verdict(person), this.score(person), this.notes(person));
      // The ruler keeps its places: a question not asked leaves a gap.
      if (cells.length) open.append(answerTape(this.marked.columns.map((id) => by.get(id) || { state: "none" })), element("span", wrong.join(told(this, "and")), "tm-hidden"));
      row.dataset.verdict = person.verdict;
      row.append(open);
      return row;
    }));
    return list;
  }
}

customElements.define("desk-table", DeskTable);
