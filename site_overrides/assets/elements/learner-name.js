// <learner-name>: who is learning on this device, in one line, and a change of hands. Everything kept hangs under the learner.
import { chooseLearner, learnerCalled, learnersOf, listedLearners } from "../core/learners.js";
import { baseOf, storage } from "../page/here.js";

const make = (tag, properties, ...inside) => {
  const one = Object.assign(document.createElement(tag), properties);
  one.append(...inside);
  return one;
};
const button = (onclick, ...inside) => make("button", { type: "button", className: "tm-button", onclick }, ...inside);

class LearnerName extends HTMLElement {
  connectedCallback() {
    const { who, nobody, change, ask, other, add, more, href, close } = this.dataset;
    const base = baseOf(this), { now, names } = learnersOf(storage, base);
    const choose = (id, name) => {
      // Everything reads under the new prefix once the page loads anew.
      if (chooseLearner(storage, base, id, name)) location.reload();
      else location.href = href;
    };
    const open = () => {
      const field = make("input", { className: "tm-input", maxLength: 20 });
      const onsubmit = (event) => {
        event.preventDefault();
        const name = field.value.trim();
        if (name) choose(learnerCalled(name, names), name);
      };
      const dialog = make("dialog", { className: "tm-who", ariaLabel: ask }, make("b", {}, ask),
        ...listedLearners(storage, base).map(([id, name]) => button(() => choose(id), (id === now ? "✓ " : "") + (name || nobody))),
        make("form", { onsubmit }, make("label", {}, other, field), make("button", { className: "tm-button" }, add)),
        make("a", { href, className: "tm-button" }, more), button(() => dialog.remove(), close));
      this.after(dialog);
      // An old browser has no dialogs; the page of the record does the same.
      if (dialog.showModal) dialog.showModal();
      else location.href = href;
    };
    this.replaceChildren(make("button", { onclick: open, type: "button" }, who.replace("{name}", () => names[now] || nobody), "　", make("u", {}, change)));
  }
}

customElements.define("learner-name", LearnerName);
