// <edition-news>: how much of what changed this person has to read again, beside the way to it.
import { mine } from "../core/delta.js";
import { fill, kept } from "../core/kept.js";
import { openRecord, storage, storeOf } from "../page/here.js";

class EditionNews extends HTMLElement {
  connectedCallback() {
    this.data = JSON.parse(this.querySelector("[data-changes]").textContent);
    this.show();
    // The roof above asks for the role, in a list or in a choice; by now it has written down what was said.
    for (const name of ["click", "change"]) document.addEventListener(name, () => this.role() !== this.shown && this.show());
  }

  role() {
    return kept(storage, storeOf(this)).read("role", "") || "";
  }

  show() {
    this.shown = this.role();
    const { record } = openRecord(this), own = mine(record, this.data, this.shown);
    const told = this.querySelector("[data-some]");
    if (own.length) {
      const minutes = Math.max(1, Math.ceil(own.reduce((sum, { minutes }) => sum + minutes, 0)));
      told.textContent = fill(told.dataset.some, { n: own.length, minutes });
    } else if (Object.keys(record.read).length) told.textContent = told.dataset.none;
    told.hidden = !told.textContent;
    this.toggleAttribute("data-due", own.length > 0);
  }
}

customElements.define("edition-news", EditionNews);
