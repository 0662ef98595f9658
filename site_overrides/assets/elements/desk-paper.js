// <desk-paper>: the same questions on paper, and their answers apart: two print jobs, so that no key lies among the papers.
import { drawAsked, isPaper } from "../core/assignment.js";
import { catalogueAt } from "../page/catalogue.js";
import { element } from "../page/element.js";
import { keySheet, paperSheet } from "../page/exampaper.js";
import { bankOf, poolOf, told } from "../page/marked.js";

const LETTERS = 8;

class DeskPaper extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => this.told());
    this.addEventListener("click", ({ target }) => {
      const { print: kind } = target.closest("[data-print]")?.dataset ?? {};
      if (kind) this.print(kind);
    });
  }

  draw(shell, marked) {
    const { assignment } = marked, isNew = !this.marked || this.marked.assignment.id !== assignment.id;
    Object.assign(this, { shell, marked });
    if (isNew) this.fillIn();
    this.told();
  }

  /** This assignment, or any set at all: a paper for who has no phone, or for a class of its own. */
  fillIn() {
    const { set, n, source, attempt } = this.form.elements, own = Object.assign(element("option", told(this, "paper-own")), { value: "" });
    set.replaceChildren(own, ...this.shell.sets.filter(isPaper).map((one) => Object.assign(element("option", one.title), { value: one.set })));
    n.value = "";
    attempt.value = 1;
    attempt.max = Math.max(1, this.marked.assignment.attempts);
    source.value = "";
  }

  /** What is to be drawn: an assignment, or one made up for this paper. */
  get wanted() {
    const { assignment } = this.marked, { set, n, source, attempt } = this.form.elements, name = set.value;
    if (!name) return { assignment, k: Math.min(Math.max(1, Number(attempt.value) || 1), Math.max(1, assignment.attempts)) };
    const chosen = this.shell.setOf(name), seed = source.value.trim().slice(0, 12) || "1";
    return { assignment: { id: seed, set: name, seed, n: Math.min(Number(n.value) || chosen.n, chosen.of), pass: chosen.pass, minutes: chosen.minutes || 0, note: "", edition: this.shell.edition, digest: chosen.digest || "" }, k: 1 };
  }

  told() {
    const { set, attempt } = this.form.elements, isOwn = !set.value;
    for (const part of this.form.querySelectorAll("[data-own]")) part.hidden = isOwn !== (part.dataset.own === "yes") || (part.contains(attempt) && this.marked.assignment.attempts < 2);
    if (!isOwn) this.form.elements.n.placeholder = this.shell.setOf(set.value).n;
    this.say("");
  }

  say(text) {
    this.querySelector("[role=status]").textContent = text;
  }

  /** @returns {Promise<import("../page/exampaper.js").Paper|null>} null: its questions are not here */
  async paper() {
    const { assignment, k } = this.wanted, set = this.shell.setOf(assignment.set), bank = set && (await bankOf(this.shell, assignment, ""));
    if (!bank) return null;
    // Nobody plays a conversation on paper. An assignment's paper asks what its phones ask, without them; another is drawn without them.
    const talks = ({ hand }) => hand === "walk", pool = poolOf(bank, set).filter((item) => !this.form.elements.set.value || !talks(item));
    const drawn = drawAsked(assignment, set, pool, k).map((id) => bank.get(id)), items = drawn.filter((item) => !talks(item));
    return {
      left: drawn.length - items.length, title: set.title, number: `${String(assignment.id).slice(0, LETTERS).toUpperCase()}-${k}`, edition: assignment.edition, items,
      pass: assignment.pass, minutes: assignment.minutes, note: assignment.note || "",
    };
  }

  async print(kind) {
    const paper = await this.paper();
    if (!paper) {
      this.say(told(this, "paper-none"));
      return;
    }
    const page = this.closest("[data-store]"), sheet = kind === "key" ? keySheet(this, paper, await catalogueAt(this.shell.dataset.assignment)) : paperSheet(this, paper);
    const home = element("div", "", "tm-exam");
    this.gone();
    home.append(sheet);
    page.append(home);
    page.setAttribute("data-printing", "");
    this.say([told(this, `paper-ready-${kind}`, { text: paper.number }), paper.left ? told(this, "paper-talks", { n: paper.left }) : ""].join(""));
    print();
    // Some phones go on while they print: what was printed leaves with the next step.
    this.leave = () => this.gone();
    addEventListener("pointerdown", this.leave, { once: true, capture: true });
  }

  gone() {
    const page = this.closest("[data-store]");
    for (const old of page.querySelectorAll(":scope > .tm-exam")) old.remove();
    page.removeAttribute("data-printing");
    if (this.leave) removeEventListener("pointerdown", this.leave, { capture: true });
  }
}

customElements.define("desk-paper", DeskPaper);
