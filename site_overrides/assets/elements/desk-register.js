// <desk-register>: who has read and understood which section: what each outlet lacks, the table, and what people asked.
import { concernedOf } from "../core/register.js";
import { dateOf } from "../core/review.js";
import { copyRows, saveRows } from "../page/copying.js";
import { element } from "../page/element.js";
import { icon } from "../page/marked.js";
import { dayOf } from "../page/moments.js";
import { said } from "../page/words.js";

const told = (root, name, values) => said(root, `register-${name}`, values);

class DeskRegister extends HTMLElement {
  connectedCallback() {
    if (this.view) return;
    this.view = "gaps";
    this.addEventListener("click", ({ target }) => {
      const { viewOf, act } = target.closest("[data-view-of],[data-act]")?.dataset ?? {};
      if (act) this[act]();
      else if (viewOf) {
        this.view = viewOf;
        this.turn();
      }
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** @param {ReturnType<import("../page/registered.js").registeredAt>} register */
  draw(shell, register) {
    this.shell = shell;
    const isNew = this.register?.assignment.id !== register.assignment.id, { people, outlets, questions } = register, concerned = concernedOf(people), done = concerned.filter(({ open }) => !open.length);
    this.register = register;
    if (isNew) this.view = "gaps";
    this.part("count").textContent = people.length ? told(this, "count", { n: done.length, of: concerned.length }) : told(this, "nobody");
    this.part("no-list").hidden = register.members.length > 0;
    this.part("gone").hidden = Boolean(register.set);
    this.part("gaps").replaceChildren(...outlets.map((outlet) => this.outlet(outlet)));
    this.part("table").replaceChildren(...(people.length && register.sections.length ? [this.table()] : []));
    this.part("legend").replaceChildren(...register.sections.map((section) => this.named(section)));
    this.part("questions").replaceChildren(...questions.map((one) => this.question(one)));
    this.part("no-questions").hidden = questions.length > 0;
    this.part("n-questions").textContent = questions.length || "";
    this.say("");
    this.turn();
  }

  turn() {
    for (const part of this.querySelectorAll("[data-view-is]")) part.hidden = part.dataset.viewIs !== this.view;
    for (const button of this.querySelectorAll("[data-view-of]")) button.setAttribute("aria-pressed", button.dataset.viewOf === this.view);
    this.part("reminding").hidden = this.view !== "gaps" || !this.register.assignment.link || !this.register.people.some(({ open }) => open.length);
    this.part("export").hidden = !this.register.people.length;
  }

  say(text) {
    this.part("said").textContent = text;
  }

  /** With its chapter; a notice stands in none. */
  title({ number, title }) {
    return number ? told(this, "section", { n: number, text: title }) : title;
  }

  outletName(outlet) {
    return outlet || told(this, "no-outlet");
  }

  // -- what each outlet lacks

  outlet({ outlet, people, open }) {
    const fold = element("details", "", "tm-register__outlet"), head = element("summary", ""), words = element("span", ""), rows = element("ul", "");
    words.append(element("b", this.outletName(outlet)), element("span", told(this, "outlet", { n: people.length, of: people.length - open.length }), "tm-row__note"));
    head.append(words, element("span", open.length ? told(this, "behind", { n: open.length }) : told(this, "complete"), "tm-register__behind"));
    rows.append(...open.map((person) => this.behind(person)));
    fold.append(head, rows);
    fold.toggleAttribute("data-open", open.length > 0);
    if (!open.length) rows.append(element("li", told(this, "complete-why"), "tm-meta"));
    return fold;
  }

  behind(person) {
    const row = element("li", ""), { open, asked } = person, list = element("ul", "", "tm-register__lacks"), isBlank = open.length === asked && open.every(({ state }) => state === "missing");
    row.append(this.who(person), element("span", isBlank ? told(this, person.handed ? "nothing" : "not-handed") : told(this, "lacks", { n: open.length, of: asked }), "tm-row__note"));
    // Of who has done nothing at all, the whole list says nothing.
    if (!isBlank) list.append(...open.map(({ section, state }) => element("li", [this.title(section), state === "earlier" ? told(this, "earlier-note") : ""].filter(Boolean).join(told(this, "gap")))));
    if (list.children.length) row.append(list);
    return row;
  }

  who({ name, code, role, isStranger }) {
    const part = element("span", "", "tm-results__name");
    part.append(element("b", name || "—"), element("span", [code, role].filter(Boolean).join(" ")));
    if (isStranger) part.append(element("span", told(this, "stranger"), "tm-results__flag"));
    return part;
  }

  // -- everybody, every section

  table() {
    const { people, sections } = this.register, table = element("table", ""), head = element("thead", ""), row = element("tr", ""), body = element("tbody", "");
    row.append(element("th", told(this, "name")), ...sections.map((section, n) => {
      const cell = element("th", "");
      cell.append(element("span", n + 1), element("span", this.title(section), "tm-hidden"));
      cell.title = this.title(section);
      return cell;
    }));
    for (const cell of row.children) cell.scope = "col";
    head.append(row);
    body.append(...people.map((person) => this.person(person)));
    table.append(element("caption", told(this, "caption"), "tm-hidden"), head, body);
    return table;
  }

  person(person) {
    const row = element("tr", ""), head = element("th", ""), lines = new Map(person.lines.map((line) => [line.section, line]));
    head.scope = "row";
    head.append(this.who(person), element("span", told(this, person.asked ? "of" : "not-concerned", { n: person.asked - person.open.length, of: person.asked }), "tm-register__of"));
    row.append(head, ...this.register.sections.map((section) => this.cell(lines.get(section))));
    return row;
  }

  cell(line) {
    const cell = element("td", "");
    if (!line) return cell;
    const { state, isAsked, at, edition, note } = line, isEmpty = state === "missing" && !isAsked;
    const words = isEmpty ? "" : [told(this, `state-${state}`), at && state !== "missing" ? dayOf(at) : "", state === "missing" ? "" : this.edition(edition)].filter(Boolean).join(told(this, "gap"));
    cell.title = [words, note && told(this, "asks", { text: note })].filter(Boolean).join(told(this, "gap"));
    const glyph = state === "confirmed" ? icon(this, "check") : element("span", isEmpty ? "" : told(this, `cell-${state}`));
    glyph.setAttribute("aria-hidden", "true");
    cell.append(glyph, element("span", cell.title, "tm-hidden"));
    if (!isEmpty) cell.dataset.state = state;
    cell.toggleAttribute("data-asks", Boolean(note));
    return cell;
  }

  edition(text) {
    return text === "working" ? told(this, "working") : told(this, "edition", { text });
  }

  named(section) {
    const { title, number, what } = section, row = element("li", this.title({ title, number }));
    if (what === "notice") row.append(element("span", told(this, "notice"), "tm-row__note"));
    return row;
  }

  // -- what was asked

  question({ person, line: { section, note, at, state } }) {
    const row = element("li", "", "tm-register__question");
    row.append(element("p", note), element("p", [person.name || person.code, person.code, person.outlet].filter(Boolean).join(" "), "tm-row__note"));
    row.append(element("p", [this.title(section), at ? dayOf(at) : "", told(this, `state-${state}`)].filter(Boolean).join(told(this, "gap")), "tm-row__note"));
    return row;
  }

  // -- out of the page

  /** A row a person and section, whoever needs it or has said something of it. */
  lines() {
    const names = ["code", "name", "outlet", "role", "section", "ref", "state", "day", "edition", "note", "receipt"];
    return [names.map((name) => told(this, `csv-${name}`)), ...this.register.people.flatMap((person) => person.lines.map((line) => this.line(person, line)))];
  }

  line({ code, name, outlet, role }, { section, state, at, edition, note, receipt }) {
    const day = at && state !== "missing" ? dateOf(at) : "";
    return [code, name, outlet, role, this.title(section), section.ref, told(this, `state-${state}`), day, day && edition, note, receipt];
  }

  /** A row a person who is not done. */
  gaps() {
    const names = ["outlet", "code", "name", "role", "done", "asked", "lacks"];
    const rows = this.register.outlets.flatMap(({ open }) => open).map(({ code, name, outlet, role, open, asked }) => [
      outlet, code, name, role, asked - open.length, asked, open.map(({ section }) => this.title(section)).join(told(this, "semicolon")),
    ]);
    return [names.map((one) => told(this, `csv-${one}`)), ...rows];
  }

  get rows() {
    return this.view === "gaps" ? this.gaps() : this.lines();
  }

  async copy() {
    this.say(told(this, (await copyRows(this.rows)) ? "copied" : "not-copied"));
  }

  save() {
    saveRows(this.rows, `${this.register.assignment.set}-${this.view === "gaps" ? "gaps" : "register"}`);
    this.say(told(this, "saved"));
  }

  remind() {
    const { id } = this.register.assignment;
    this.shell.go("assign");
    this.shell.querySelector("desk-assigned").remind(id);
    this.shell.querySelector("desk-assigned").turnTo(id);
  }
}

customElements.define("desk-register", DeskRegister);
