// A form that is kept on this phone, printed filled in or blank, and cleared on demand.
import { kept } from "../core/kept.js";
import { storage, storeOf } from "../page/here.js";

const values = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));

const put = (form, entries) => {
  form.reset();
  for (const [name, value] of Object.entries(entries)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  mark(form);
};

// empty dates print as an empty line, not as yyyy/mm/dd
const mark = (form) => {
  for (const field of form.querySelectorAll("[type^=date]")) field.toggleAttribute("data-set", field.value !== "");
};

class SavedForm extends HTMLElement {
  connectedCallback() {
    const keep = kept(storage, storeOf(this));
    const { key, saved, failed, cleared, ask } = this.dataset;
    const form = this.querySelector("form");
    const line = this.querySelector(".tm-say");
    const say = (done, text) => {
      line.textContent = done ? text : failed;
      line.classList.toggle("tm-say--failed", !done);
    };
    put(form, keep.read(key, {}));
    this.querySelector("[data-tools]").hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      mark(form);
      say(keep.write(key, values(form)), saved);
    });
    this.querySelector("[data-clear]").addEventListener("click", () => {
      if (!confirm(ask)) return;
      put(form, {});
      say(keep.drop(key), cleared);
    });
    for (const button of this.querySelectorAll("[data-print]"))
      button.addEventListener("click", () => {
        const now = values(form);
        if (button.dataset.print === "blank") put(form, {});
        print();
        put(form, now);
      });
  }
}
customElements.define("saved-form", SavedForm);
