// <practice-question>: reads and fills the controls of one question and shows its marks inside its own options.
import { mark } from "../core/mark.js";

const all = (root, selector) => Array.from(root.querySelectorAll(selector));
const ticked = (root) => all(root, "input:checked").map((input) => input.value);
const tick = (root, ids) => all(root, "input").forEach((input) => { input.checked = ids.includes(input.value); });
const rowOf = (control) => control.name.split("/")[1];

/** How the controls of each interaction are read, put back, and cleared for another try: what was right stays. */
const HANDS = {
  choose: { blank: [], read: ticked, put: tick },
  pair: {
    blank: {},
    read: (root) => Object.fromEntries(all(root, "select, input:checked").filter((one) => one.value).map((one) => [rowOf(one), one.value])),
    put: (root, rows) => all(root, "select, input").forEach((one) => {
      if (one.type === "radio") one.checked = rows[rowOf(one)] === one.value;
      else one.value = rows[rowOf(one)] || "";
    }),
    again: (rows, parts) => Object.fromEntries(Object.entries(rows).filter(([row]) => parts[row] === "right")),
  },
  fill: {
    blank: "",
    read: (root) => root.querySelector("input").value,
    put: (root, text) => { root.querySelector("input").value = text; },
    again: (text) => text,
  },
  write: {
    blank: { text: "" },
    read(root) {
      const text = root.querySelector("textarea").value;
      return root.hasAttribute("data-compare") ? { text, met: ticked(root) } : { text };
    },
    put(root, { text, met }) {
      root.querySelector("textarea").value = text;
      root.toggleAttribute("data-compare", Boolean(met));
      tick(root, met || []);
    },
    again: ({ text }) => ({ text }),
  },
  arrange: { again: (order) => order },
  walk: { blank: [] },
};

class PracticeQuestion extends HTMLElement {
  /** Called by the player once everything inside is defined; `word` clones a sentence of the page. */
  start(word) {
    this.word = word;
    this.field = this.querySelector("fieldset");
    Object.assign(this, JSON.parse(this.querySelector("script").textContent));
    this.moving = this.querySelector("order-list, branch-talk");
    this.boxes = all(this, "[data-atom]");
    this.first = this.moving ? this.moving.response : HANDS[this.dataset.hand].blank;
    this.answer = document.getElementById(`${this.id}.answer`);
    for (const box of this.boxes) {
      // A typed answer has one box for all its feedback, every other atom its own.
      for (const text of all(this.answer, box.dataset.atom ? `[data-feedback="${box.dataset.atom}"]` : "[data-feedback]")) box.append(text.cloneNode(true));
    }
    const sample = this.answer.querySelector("[data-sample]");
    if (sample) this.querySelector(".tm-write__check").prepend(sample.cloneNode(true));
  }

  get response() {
    return this.moving ? this.moving.response : HANDS[this.dataset.hand].read(this.field);
  }

  set response(response) {
    if (this.moving) this.moving.response = response;
    else HANDS[this.dataset.hand].put(this.field, response);
  }

  mark(response) {
    return mark(this.interaction, this.key, response);
  }

  /** Is there anything left to say before it can be handed in? A row left blank is. */
  isWhole(response) {
    const { answered, parts } = this.mark(response);
    return answered && (this.dataset.hand !== "pair" || !Object.values(parts).includes("missed"));
  }

  again(response) {
    const { again, blank } = HANDS[this.dataset.hand];
    return again ? again(response, this.mark(response).parts) : blank;
  }

  /** What follows an answer: why, and where to read again. */
  afterwards() {
    return all(this.answer, "[data-after]").map((part) => part.cloneNode(true));
  }

  /** Show the marks and lock the controls; without a mark open them again. */
  judge(seen) {
    this.field.disabled = Boolean(seen);
    this.toggleAttribute("data-judged", Boolean(seen));
    for (const badge of all(this, ".tm-badge")) badge.remove();
    for (const box of this.boxes) {
      const state = seen ? this.stateOf(box, seen) : "idle";
      box.dataset.state = state;
      if (state === "idle") continue;
      // The word of the mark is read before its reason.
      const place = box.querySelector("[data-badge]") || box;
      place.insertBefore(this.badge(box.dataset.atom, state), place.querySelector(":scope > [data-feedback]"));
    }
  }

  stateOf(box, { parts, passed }) {
    if (box.dataset.atom) return parts[box.dataset.atom] || "idle";
    const told = Object.keys(parts)[0] || "wrong";
    for (const text of all(box, "[data-feedback]")) text.hidden = passed || text.dataset.feedback !== told;
    return passed ? "right" : "wrong";
  }

  /** The word of a state, with what it has to name: the right place, choice or answer. */
  badge(atom, state) {
    const { hand, kind } = this.dataset, { right } = this.key;
    const choice = hand === "pair" && this.querySelector(`[data-choice="${right[atom]}"]`);
    return this.word([`${kind}-${state}`, `${hand}-${state}`, state], {
      n: hand === "arrange" && right.indexOf(atom) + 1,
      right: choice ? choice.textContent : [].concat(right)[0],
    });
  }
}

customElements.define("practice-question", PracticeQuestion);
