// <review-count>: how many questions are due today, beside the way to them.
import { dueToday } from "../core/review.js";
import { openRecord } from "../page/here.js";

class ReviewCount extends HTMLElement {
  connectedCallback() {
    const items = this.dataset.items.split(" ").map((item) => item.split(":")).map(([id, tag, ...was]) => ({ id, tag, was }));
    const n = dueToday(openRecord(this).record, items, Date.now()).length, told = this.querySelector("[data-some]");
    told.textContent = n ? told.dataset.some.replace("{n}", n) : told.dataset.none;
    this.toggleAttribute("data-due", n > 0);
  }
}

customElements.define("review-count", ReviewCount);
