// A few written lines that stay on this phone.
import { kept } from "../core/kept.js";
import { storage, storeOf } from "../page/here.js";

class SavedText extends HTMLElement {
  connectedCallback() {
    const keep = kept(storage, storeOf(this));
    const { key, saved, failed } = this.dataset;
    const text = this.querySelector("textarea");
    const say = this.querySelector(".tm-say");
    text.value = keep.read(key, "") || text.value;
    let later;
    text.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(() => {
        const done = text.value ? keep.write(key, text.value) : keep.drop(key);
        say.textContent = done ? saved : failed;
        say.classList.toggle("tm-say--failed", !done);
      }, 400);
    });
  }
}
customElements.define("saved-text", SavedText);
