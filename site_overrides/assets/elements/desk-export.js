// <desk-export>: the table as a spreadsheet: a row a person, those who have not handed in too, a column a question.
import { rightShort } from "../core/marking.js";
import { copyRows, saveRows } from "../page/copying.js";
import { momentOf, points, promptOf, told } from "../page/marked.js";

class DeskExport extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const { act } = target.closest("[data-act]")?.dataset ?? {};
      if (act) this[act]();
    });
  }

  draw(shell, marked) {
    this.marked = marked;
    this.hidden = !marked.people.length && !marked.missing.length;
    this.say("");
  }

  say(text) {
    this.querySelector("[role=status]").textContent = text;
  }

  cell({ state, chosen }) {
    return [told(this, `state-${state}`), state === "right" || !chosen ? "" : chosen].filter(Boolean).join(" ");
  }

  row(person) {
    const { columns } = this.marked, { shown, verdict, flags } = person, { body, receipt } = shown.slip, { paper } = shown;
    const cells = new Map(paper.cells.map((cell) => [cell.id, cell]));
    return [
      person.code, person.name, person.outlet, person.role, shown.k, momentOf(body.h), Math.round(body.u / 60), this.marked.problem ? "" : points(paper.score), this.marked.problem ? "" : points(paper.of),
      told(this, `verdict-${{ key: "waits", fetch: "unfetched" }[this.marked.problem] || verdict}`), flags.map((flag) => told(this, `flag-${flag}`)).join(told(this, "and")), receipt || "",
      ...columns.map((id) => (cells.has(id) ? this.cell(cells.get(id)) : "")),
    ];
  }

  /** Below the heads stand the right answers, where a table writes them short. */
  rows() {
    const { people, missing, columns, bank, isCards } = this.marked, names = ["code", "name", "outlet", "role", "attempt", "handed", "minutes", "score", "of", "verdict", "notes", "receipt"];
    const rights = columns.map((id) => (isCards || !bank?.has(id) ? "" : rightShort(bank.get(id)))), blank = names.map(() => "");
    return [
      [...names.map((name) => told(this, `csv-${name}`)), ...columns.map((id, n) => `${n + 1} ${promptOf(bank, id)}`)],
      ...(rights.some(Boolean) ? [[told(this, "csv-right"), ...blank.slice(1), ...rights]] : []),
      ...people.map((person) => this.row(person)),
      ...missing.map(({ code, name, outlet, role }) => [code, name, outlet, role, "", "", "", "", "", told(this, "csv-missing"), "", "", ...columns.map(() => "")]),
    ];
  }

  async copy() {
    this.say(told(this, (await copyRows(this.rows())) ? "copied" : "not-copied"));
  }

  save() {
    saveRows(this.rows(), this.marked.assignment.set);
    this.say(told(this, "saved"));
  }
}

customElements.define("desk-export", DeskExport);
