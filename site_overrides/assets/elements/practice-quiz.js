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
    const inside = ["practice-question", "order-list", "branch-talk"].filter((name) => this.querySelector(name));
    await Promise.all(inside.map((name) => customElements.whenDefined(name)));

    const parts = this.querySelector("template").content;
    this.words = parts.querySelector("[data-words]");
    this.form = this.querySelector("form");
    this.form.prepend(parts.querySelector("[data-part=head]"));
    this.form.append(parts.querySelector("[data-part=status]"), parts.querySelector("[data-part=after]"));
    this.form.after(parts.querySelector("[data-part=result]"), parts.querySelector("[data-part=foot]"));
    this.questions = Array.from(this.querySelectorAll("practice-question"));
    for (const question of this.questions) question.start(this.word.bind(this));

    this.addEventListener("input", () => this.changed());
    this.addEventListener("say", ({ detail }) => this.say(detail.word, detail.values));
    this.addEventListener("click", (event) => this.clicked(event));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) this.act();
    });
    window.addEventListener("hashchange", () => this.byHash() && this.show(this.byHash(), true));
    this.setAttribute("data-ready", "");
    this.remember(null);

    const place = this.store.record.places[this.dataset.set];
    const left = place && this.questions.find((one) => one.id === place.item);
    this.show(this.byHash() || left || this.nextOpen(-1));
  }

  byHash() {
    return this.questions.find((one) => `#${one.id}` === window.location.hash);
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** A clone of the first of these sentences the page has, its {names} filled. */
  word(names, values = {}) {
    const found = [].concat(names).map((name) => this.words.querySelector(`[data-word="${name}"]`)).find(Boolean).cloneNode(true);
    const texts = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (all, name) => values[name]);
    return found;
  }

  put(part, name, values) {
    this.part(part).textContent = "";
    if (name) this.part(part).append(this.word(name, values));
  }

  say(name, values) {
    this.put("status", name, values);
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
    window.history.replaceState(window.history.state, "", question ? `#${question.id}` : window.location.pathname);
    for (const one of this.questions) one.toggleAttribute("data-now", one === question);
    this.toggleAttribute("data-done", !question);
    this.put("after");
    if (question) {
      const { draft, response, result } = this.item(question), open = this.isOpen(question);
      question.response = draft ?? response ?? question.first;
      question.judge(open ? null : question.mark(response));
      if (!open) this.part("after").append(...question.afterwards());
      this.say(open ? "" : `verdict-${this.stateOf(question)}`, { n: rounded(result ? result.share : 0) });
    } else this.sumUp();
    this.redraw();
    if (!moved) return;
    window.scrollTo(0, 0);
    (question ? question.querySelector("legend") : this.part("result")).focus({ preventScroll: true });
  }

  redraw() {
    const at = this.questions.indexOf(this.now), open = this.now && this.isOpen(this.now);
    const left = this.nextOpen(-1), wrong = this.questions.some((one) => this.stateOf(one) !== "right");
    this.put("place", "place", { n: at + 1, of: this.questions.length });
    this.put("right", "count", { n: this.questions.filter((one) => this.stateOf(one) === "right").length });
    for (const ticks of this.querySelectorAll("[data-ticks]")) {
      ticks.querySelectorAll("li").forEach((tick, i) => {
        tick.dataset.state = this.stateOf(this.questions[i]);
        tick.toggleAttribute("data-now", i === at);
      });
      ticks.lastElementChild.style.left = `${((at + 0.5) / this.questions.length) * 100}%`;
    }
    const undo = open && this.now.moving && this.now.moving.past && this.now.moving.past.length;
    this.next = !this.now ? (left ? "finish" : wrong ? "repair" : "back") : open ? "submit" : this.nextOpen(at) ? "next" : "result";
    this.aside = !this.now ? (left || wrong ? "back" : "restart") : undo ? "undo" : open ? "skip" : "again";
    const hand = this.now && this.now.dataset.hand;
    this.put("main", this.next === "submit" ? [`submit-${hand}`, "submit"] : this.next);
    this.put("side", this.aside);
    this.put("problem", this.store.problem && `problem-${this.store.problem}`);
  }

  changed() {
    this.keep(this.now, { draft: this.now.response });
    this.say("");
    if (this.now.dataset.hand === "walk" && this.now.isWhole(this.now.response)) this.submit();
    else this.redraw();
  }

  clicked(event) {
    const button = event.target.closest("[data-part=main], [data-part=side]");
    const reread = event.target.closest("[data-reread]");
    // The page reread shows a way back to this question: <return-link> reads it there.
    if (reread) this.remember({ to: reread.pathname, from: window.location.pathname + window.location.hash });
    // The second click of a double click must not run past the feedback.
    else if (button && event.detail < 2) this.act(button === this.part("side") ? this.aside : this.next);
  }

  act(what = this.next) {
    const { now, questions } = this, at = questions.indexOf(now);
    if (what === "submit") this.submit();
    else if (what === "undo") now.moving.undo();
    else if (what === "back") window.location.href = this.dataset.back;
    else if (what === "again") {
      this.reopen([now]);
      this.show(now, true);
    } else {
      if (what === "repair") this.reopen(questions.filter((one) => this.stateOf(one) !== "right"));
      if (what === "restart") this.reopen(questions, { result: undefined });
      this.show(this.nextOpen(at), true);
    }
  }

  reopen(questions, change) {
    for (const one of questions) this.keep(one, { ...change, draft: change ? one.first : one.again(this.item(one).response) });
  }

  submit() {
    const { now } = this, response = now.response, { hand } = now.dataset;
    if (this.item(now).draft === undefined || !now.isWhole(response)) {
      // A written text is first laid beside the sample; only then can it be judged.
      if (hand !== "write" || !response.text.trim() || response.met) return this.say(`missing-${hand}`);
      this.keep(now, { draft: { ...response, met: [] } });
      this.show(now);
      return this.say("compare");
    }
    const { share, passed } = now.mark(response);
    this.keep(now, { draft: undefined, response, result: { share, passed } });
    this.show(now);
    this.part("after").focus({ preventScroll: true });
    const judged = now.querySelector("[data-atom]:not([data-state=idle])");
    if (judged) judged.scrollIntoView({ block: "nearest" });
  }

  sumUp() {
    const { questions } = this, open = questions.filter((one) => this.isOpen(one));
    const wrong = questions.filter((one) => ["wrong", "half"].includes(this.stateOf(one)));
    const points = (of) => questions.reduce((sum, one) => sum + of(one) * Number(one.dataset.points), 0);
    const got = points((one) => (this.item(one).result || { share: 0 }).share), most = points(() => 1);
    this.put("verdict", open.length ? "unfinished" : !wrong.length ? "all-right" : got / most >= GOOD ? "good" : "nearly");
    this.put("score", "score", { n: rounded(got), of: most });
    this.put("wrong", open.length ? "left" : wrong.length ? "mistakes" : "", { n: open.length || wrong.length });
    const list = this.part("list");
    list.textContent = "";
    for (const one of open.length ? open : wrong) {
      const row = this.word("row", { text: one.querySelector("[data-prompt]").textContent });
      row.querySelector("a").href = `#${one.id}`;
      const reread = one.answer.querySelector("[data-reread]");
      if (reread) row.querySelector("[data-reread]").href = reread.href;
      else row.querySelector("[data-reread]").remove();
      list.append(row);
    }
  }

  remember(back) {
    try {
      window.sessionStorage.setItem(`${this.dataset.store}/back`, JSON.stringify(back));
    } catch { /* then the browser's own back button has to do */ }
  }
}

customElements.define("practice-quiz", PracticeQuiz);
