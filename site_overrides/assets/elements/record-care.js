// <record-care>: how the record is kept on this device: what hinders that, the text set aside, the room it takes, its end.
import { forgetLearner, learnersOf } from "../core/learners.js";
import { summaryOf } from "../core/transfer.js";
import { baseOf, openRecord, storage, storeOf } from "../page/here.js";
import { holding, said, whose } from "../page/words.js";

/** Without so much room left the next answers may not find theirs. */
const ROOM = 20000;

class RecordCare extends HTMLElement {
  connectedCallback() {
    if (this.base) return;
    this.base = baseOf(this);
    this.hidden = false;
    this.closest("[data-store]").addEventListener("record", () => this.draw());
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do]();
    });
    this.draw();
  }

  get aside() {
    return `${storeOf(this)}/record.damaged`;
  }

  /** @returns {null|"blocked"|"newer"|"full"|"damaged"} */
  state(store) {
    // What could be read takes the place of the damaged text, which stands aside by now.
    if (store.problem === "damaged") store.update((record) => record);
    if (store.problem && store.problem !== "damaged") return store.problem;
    const probe = `${storeOf(this)}/probe`;
    try {
      storage().setItem(probe, "-".repeat(ROOM));
      storage().removeItem(probe);
    } catch {
      return "full";
    }
    return storage().getItem(this.aside) === null ? null : "damaged";
  }

  draw() {
    const page = this.closest(".tm-record"), store = openRecord(this), state = this.state(store), blocked = state === "blocked";
    page.setAttribute("data-ready", "");
    page.dataset.off = state || "";
    for (const note of page.querySelectorAll("[data-state]")) note.hidden = note.dataset.state !== state;
    if (blocked) return;
    const { now, names } = learnersOf(storage, this.base), mine = whose(this, names[now]);
    this.holds = holding(this, summaryOf(store.record));
    this.part("aside").hidden = storage().getItem(this.aside) === null;
    this.part("used").textContent = said(this, "used", { whose: mine, n: this.room(`${storeOf(this)}/`), all: this.room(this.base) });
    this.querySelector("[data-do=erase]").textContent = said(this, "erase-do", { whose: mine });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** Kilobytes of what is kept under a prefix; browsers count letters. */
  room(prefix) {
    const mine = Object.entries(storage()).filter(([key]) => key.startsWith(prefix));
    return Math.ceil(mine.reduce((sum, [key, text]) => sum + key.length + text.length, 0) / 1000);
  }

  show() {
    this.querySelector("share-code").show({ text: storage().getItem(this.aside) });
  }

  drop() {
    if (!confirm(said(this, "aside-ask"))) return;
    storage().removeItem(this.aside);
    this.draw();
  }

  erase() {
    const { now, names } = learnersOf(storage, this.base);
    if (!confirm(said(this, "erase-ask", { whose: whose(this, names[now]), holds: this.holds }))) return;
    forgetLearner(storage, this.base, now);
    location.reload();
  }
}

customElements.define("record-care", RecordCare);
