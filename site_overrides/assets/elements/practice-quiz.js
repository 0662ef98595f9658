// <practice-quiz>: plays the questions of the page one a screen, marks at once, keeps every tap, never moves on by itself.
import { itemOf, withItem, withPlace } from "../core/record.js";
import { openStore } from "../core/store.js";

/** From here on the result is called good; below it, nearly there. */
const GOOD = 0.8;
/** Rounded down, so that nearly full marks never read as full. */
const rounded = (number) => Math.floor(number * 10 + 1e-6) / 10;

class PracticeQuiz extends HTMLElement {
  async connectedCallback() {
    if (this.store) return;
    let storage = null;
    try {
      storage = window.localStorage;
    } catch { /* refused: the store goes on in memory and says so */ }
    this.store = openStore(storage, `${this.dataset.store}/record`);
    await Promise.all(Array.from(this.querySelectorAll(":not(:defined)"), (one) => customElements.whenDefined(one.localName)));

    this.questions = [...this.querySelectorAll("practice-question")];
    this.rows = [...this.part("list").children];
    for (const question of this.questions) question.start();
    for (const part of this.querySelectorAll("[data-part]")) part.hidden = false;

    this.addEventListener("input", ({ detail }) => this.changed(detail));
    this.addEventListener("click", (event) => this.clicked(event));
    this.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", () => this.byHash() && this.show(this.byHash(), true));
    this.setAttribute("data-ready", "");
    this.remember(null);

    const place = this.store.record.places[this.dataset.set];
    this.show(this.byHash() || (place && this.questions.find((one) => one.id === place.item)) || this.nextOpen(-1));
  }

  byHash() {
    return this.questions.find((one) => `#${one.id}` === location.hash);
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** Put a sentence of the page, its {names} filled, in its place. */
  put(part, name, values) {
    this.part(part).textContent = "";
    if (!name) return;
    const word = this.querySelector(":scope > template").content.querySelector(`[data-word=${name}]`).cloneNode(true);
    if (values) word.textContent = word.textContent.replace(/\{(\w+)\}/g, (all, one) => values[one]);
    this.part(part).append(word);
  }

  item(question) {
    return itemOf(this.store.record, question.id, question.dataset.tag) || {};
  }

  isOpen(question) {
    const { draft, result } = this.item(question);
    return draft !== undefined || !result;
  }

  nextOpen(from) {
    return this.questions.find((one, i) => i > from && this.isOpen(one));
  }

  stateOf(question) {
    const { result } = this.item(question);
    return !result ? "open" : result.passed ? "right" : result.share > 0 ? "half" : "wrong";
  }

  keep(question, change) {
    // JSON drops what is undefined: so a draft that was handed in leaves the record.
    const old = this.item(question);
    const item = { ...old, ...change, at: Math.max(Date.now(), (old.at || 0) + 1) };
    this.store.update((record) => withItem(record, question.id, question.dataset.tag, item));
  }

  /** Show a question, or without one the result. */
  show(question, moved) {
    this.now = question;
    this.store.update((record) => withPlace(record, this.dataset.set, question ? question.id : "", Date.now()));
    // Not while the page loads: the browser would then scroll past the ruler to the question.
    if (moved) history.replaceState(history.state, "", question ? `#${question.id}` : location.pathname);
    for (const one of this.questions) one.toggleAttribute("data-now", one === question);
    this.toggleAttribute("data-done", !question);
    this.put("after");
    if (question) {
      const { draft, response, result } = this.item(question), state = this.stateOf(question);
      question.response = draft ?? response ?? question.first;
      if (this.isOpen(question)) {
        question.judge();
        this.put("status");
      } else {
        question.judge(question.mark(response));
        this.part("after").append(...question.afterwards());
        this.put("status", `verdict-${state}`, state === "half" && { n: rounded(result.share) });
      }
    } else this.sumUp();
    this.redraw();
    if (!moved) return;
    scrollTo(0, 0);
    (question ? question.querySelector("legend") : this.part("result")).focus({ preventScroll: true });
  }

  redraw() {
    const { now, questions } = this, at = questions.indexOf(now), states = questions.map((one) => this.stateOf(one));
    const left = this.nextOpen(-1), right = states.filter((state) => state === "right").length, of = questions.length;
    this.put("place", "place", { n: at + 1, of });
    this.put("right", "count", { n: right });
    // Twice as many ticks as questions: above the question and in the result.
    this.querySelectorAll("[data-ticks] li").forEach((tick, i) => {
      tick.dataset.state = states[i % of];
      tick.toggleAttribute("data-now", i % of === at);
    });
    this.querySelector("[data-ticks] svg").style.left = `${((at + 0.5) / of) * 100}%`;
    if (!now) this.offer(left ? "finish" : right < of ? "repair" : "back", left || right < of ? "back" : "restart");
    else if (!this.isOpen(now)) this.offer(this.nextOpen(at) ? "next" : "result", "again");
    else this.offer(`submit-${now.dataset.hand}`, now.moving && now.moving.past && now.moving.past.length ? "undo" : "skip");
    this.put("problem", this.store.problem && `problem-${this.store.problem}`);
  }

  /** The next step on the filled button, the other way on the one beside it. */
  offer(main, side) {
    for (const [part, act] of Object.entries({ main, side })) {
      this.put(part, act);
      this.part(part).dataset.act = act;
    }
  }

  changed(said) {
    const { now } = this;
    this.keep(now, { draft: now.response });
    this.put("status", ...(said || []));
    if (now.dataset.hand === "walk" && now.isWhole(now.response)) this.submit();
    else this.redraw();
  }

  clicked({ target, detail }) {
    const button = target.closest("[data-act]"), reread = target.closest("[data-reread]");
    // The page reread shows a way back to this question: <return-link> reads it there.
    if (reread) this.remember({ to: reread.pathname, from: location.pathname + location.hash });
    // The second click of a double click must not run past the feedback.
    else if (button && detail < 2) this.act(button.dataset.act);
  }

  act(what) {
    const { now, questions } = this;
    if (what.startsWith("submit")) this.submit();
    else if (what === "undo") now.moving.undo();
    else if (what === "back") location.href = this.dataset.back;
    else {
      if (what === "again") this.reopen([now]);
      if (what === "repair") this.reopen(questions.filter((one) => this.stateOf(one) !== "right"));
      if (what === "restart") this.reopen(questions, { result: undefined });
      this.show(what === "again" ? now : this.nextOpen(questions.indexOf(now)), true);
    }
  }

  reopen(questions, change) {
    for (const one of questions) this.keep(one, { ...change, draft: change ? one.first : one.again(this.item(one).response) });
  }

  submit() {
    const { now } = this, { response } = now, { hand } = now.dataset;
    if (this.item(now).draft === undefined || !now.isWhole(response)) {
      // A written text is first laid beside the sample; only then can it be judged.
      if (hand !== "write" || !response.text.trim() || response.met) return this.put("status", `missing-${hand}`);
      this.keep(now, { draft: { ...response, met: [] } });
      this.show(now);
      return this.put("status", "compare");
    }
    const { share, passed } = now.mark(response);
    this.keep(now, { draft: undefined, response, result: { share, passed } });
    this.show(now);
    this.part("after").focus({ preventScroll: true });
    const judged = now.querySelector("[data-atom][data-state]");
    if (judged) judged.scrollIntoView({ block: "nearest" });
  }

  sumUp() {
    const { questions } = this, open = questions.filter((one) => this.isOpen(one));
    const wrong = questions.filter((one) => ["wrong", "half"].includes(this.stateOf(one))), listed = open.length ? open : wrong;
    let got = 0, most = 0;
    for (const one of questions) {
      const { result } = this.item(one), points = Number(one.dataset.points);
      most += points;
      if (result) got += result.share * points;
    }
    this.put("verdict", open.length ? "unfinished" : !wrong.length ? "all-right" : got / most >= GOOD ? "good" : "nearly");
    this.put("score", "score", { n: rounded(got), of: most });
    this.put("wrong", open.length ? "left" : wrong.length && "mistakes", { n: listed.length });
    this.part("list").textContent = "";
    this.part("list").append(...listed.map((one) => this.rows[questions.indexOf(one)]));
  }

  remember(back) {
    try {
      sessionStorage.setItem(`${this.dataset.store}/back`, JSON.stringify(back));
    } catch { /* then the browser's own back button has to do */ }
  }
}

customElements.define("practice-quiz", PracticeQuiz);
