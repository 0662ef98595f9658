// <desk-answers>: everything one person answered, on each attempt: the question, what they said, what is right.
import { answerWords, responseOf, rightWords } from "../core/marking.js";
import { sheetsOf, markSheet } from "../core/observed.js";
import { element } from "../page/element.js";
import { editionOf, icon, isCritical, judgedOf, momentOf, points, promptOf, told } from "../page/marked.js";

class DeskAnswers extends HTMLElement {
  connectedCallback() {
    if (this.box) return;
    this.box = this.querySelector("dialog");
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]")) this.box.close();
      const attempt = target.closest("[data-attempt]");
      if (attempt) {
        this.at = Number(attempt.dataset.attempt);
        this.draw(this.person, this.marked);
        this.querySelectorAll("[data-attempt]")[this.at].focus();
      }
    });
    this.box.addEventListener("close", () => this.from && this.from.isConnected && this.from.focus());
  }

  get open() {
    return this.box.open;
  }

  get code() {
    return this.person.code;
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** @param {HTMLElement} from  where the reader was */
  show(person, marked, shell, from) {
    Object.assign(this, { shell, from, at: person.attempts.indexOf(person.shown) });
    this.draw(person, marked);
    this.box.showModal();
    this.box.scrollTop = 0;
  }

  draw(person, marked) {
    if (!person) {
      this.box.close();
      return;
    }
    Object.assign(this, { person, marked });
    const attempt = person.attempts[Math.min(this.at, person.attempts.length - 1)], { slip, paper } = attempt, { body } = slip;
    this.part("who").textContent = person.name || person.code;
    this.part("where").textContent = [person.code, person.role, person.outlet].filter(Boolean).join(told(this, "gap"));
    const minutes = Math.max(1, Math.round(body.u / 60));
    this.part("when").textContent = [
      body.h ? told(this, "handed", { day: momentOf(body.h) }) : "", body.u ? told(this, "took", { n: minutes }) : "", told(this, "receipt", { text: slip.receipt || "—" }),
      [marked.assignment.edition, this.shell.edition].every((one) => one === body.e) ? "" : editionOf(this, body.e),
    ].filter(Boolean).join(told(this, "gap"));
    this.part("flags").replaceChildren(...[...new Set([...attempt.flags, ...person.flags])].map((flag) => element("li", told(this, `flag-${flag}-why`))));
    this.part("flags").hidden = !this.part("flags").children.length;
    this.part("sum").textContent = marked.problem ? told(this, "verdict-waits") : `${points(paper.score)} / ${points(paper.of)}`;
    this.attempts();
    this.part("answers").replaceChildren(...(marked.isCards ? this.sheets(slip) : this.inOrder(paper.cells).map((cell) => this.answer(cell, slip))));
  }

  /** Every attempt there is, in the order they were handed in. */
  attempts() {
    const { attempts } = this.person;
    this.part("attempts").hidden = attempts.length < 2;
    this.part("attempts").replaceChildren(...attempts.map(({ k, paper, slip }, n) => {
      const row = element("li", ""), button = element("button", [told(this, "attempt", { n: k }), momentOf(slip.body.h), this.marked.problem ? "" : `${points(paper.score)} / ${points(paper.of)}`].filter(Boolean).join(told(this, "gap")), "tm-button");
      button.type = "button";
      button.dataset.attempt = n;
      button.setAttribute("aria-pressed", n === this.at);
      row.append(button);
      return row;
    }));
  }

  line(name, texts, className = "") {
    const row = element("div", "", className), words = element("dd", "");
    words.append(...(texts.length ? texts : ["—"]).map((text) => element("p", text)));
    row.append(element("dt", told(this, name)), words);
    return row;
  }

  /** By the numbers of the table; on the phone each had an order of their own. */
  inOrder(cells) {
    const { columns } = this.marked, place = ({ id }) => (columns.includes(id) ? columns.indexOf(id) : columns.length);
    return [...cells].sort((a, b) => place(a) - place(b));
  }

  answer(cell, slip) {
    const { bank, columns } = this.marked, item = bank?.get(cell.id), row = element("li", "", "tm-answers__item"), head = element("p", "", "tm-answers__ask"), no = columns.indexOf(cell.id);
    row.dataset.state = cell.state;
    head.append(element("b", no < 0 ? "·" : no + 1), element("span", promptOf(bank, cell.id)));
    const state = element("b", told(this, `state-${cell.state}`), "tm-answers__state");
    if (cell.state === "half") state.append(` ${points(cell.share * item.points)} / ${item.points}`);
    head.append(state);
    row.append(head);
    if (!item || cell.state === "changed") {
      row.append(element("p", told(this, cell.state === "gone" ? "gone-why" : "changed-why"), "tm-meta"));
      return row;
    }
    if (isCritical(bank, cell.id)) row.append(this.critical());
    const words = element("dl", "");
    words.append(this.line("their", cell.state === "blank" ? [told(this, "nothing")] : answerWords(item, responseOf(item, slip.body, cell.as))));
    if (cell.state !== "right") words.append(this.line(item.hand === "write" ? "sample" : "right", rightWords(item), "tm-answers__key"));
    const judged = item.criteria && judgedOf(this.shell, slip)(cell.as);
    if (judged) words.append(this.line("met", item.criteria.filter(({ id }) => judged.met.includes(id)).map(({ text }) => text)));
    row.append(words);
    return row;
  }

  critical() {
    const note = element("p", "", "tm-critical");
    note.append(icon(this, "critical"), told(this, "critical"));
    return note;
  }

  /** Each sheet of role play, as it counts now. */
  sheets(slip) {
    const { bank } = this.marked;
    return sheetsOf(slip.body, bank, judgedOf(this.shell, slip)).map((sheet) => {
      const card = bank.get(sheet.card), { state, points: got, of } = markSheet(sheet, card), row = element("li", "", "tm-answers__item"), head = element("p", "", "tm-answers__ask"), words = element("dl", "");
      row.dataset.state = state;
      head.append(element("b", card.code), element("span", card.title), element("b", `${got} / ${of}`, "tm-answers__state"));
      words.append(this.line("about", [sheet.about || "—"]), this.line("by", [sheet.by || "—"]));
      words.append(this.line("level", card.rows.map(({ id, text }) => `${sheet.levels[id] ?? "—"}　${text}`)));
      if (sheet.text) words.append(this.line("best", [sheet.text]));
      if (sheet.change) words.append(this.line("change", [sheet.change]));
      row.append(head, words);
      return row;
    });
  }
}

customElements.define("desk-answers", DeskAnswers);
