// <learner-list>: the learners of this device with what each has done: change hands, give a name, add somebody.
import { chooseLearner, learnerCalled, learnersOf, listedLearners, prefixed } from "../core/learners.js";
import { readRecord } from "../core/record.js";
import { summaryOf } from "../core/transfer.js";
import { baseOf, storage } from "../page/here.js";
import { holding, said } from "../page/words.js";

class LearnerList extends HTMLElement {
  connectedCallback() {
    if (this.base) return;
    this.base = baseOf(this);
    this.hidden = false;
    this.closest("[data-store]").addEventListener("record", () => this.draw());
    this.addEventListener("submit", (event) => this.submitted(event));
    this.draw();
  }

  draw() {
    const { now, names } = learnersOf(storage, this.base), [other, current] = this.querySelector("template").content.children;
    this.querySelector("[data-do=rename] input").value = names[now];
    const rows = listedLearners(storage, this.base).map(([id, name]) => {
      const row = (id === now ? current : other).cloneNode(true);
      let text = null;
      try {
        text = storage().getItem(`${prefixed(this.base, id)}/record`);
      } catch { /* refused: <record-care> says so */ }
      row.querySelector(".tm-row__name").textContent = name || said(this, "nobody");
      row.querySelector(".tm-row__note").textContent = holding(this, summaryOf(readRecord(text).record));
      row.firstElementChild.onclick = id === now ? null : () => this.choose(id);
      return row;
    });
    this.querySelector("[data-part=rows]").replaceChildren(...rows);
  }

  submitted(event) {
    const { now, names } = learnersOf(storage, this.base), form = event.target, name = form.elements.name.value.trim();
    event.preventDefault();
    if (!name) form.elements.name.focus();
    else this.choose(form.dataset.do === "rename" ? now : learnerCalled(name, names), name);
  }

  choose(id, name) {
    // Everything on the page reads under the new prefix once it loads anew.
    if (chooseLearner(storage, this.base, id, name)) location.reload();
    else this.querySelector(".tm-say").textContent = said(this, "failed");
  }
}

customElements.define("learner-list", LearnerList);
