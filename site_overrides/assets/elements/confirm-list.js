// <confirm-list>: read and understood, one tap a section; a question or an exception stays with it. Nothing is sent from here.
import { confirmationOf, countOf, forRole, withConfirmation, withNote, withoutConfirmation } from "../core/confirming.js";
import { kept } from "../core/kept.js";
import { openRecord, storage, storeOf } from "../page/here.js";
import { said } from "../page/words.js";

const day = (ms) => new Date(ms).toLocaleDateString(document.documentElement.lang, { year: "numeric", month: "long", day: "numeric" });

class ConfirmList extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("[data-confirm]").textContent);
    this.local = kept(storage, storeOf(this));
    this.store = openRecord(this);
    this.section = new Map(this.data.sections.map((section) => [section.ref, section]));
    this.rows = [...this.querySelectorAll("[data-ref]")];
    this.build();
    this.chooseRole();
    this.addEventListener("click", ({ target, detail }) => {
      const button = target.closest("[data-do]");
      // The second click of a double click must not take back what the first one did.
      if (button && detail < 2) this[button.dataset.do](button.closest("[data-ref]"));
    });
    // Back from reading, or confirmed in another tab.
    for (const event of ["pageshow", "storage"])
      addEventListener(event, ({ persisted }) => persisted !== false && (this.store.load(), this.show()));
    this.setAttribute("data-ready", "");
    this.show();
    this.unfold();
  }

  part(name, within = this) {
    return within.querySelector(`[data-part=${name}]`);
  }

  /** In an edition that is kept everything can be read and nothing confirmed: it would count for the present one. */
  get isKept() {
    return "kept" in this.dataset;
  }

  build() {
    const hands = this.querySelector("template[data-words]").content.querySelector(".tm-confirm__do");
    for (const row of this.rows) {
      const own = hands.cloneNode(true), note = own.querySelector("textarea"), { title } = this.sectionOf(row);
      note.setAttribute("aria-label", `${own.querySelector("summary").textContent} ${title}`);
      own.querySelector("[data-do=undo]").setAttribute("aria-label", `${own.querySelector("[data-do=undo]").textContent} ${title}`);
      note.value = confirmationOf(this.store.record, this.sectionOf(row)).note;
      own.querySelector("details").open = note.value !== "";
      note.addEventListener("input", () => this.keep((record, now) => withNote(record, this.sectionOf(row), note.value, now), row));
      if (this.isKept) for (const hand of own.querySelectorAll(".tm-buttons, details")) hand.remove();
      row.append(own);
    }
  }

  chooseRole() {
    const role = this.part("role"), select = role.querySelector("select"), known = this.local.read("role", "");
    role.hidden = false;
    if (known in this.data.roles) select.value = known;
    select.addEventListener("change", () => {
      this.local.write("role", select.value);
      this.show();
    });
  }

  get role() {
    return this.part("role").querySelector("select").value;
  }

  sectionOf(row) {
    return this.section.get(row.dataset.ref);
  }

  /** Somebody comes from the end of a chapter: to what is open there, perhaps inside the fold. */
  unfold() {
    const own = this.rows.filter((row) => !row.hidden && this.sectionOf(row).chapter === location.hash.slice(1)), open = own.find(({ dataset }) => dataset.state !== "done");
    const row = open || own[0], fold = row && row.closest("details");
    if (!row) return;
    if (fold) fold.open = true;
    (row.closest("[data-chapter]") || row).scrollIntoView();
  }

  keep(change, row) {
    this.store.update((record) => change(record, Date.now()));
    this.showRow(row);
    this.showCounts();
  }

  confirm(row) {
    const section = this.sectionOf(row), { state, isRead } = confirmationOf(this.store.record, section);
    if (state === "done") return;
    if (!isRead && !("asked" in row.dataset)) {
      row.dataset.asked = "";
      this.showRow(row);
      this.tell(said(this, "ask"));
      return;
    }
    delete row.dataset.asked;
    this.keep((record, now) => withConfirmation(record, section, this.data.edition, this.role, now), row);
    row.querySelector("[data-do=undo]").focus({ preventScroll: true });
    this.tell(said(this, "told", { text: section.title }));
  }

  undo(row) {
    this.keep((record, now) => withoutConfirmation(record, this.sectionOf(row), now), row);
    row.querySelector("[data-do=confirm]").focus({ preventScroll: true });
    this.tell(said(this, "undone", { text: this.sectionOf(row).title }));
  }

  tell(text) {
    this.part("told").textContent = text;
  }

  show() {
    const mine = new Set(forRole(this.data.sections, this.role));
    for (const row of this.rows) {
      row.hidden = !mine.has(this.sectionOf(row));
      this.showRow(row);
    }
    for (const group of this.querySelectorAll("[data-chapter], [data-group]")) group.hidden = !group.querySelector("[data-ref]:not([hidden])");
    this.part("choose").hidden = Boolean(this.role);
    this.showCounts();
  }

  showRow(row) {
    const { state, isRead, said: before } = confirmationOf(this.store.record, this.sectionOf(row)), asked = "asked" in row.dataset;
    const words = before && { day: day(before.at), text: before.edition ? said(this, "edition", { n: before.edition }) : said(this, "working") };
    row.dataset.state = state;
    this.part("state", row).textContent = asked && state !== "done" ? said(this, "ask") : before ? said(this, state, words) : said(this, isRead ? "none" : "unread");
    if (this.isKept) return;
    const [confirm, undo] = row.querySelectorAll("[data-do]");
    confirm.textContent = said(this, asked ? "do-anyway" : "do");
    confirm.setAttribute("aria-label", `${confirm.textContent} ${this.sectionOf(row).title}`);
    confirm.hidden = state === "done";
    undo.hidden = state !== "done";
  }

  showCounts() {
    const mine = forRole(this.data.sections, this.role), whole = mine.filter(({ what }) => what === "whole");
    // Of a first edition everything has to be confirmed, of a later one what it changed.
    const { n, of } = countOf(this.store.record, this.data.base ? mine.filter((one) => !whole.includes(one)) : mine);
    this.part("count").textContent = said(this, !of ? "count-none" : n === of ? "count-all" : "count", { n, of });
    this.part("count").toggleAttribute("data-all", of > 0 && n === of);
    if (this.part("whole-count")) this.part("whole-count").textContent = said(this, "whole-count", countOf(this.store.record, whole));
    for (const note of this.querySelectorAll("[data-problem]")) note.hidden = note.dataset.problem !== this.store.problem;
  }
}

customElements.define("confirm-list", ConfirmList);
