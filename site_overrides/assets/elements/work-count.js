// <work-count>: how many assignments on this phone are still to be answered, beside the way to them.
import { kept } from "../core/kept.js";
import { storage, storeOf } from "../page/here.js";

class WorkCount extends HTMLElement {
  connectedCallback() {
    const rows = Object.values(kept(storage, storeOf(this)).read("assigned", {}) || {}), told = this.querySelector("[data-some]");
    const n = rows.filter((row) => row instanceof Object && !(row.done || []).length && !(row.due && row.due < Date.now())).length;
    if (n) told.textContent = told.dataset.some.replace("{n}", n);
  }
}

customElements.define("work-count", WorkCount);
