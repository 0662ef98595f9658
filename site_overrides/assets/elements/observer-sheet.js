// The observer's slip: points for each line, their sum, kept on this phone.
import { fill, kept } from "../core/kept.js";
import { storage, storeOf } from "../page/here.js";

class ObserverSheet extends HTMLElement {
  connectedCallback() {
    this.keep = kept(storage, storeOf(this));
    this.rows = [...this.querySelectorAll("[data-row]")];
    this.fields = [...this.querySelectorAll("[name]")];
    this.toggleAttribute("data-live", true);
    this.put(this.keep.read(this.dataset.key, {}));
    this.addEventListener("input", () => {
      const now = {};
      for (const field of this.fields)
        if (field.type === "radio" ? field.checked : field.value) now[field.name] = field.value;
      this.tell(this.keep.write(this.dataset.key, now));
    });
    this.querySelector("[data-clear]").addEventListener("click", () => {
      this.put({});
      this.tell(this.keep.drop(this.dataset.key));
    });
  }

  put(values) {
    for (const field of this.fields)
      if (field.type === "radio") field.checked = values[field.name] === field.value;
      else field.value = values[field.name] ?? "";
    this.tell(true);
  }

  tell(done) {
    let sum = 0;
    let open = 0;
    let zero = false;
    for (const row of this.rows) {
      const chosen = row.querySelector(":checked");
      for (const anchor of row.querySelectorAll("[data-level]"))
        anchor.toggleAttribute("data-on", anchor.dataset.level === chosen?.value);
      if (!chosen) open += 1;
      else sum += Number(chosen.value);
      if (chosen?.value === "0" && "critical" in row.dataset) zero = true;
    }
    const { dataset } = this;
    const of = this.rows.length * 2;
    const enough = sum * 100 >= of * Number(dataset.pass);
    this.querySelector("[data-total]").textContent = fill(dataset.sum, { n: sum, of });
    this.querySelector("[data-rest]").textContent = open
      ? fill(dataset.open, { n: open })
      : zero ? "" : enough ? dataset.passed : dataset.below;
    this.querySelector(".tm-observer__zero").textContent = zero ? dataset.zero : "";
    const say = this.querySelector(".tm-say");
    say.textContent = done ? "" : dataset.failed;
    say.classList.toggle("tm-say--failed", !done);
  }
}
customElements.define("observer-sheet", ObserverSheet);
