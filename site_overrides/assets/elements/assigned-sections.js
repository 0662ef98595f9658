// <assigned-sections>: the sections of an assignment that a role has to confirm, what is confirmed of them, and what is still
// open. They are read and confirmed elsewhere; here it is handed in, as often as it takes.
import { confirmationOf, forRole } from "../core/confirming.js";
import { linesOf } from "../core/handed.js";
import { kept } from "../core/kept.js";
import { element } from "../page/element.js";
import { openRecord, storage, storeOf } from "../page/here.js";
import { dayOf } from "../page/moments.js";
import { said } from "../page/words.js";

class AssignedSections extends HTMLElement {
  connectedCallback() {
    if (this.store) return;
    this.store = openRecord(this);
    this.local = kept(storage, storeOf(this));
    this.part("role").addEventListener("change", ({ target }) => {
      this.local.write("role", target.value);
      this.redraw();
    });
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-act=hand-in]")) this.dispatchEvent(new Event("handed"));
    });
    // Somebody comes back from where they have confirmed: by the way back, or out of another tab.
    addEventListener("pageshow", () => this.again());
    document.addEventListener("visibilitychange", () => this.again());
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  again() {
    if (this.task && !this.hidden && !this.closest("[hidden]")) this.redraw();
  }

  get role() {
    return this.part("role").value;
  }

  /** What is handed in: everything that was said of a section of the assignment, whoever's role it is. */
  get lines() {
    this.store.load();
    return linesOf(this.store.record, this.task.set.sections);
  }

  /** @param {{assignment: object, set: object}} task */
  show(task) {
    this.task = task;
    this.started = Date.now();
    const chosen = this.local.read("role", "");
    this.part("role").value = chosen;
    // A role that the manual has no more is none.
    if (this.part("role").selectedIndex < 0) this.part("role").value = "";
    this.redraw();
  }

  redraw() {
    this.store.load();
    const sections = forRole(this.task.set.sections, this.role).map((section) => ({ section, ...confirmationOf(this.store.record, section) }));
    const open = sections.filter(({ state }) => state !== "done"), done = sections.filter(({ state }) => state === "done");
    this.part("count").textContent = said(this, open.length ? "sections-count" : "sections-all", { n: done.length, of: sections.length, text: open.length });
    this.part("open").replaceChildren(...open.map((one) => this.row(one)));
    this.part("done").replaceChildren(...done.map((one) => this.row(one)));
    this.part("done-fold").hidden = !done.length;
    this.part("done-title").textContent = said(this, "sections-done", { n: done.length });
    this.part("to-confirm").hidden = !open.length;
    // There the first of these is shown, wherever it is folded away.
    this.part("to-confirm").hash = open.length ? open[0].section.chapter : "";
    const hand = this.querySelector("[data-act=hand-in]");
    hand.disabled = !this.lines.length;
    hand.classList.toggle("tm-button--main", !open.length);
  }

  row({ section, state, said: confirmed, note }) {
    const row = element("li", ""), link = element("a", "", "tm-row"), words = element("span", "");
    link.href = section.url;
    const standing = said(this, `section-${state}`, { day: confirmed ? dayOf(confirmed.at) : "" });
    const home = section.what === "notice" ? said(this, "notice") : said(this, "chapter-n", { text: section.number });
    words.append(element("span", section.title, "tm-row__name"), element("span", [home, standing, note && said(this, "section-note")].filter(Boolean).join(said(this, "stop")), "tm-row__note"));
    row.dataset.state = state;
    link.append(words);
    row.append(link);
    return row;
  }
}

customElements.define("assigned-sections", AssignedSections);
