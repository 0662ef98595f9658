// A checklist that remembers its ticks or points and adds them up.
import { fill, kept } from "../core/kept.js";
import { playKey } from "../page/handing.js";
import { storage, storeOf } from "../page/here.js";

class SavedList extends HTMLElement {
  connectedCallback() {
    this.keep = kept(storage, storeOf(this));
    this.inputs = [...this.querySelectorAll("[data-item]")];
    if ("play" in this.dataset) this.dataset.key = playKey(this, "facts");
    const before = this.keep.read(this.dataset.key, {});
    for (const input of this.inputs) {
      const value = before[input.dataset.item];
      input.checked = input.type === "radio" ? String(value) === input.value : Boolean(value);
    }
    const clear = this.querySelector("[data-clear]");
    clear.hidden = false;
    clear.addEventListener("click", () => {
      for (const input of this.inputs) input.checked = false;
      this.tell(this.keep.drop(this.dataset.key));
    });
    this.addEventListener("change", () => {
      const now = {};
      for (const input of this.inputs)
        if (input.checked) now[input.dataset.item] = input.type === "radio" ? Number(input.value) : true;
      this.tell(this.keep.write(this.dataset.key, now));
    });
    this.tell(true);
  }

  tell(done) {
    const { mode, scale, count, sum, failed } = this.dataset;
    const say = this.querySelector(".tm-say");
    say.textContent = done ? "" : failed;
    say.classList.toggle("tm-say--failed", !done);
    const of = new Set(this.inputs.map((input) => input.dataset.item)).size;
    const chosen = this.inputs.filter((input) => input.checked);
    const line = this.querySelector("[role=status]");
    if (mode !== "rate") {
      line.textContent = fill(count, { n: chosen.length, of });
      return;
    }
    const n = chosen.reduce((total, input) => total + Number(input.value), 0);
    line.textContent = fill(sum, { n, of: of * scale, open: of - chosen.length });
    const lowest = this.querySelector("ol");
    lowest.hidden = chosen.length < of || of < 4;
    const worst = [...chosen].sort((a, b) => a.value - b.value).slice(0, 3);
    lowest.replaceChildren(
      ...worst.map((input) => {
        const row = document.createElement("li");
        row.textContent = `${input.closest("fieldset").querySelector("legend").textContent} (${input.value})`;
        return row;
      }),
    );
    if (!lowest.hidden) line.append(" ", this.dataset.lowest);
  }
}
customElements.define("saved-list", SavedList);
