// What every player of questions does: the page's words in their places, each answer kept at the tap, the way back from a reread.
import { kept } from "../core/kept.js";
import { itemOf, withAnswer, withItem } from "../core/record.js";
import { dateOf } from "../core/review.js";
import { baseOf, openRecord, storage, storeOf } from "./here.js";

/** Rounded down, so that nearly full marks never read as full. */
export const rounded = (number) => Math.floor(number * 10 + 1e-6) / 10;

export class Player extends HTMLElement {
  connectedCallback() {
    if (this.store) return;
    this.store = openRecord(this);
    this.local = kept(storage, storeOf(this));
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("input", ({ target, detail }) => target.closest("practice-question") && this.changed(detail));
    this.addEventListener("click", (event) => this.clicked(event));
    // Found once: on a page of a hundred questions each search is slow.
    this.parts = {};
    for (const part of this.querySelectorAll("[data-part]")) {
      this.parts[part.dataset.part] = part;
      part.hidden = false;
    }
    this.words = this.querySelector(":scope > template").content;
    this.setAttribute("data-ready", "");
    this.remember(null);
    this.begin();
  }

  part(name) {
    return this.parts[name];
  }

  /** A sentence of the page, its {names} filled. */
  word(name, values) {
    const word = this.words.querySelector(`[data-word=${name}]`).cloneNode(true);
    const text = (values && values.n === 1 && word.dataset.one) || word.textContent;
    if (values) word.textContent = text.replace(/\{(\w+)\}/g, (all, one) => values[one]);
    return word;
  }

  put(part, name, values) {
    this.part(part).replaceChildren(...(name ? [this.word(name, values)] : []));
  }

  /** The next step on the filled button, the other way on the one beside it. */
  offer(main, side) {
    for (const [part, act] of Object.entries({ main, side })) {
      const { dataset } = this.part(part);
      if (dataset.act !== act) this.put(part, act);
      dataset.act = act;
    }
  }

  /** The questions now in the form, once everything inside them is defined. */
  async take() {
    await Promise.all(Array.from(this.querySelectorAll(":not(:defined)"), (one) => customElements.whenDefined(one.localName)));
    this.questions = [...this.form.querySelectorAll("practice-question")];
    for (const question of this.questions) question.start();
    for (const ruler of this.querySelectorAll("[data-ticks] ol")) ruler.replaceChildren(...this.questions.map(() => document.createElement("li")));
  }

  item({ id, dataset: { tag, was } }) {
    return itemOf(this.store.record, id, tag, was ? was.split(" ") : []) || {};
  }

  stateOf(question) {
    const { result } = this.item(question);
    return !result ? "open" : result.passed ? "right" : result.share > 0 ? "half" : "wrong";
  }

  keep(question, change, answered) {
    const old = this.item(question), now = Date.now();
    // JSON drops what is undefined: so a draft that was handed in leaves the record.
    const item = { ...old, ...change, at: Math.max(now, (old.at || 0) + 1) };
    this.store.update((record) => {
      const kept = withItem(record, question.id, question.dataset.tag, item);
      return answered ? withAnswer(kept, dateOf(now), this.device) : kept;
    });
  }

  /** Tells this device's count of answers from another's when two records are joined. */
  get device() {
    const local = kept(storage, baseOf(this));
    const name = local.read("device", null) || Math.random().toString(36).slice(2, 8);
    local.write("device", name);
    return name;
  }

  /** Show one question and hide the others. */
  turnTo(question, moved) {
    this.now = question;
    for (const one of this.questions) one.toggleAttribute("data-now", one === question);
    if (!moved) return;
    scrollTo(0, 0);
    (question ? question.querySelector("legend") : this.part("result")).focus({ preventScroll: true });
  }

  /** The ruler above the question and the one in the result. */
  tick(states) {
    const at = this.questions.indexOf(this.now), of = states.length;
    this.querySelectorAll("[data-ticks] li").forEach((tick, i) => {
      tick.dataset.state = states[i % of];
      tick.toggleAttribute("data-now", i % of === at);
    });
    this.querySelector("[data-ticks] svg").style.left = `${((at + 0.5) / of) * 100}%`;
    this.put("place", "place", { n: at + 1, of });
    this.warn();
  }

  /** What the storage could not do. */
  warn() {
    const { problem } = this.store;
    if (problem !== this.warned) this.put("problem", problem && `problem-${problem}`);
    this.warned = problem;
  }

  /** Rows of the result: what was asked, and where to read again. */
  list(questions) {
    this.part("list").replaceChildren(...questions.map((question) => {
      const row = document.createElement("li"), ask = document.createElement("a"), reread = question.answer.querySelector("[data-reread]");
      ask.href = `#${question.id}`;
      ask.className = "tm-result__ask";
      ask.textContent = question.querySelector("[data-prompt]").textContent;
      row.append(ask);
      if (reread) {
        const short = reread.cloneNode();
        short.className = "";
        short.append(this.word("reread-short"));
        row.append(short);
      }
      return row;
    }));
  }

  clicked({ target, detail }) {
    const button = target.closest("[data-act]"), reread = target.closest("[data-reread]");
    // The page reread shows a way back to this question: <return-link> reads it there.
    if (reread) this.remember({ to: reread.pathname, from: location.pathname + location.hash });
    // The second click of a double click must not run past the feedback.
    else if (button && detail < 2) this.act(button.dataset.act, button);
  }

  remember(back) {
    try {
      sessionStorage.setItem(`${baseOf(this)}/back`, JSON.stringify(back));
    } catch { /* then the browser's own back button has to do */ }
  }
}
