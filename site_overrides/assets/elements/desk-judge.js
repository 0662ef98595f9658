// <desk-judge>: written answers laid side by side and judged by their criteria; kept at every tap.
import { markPaper, responseOf } from "../core/marking.js";
import { isConfirming } from "../core/register.js";
import { byCode } from "../core/results.js";
import { element } from "../page/element.js";
import { bankOf, icon, judgedOf, momentOf, told } from "../page/marked.js";
import { smallTape } from "../page/tape.js";

class DeskJudge extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector("[data-part=questions]");
    this.querySelector("select").addEventListener("change", ({ target }) => {
      this.shell.now = target.value;
      this.draw(this.shell);
    });
    this.addEventListener("change", ({ target }) => {
      if (target.name === "hide") this.redraw();
      else if (target.dataset.criterion) this.judge(target.closest("[data-answer]"));
    });
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-next]")) this.next();
      const none = target.closest("[data-none]");
      if (none) this.judge(none.closest("[data-answer]"), true);
    });
    this.addEventListener("progress", () => this.progress());
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** What of an assignment has to be judged is known by its bank alone. */
  async draw(shell) {
    this.shell = shell;
    const all = shell.assignments().filter((one) => !isConfirming(one) && shell.slipsOf(one.id).length), turn = (this.turns = (this.turns || 0) + 1);
    const now = all.find(({ id }) => id === shell.now) || all[0], list = this.querySelector("select");
    list.replaceChildren(...all.map((one) => Object.assign(element("option", [one.title || shell.setOf(one.set)?.title || one.set, one.groupName, momentOf(one.made)].filter(Boolean).join(told(this, "gap"))), { value: one.id })));
    this.part("choose").hidden = !all.length;
    this.part("none").hidden = all.length > 0;
    this.part("all").hidden = !now;
    if (!now) return;
    list.value = now.id;
    shell.now = now.id;
    const bank = await bankOf(shell, now, this.dataset.session);
    if (turn !== this.turns) return;
    Object.assign(this, { assignment: now, bank });
    this.part("missing").hidden = Boolean(bank);
    const set = shell.setOf(now.set);
    this.part("missing").textContent = bank ? "" : set ? told(this, set.kind === "sealed" ? "judge-key" : "fetch") : told(this, "gone-set", { text: now.set });
    this.redraw();
  }

  /** @returns {{question: object, answers: {slip: object, as: string, text: string}[]}[]} in the order of the bank */
  written() {
    if (!this.bank || this.assignment.set === "cards") return [];
    const slips = this.shell.slipsOf(this.assignment.id), found = new Map();
    for (const slip of slips) {
      // Of a question that has changed nobody knows what was asked.
      for (const { id, as, state } of markPaper(slip.body, this.bank, () => ({ met: [] }), this.assignment).cells) {
        const question = this.bank.get(id);
        if (!question || question.hand !== "write" || !["right", "half", "wrong"].includes(state)) continue;
        const { answers } = found.get(id) || found.set(id, { question, answers: [] }).get(id);
        answers.push({ slip, as, text: responseOf(question, slip.body, as).text });
      }
    }
    return [...found.values()];
  }

  get isHidden() {
    return this.querySelector("[name=hide]").checked;
  }

  redraw() {
    const isCards = this.assignment.set === "cards", sheets = this.querySelector("desk-sheets"), questions = this.written();
    sheets.hidden = !isCards || !this.bank;
    if (sheets.hidden) sheets.replaceChildren();
    if (!sheets.hidden) sheets.draw(this.shell, this.assignment, this.bank, this.isHidden);
    this.list.replaceChildren(...questions.map((one) => this.question(one)));
    const any = questions.length > 0 || (!sheets.hidden && sheets.children.length > 0);
    this.part("bar").hidden = !any;
    this.part("nothing").hidden = any || !this.bank;
    this.progress();
  }

  question({ question, answers }) {
    const part = element("section", "", "tm-judge__question"), given = element("dl", "", "tm-judge__given"), grid = element("ul", "", "tm-judge__answers"), isHidden = this.isHidden;
    for (const [name, text] of [["judge-poor", question.poor], ["judge-sample", question.sample]]) {
      if (!text) continue;
      const row = element("div", "");
      row.append(element("dt", told(this, name)), element("dd", text));
      given.append(row);
    }
    // With the names their order goes too: by staff code everybody would know whose turn it is.
    const order = isHidden ? (a, b) => (a.slip.receipt < b.slip.receipt ? -1 : 1) : (a, b) => byCode(a.slip.body, b.slip.body);
    grid.append(...answers.sort(order).map((answer, n) => this.answer(question, answer, n, isHidden)));
    part.append(element("h3", question.prompt), given, grid);
    return part;
  }

  answer(question, { slip, as, text }, n, isHidden) {
    const row = element("li", "", "tm-judge__answer"), judged = judgedOf(this.shell, slip)(as), { name, code, k } = slip.body, whose = isHidden ? told(this, "answer-no", { n: n + 1 }) : `${name || ""} ${code}`.trim();
    row.dataset.answer = `${slip.id}#${as}`;
    const head = element("p", "", "tm-judge__who"), set = element("fieldset", ""), none = element("button", told(this, "judge-none"), "tm-button");
    head.append(element("b", whose), ...(!isHidden && k > 1 ? [element("span", told(this, "attempt", { n: k }))] : []), element("span", "", "tm-judge__state"));
    set.append(element("legend", told(this, "judge-criteria", { text: whose }), "tm-hidden"), ...question.criteria.map(({ id, text: asks, critical }) => {
      const label = element("label", ""), box = element("input", ""), words = element("span", asks);
      Object.assign(box, { type: "checkbox", autocomplete: "off", checked: Boolean(judged && judged.met.includes(id)) });
      box.dataset.criterion = id;
      if (critical) {
        const note = element("span", "", "tm-critical");
        note.append(icon(this, "critical"), told(this, "must"));
        words.append(note);
      }
      label.append(box, words);
      return label;
    }));
    none.type = "button";
    none.dataset.none = "";
    row.append(head, element("blockquote", text, "tm-judge__text"), set, none);
    this.state(row, judged);
    return row;
  }

  state(row, judged) {
    const state = row.querySelector(".tm-judge__state");
    row.toggleAttribute("data-done", Boolean(judged));
    state.replaceChildren(...(judged ? [icon(this, "check"), told(this, judged.met.length ? "judged" : "judged-none")] : [told(this, "not-judged")]));
  }

  async judge(row, none = false) {
    const boxes = [...row.querySelectorAll("[data-criterion]")];
    if (none) for (const box of boxes) box.checked = false;
    const judged = { met: boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset.criterion), at: Date.now() };
    const kept = this.shell.desk.put("judged", row.dataset.answer, judged);
    this.state(row, judged);
    this.progress();
    if (!(await kept)) this.shell.say(told(this, "not-kept"));
  }

  get open() {
    return [...this.querySelectorAll("[data-answer]:not([data-done])")];
  }

  progress() {
    const all = this.querySelectorAll("[data-answer]").length, left = this.open.length;
    this.part("progress").textContent = told(this, left ? "progress" : "progress-done", { n: all - left, of: all });
    this.part("tape").replaceChildren(...(all ? [smallTape(all, all - left)] : []));
    this.querySelector("[data-next]").hidden = !left;
  }

  /** The next one behind where the reader is, round to the first. */
  next() {
    const at = document.activeElement && document.activeElement.closest("[data-answer]"), { open } = this;
    const target = open.find((row) => at && at.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) || open[0];
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.querySelector("input").focus({ preventScroll: true });
  }
}

customElements.define("desk-judge", DeskJudge);
