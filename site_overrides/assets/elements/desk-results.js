// <desk-results>: what came of one assignment. It marks what was handed in and says so to the parts inside it.
import { isConfirming } from "../core/register.js";
import { element } from "../page/element.js";
import { markedAt, momentOf, told } from "../page/marked.js";
import { registeredAt } from "../page/registered.js";
import { said } from "../page/words.js";

const VIEWS = ["people", "items", "teach", "paper"];

class DeskResults extends HTMLElement {
  connectedCallback() {
    if (this.parts) return;
    this.parts = Object.fromEntries(VIEWS.map((view) => [view, [...this.querySelectorAll(`[data-view~=${view}]`)]]));
    this.view = "people";
    this.pick = "last";
    this.querySelector("select").addEventListener("change", ({ target }) => {
      this.shell.now = target.value;
      this.view = "people";
      this.draw(this.shell);
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-show]");
      if (button) this.turn(button.dataset.show);
      else if (target.closest("[data-judge]")) this.shell.go("judge");
    });
    this.addEventListener("change", ({ target }) => {
      if (target.name !== "pick") return;
      this.pick = target.value;
      this.draw(this.shell);
    });
    // A key file was taken, or a person's answers were judged.
    this.addEventListener("marks", () => this.draw(this.shell));
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** @returns {object|undefined} the one in view, else the latest that somebody has handed in */
  chosen() {
    const all = this.shell.assignments();
    return all.find(({ id }) => id === this.shell.now) || all.find(({ id }) => this.shell.slipsOf(id).length) || all[0];
  }

  async draw(shell) {
    this.shell = shell;
    const assignment = this.chosen(), turn = (this.turns = (this.turns || 0) + 1);
    this.part("none").hidden = Boolean(assignment);
    this.part("all").hidden = !assignment;
    this.choice(assignment);
    if (!assignment) return undefined;
    shell.now = assignment.id;
    // What is read is not marked: it has a register instead of all else.
    this.part("marks").hidden = isConfirming(assignment);
    this.querySelector("desk-register").hidden = !isConfirming(assignment);
    if (isConfirming(assignment)) return this.register(assignment);
    const marked = await markedAt(shell, assignment, this.dataset.session, this.pick);
    // Another one was chosen while this one was being fetched.
    if (turn !== this.turns) return undefined;
    this.marked = marked;
    this.about(marked);
    return this.turn(this.view);
  }

  register(assignment) {
    const register = registeredAt(this.shell, assignment);
    this.head(assignment, register.set || { title: said(this, "register-lost") }, [assignment.due ? told(this, "due", { day: momentOf(assignment.due) }) : ""]);
    this.querySelector("desk-register").draw(this.shell, register);
  }

  /** What it is, for whom, and facts about it. */
  head(assignment, set, facts) {
    this.part("title").textContent = set ? assignment.title || set.title : told(this, "gone-set", { text: assignment.set });
    this.part("facts").textContent = [this.groupOf(assignment), ...facts].filter(Boolean).join(told(this, "gap"));
  }

  groupOf({ group, groupName }) {
    return groupName || (this.shell.desk.get("groups", group) || {}).name || "";
  }

  choice(now) {
    const list = this.querySelector("select");
    list.replaceChildren(...this.shell.assignments().map((one) => {
      const n = this.shell.slipsOf(one.id).length;
      return Object.assign(element("option", [one.title || this.shell.setOf(one.set)?.title || (isConfirming(one) ? said(this, "register-lost") : one.set), this.groupOf(one), momentOf(one.made), n ? told(this, "slips", { n }) : ""].filter(Boolean).join(told(this, "gap"))), { value: one.id });
    }));
    if (now) list.value = now.id;
  }

  about(marked) {
    const { assignment, set, people, missing, problem, isCards, bank } = marked, isCritical = !isCards && Boolean(set?.critical);
    this.head(assignment, set, [
      assignment.due ? told(this, "due", { day: momentOf(assignment.due) }) : "",
      isCards ? "" : told(this, isCritical ? "pass-critical" : "pass", { n: assignment.pass }), assignment.attempts > 1 ? told(this, "attempts", { n: assignment.attempts }) : "",
    ]);
    const all = people.length + missing.length, open = people.flatMap(({ attempts }) => attempts).flatMap(({ paper }) => paper.cells).filter(({ state }) => state === "unjudged").length;
    this.part("count").textContent = all > people.length || missing.length ? told(this, "count", { n: people.length, of: all }) : told(this, "count-open", { n: people.length });
    this.part("missing").hidden = !missing.length;
    this.part("missing").textContent = missing.length ? told(this, "missing", { text: missing.map(({ name, code }) => name || code).join(told(this, "and")) }) : "";
    this.part("open").hidden = !open;
    this.part("open-text").textContent = told(this, "to-judge", { n: open });
    this.part("pick").hidden = Boolean(problem) || !people.some(({ attempts }) => attempts.length > 1);
    this.part("fetch").hidden = problem !== "fetch" || !set;
    this.part("empty").hidden = people.length > 0;
    this.part("left-out").hidden = !people.some(({ shown }) => shown.paper.cells.some(({ state }) => state === "changed" || state === "gone"));
    this.querySelector("desk-key").draw(this.shell, marked);
    // Of cards, and of a paper without its key, there is the one view.
    this.part("views").hidden = isCards || !bank;
  }

  turn(view) {
    const { marked } = this, shown = marked.bank && !marked.isCards ? view : "people";
    this.view = shown;
    for (const [name, parts] of Object.entries(this.parts))
      for (const part of parts) {
        part.hidden = name !== shown;
        if (!part.hidden && part.draw) part.draw(this.shell, marked);
      }
    for (const button of this.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", button.dataset.show === shown);
  }
}

customElements.define("desk-results", DeskResults);
