// <practice-question>: reads and fills the controls of one question and shows its marks inside its own options.
import { isBlank, mark, shaped } from "../core/mark.js";

const all = (root, selector) => Array.from(root.querySelectorAll(selector));
const ticked = (root) => all(root, "input:checked").map((input) => input.value);
const tick = (root, ids) => all(root, "input").forEach((input) => { input.checked = ids.includes(input.value); });
const textOf = (root) => root.querySelector("[type=text], textarea");
const rowOf = (control) => control.name.split("/")[1];
const same = (response) => response;

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
    read: (root) => textOf(root).value,
    put: (root, text) => { textOf(root).value = text; },
    again: same,
  },
  write: {
    blank: { text: "" },
    read: (root) => ({ text: textOf(root).value, met: root.hasAttribute("data-compare") ? ticked(root) : undefined }),
    put(root, { text, met }) {
      textOf(root).value = text;
      root.toggleAttribute("data-compare", Boolean(met));
      tick(root, met || []);
    },
    again: ({ text }) => ({ text }),
  },
  arrange: { again: same },
  walk: { blank: [] },
};

class PracticeQuestion extends HTMLElement {
  /** Called by the player once everything inside is defined. */
  start() {
    const script = this.querySelector("script");
    // A sealed exam brings neither its key nor its answers.
    if (script) Object.assign(this, JSON.parse(script.textContent));
    this.hand = HANDS[this.dataset.hand];
    this.field = this.querySelector("fieldset");
    this.moving = this.querySelector("order-list, branch-talk");
    this.first = this.moving ? this.moving.response : this.hand.blank;
    this.answer = document.getElementById(`${this.id}.answer`);
    const sample = this.answer && this.answer.querySelector("[data-sample]");
    if (sample) this.querySelector(".tm-write__check").prepend(sample.cloneNode(true));
  }

  /** Another order of the options, for a test; a talk, a scene and a fixed pair of verdicts keep theirs. */
  shuffle(order) {
    const { hand, kind } = this.dataset, list = this.querySelector(".tm-options");
    if (hand === "arrange") {
      this.first = order(this.first);
      if (this.key && String(this.first) === String(this.key.right)) this.first.push(this.first.shift());
    } else if (["single", "multiple", "match", "classify"].includes(kind)) {
      list.append(...order([...list.children]));
      all(list, ".tm-option__mark:not(.tm-option__mark--many)").forEach((mark, i) => { mark.textContent = "ABCDEFGH"[i]; });
    }
  }

  get response() {
    return this.moving ? this.moving.response : this.hand.read(this.field);
  }

  set response(response) {
    const sound = shaped(this.dataset.hand, response);
    if (this.moving) this.moving.response = sound;
    else this.hand.put(this.field, sound);
  }

  mark(response) {
    return mark(this.interaction, this.key, response);
  }

  /** Is there something to keep? A text needs nobody's judgement for that; of a talk only one that came to an end. */
  isFilled(response) {
    if (this.key && this.dataset.hand === "walk") return this.mark(response).answered;
    return !isBlank(this.dataset.hand, response);
  }

  /** Is there anything left to say before it can be handed in? A row left blank is. */
  isWhole(response) {
    const { answered, parts } = this.mark(response);
    return answered && (this.dataset.hand !== "pair" || !Object.values(parts).includes("missed"));
  }

  again(response) {
    const { again, blank } = this.hand;
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
    for (const old of all(this, ".tm-badge, [data-atom] .tm-feedback")) old.remove();
    for (const box of all(this, "[data-atom]")) {
      delete box.dataset.state;
      if (seen) this.judgeBox(box, box.dataset.atom, seen);
    }
  }

  /** A typed answer has one box; its feedback is that of the mistake it is known for. */
  judgeBox(box, atom, { parts, passed }) {
    const state = atom ? parts[atom] : passed ? "right" : "wrong";
    if (!state) return;
    const told = atom || Object.keys(parts)[0] || "wrong", { content } = this.querySelector("template");
    const badge = content.querySelector(`[data-badge="${state} ${atom}"]`) || content.querySelector(`[data-badge=${state}]`);
    const feedback = (atom || !passed) && this.answer.querySelector(`[data-feedback="${told}"]`);
    box.dataset.state = state;
    // The word of the mark is read before its reason.
    (box.querySelector("[data-place]") || box).append(badge.cloneNode(true));
    if (feedback) box.append(feedback.cloneNode(true));
  }
}

customElements.define("practice-question", PracticeQuestion);
