// <dialogue-hunt>: hides what is said of each line until the reader taps it. Without script all of it stands there.
import { fill } from "../core/kept.js";

class DialogueHunt extends HTMLElement {
  connectedCallback() {
    const foot = this.querySelector(".tm-dialogue__foot");
    if (!foot || this.lines) return;
    this.lines = [...this.querySelectorAll("[data-line]")].map((line) => this.asButton(line));
    for (const note of this.querySelectorAll("[data-note]")) note.hidden = true;
    for (const part of [foot, this.querySelector(".tm-dialogue__find")]) part.hidden = false;
    foot.querySelector("button").addEventListener("click", () => {
      for (const line of this.lines) this.open(line);
      this.tell();
    });
    this.tell();
  }

  asButton(line) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = line.className;
    button.dataset.line = line.dataset.line;
    button.append(...line.childNodes);
    button.addEventListener("click", () => {
      this.open(button);
      this.tell(button.dataset.line === "fine" ? this.dataset.fine : "");
    });
    line.replaceWith(button);
    return button;
  }

  open(line) {
    line.dataset.hit = line.dataset.line;
    const note = line.parentNode.querySelector("[data-note]");
    if (note) note.hidden = false;
  }

  tell(more = "") {
    const mistakes = this.lines.filter(({ dataset }) => dataset.line === "mistake");
    const n = mistakes.filter(({ dataset }) => dataset.hit).length;
    this.querySelector("[role=status]").textContent = `${more}${fill(this.dataset.found, { n, of: mistakes.length })}`;
  }
}

customElements.define("dialogue-hunt", DialogueHunt);
