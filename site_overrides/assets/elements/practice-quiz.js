// <practice-quiz>: plays questions one a screen, marks at once, keeps every tap, never moves on by itself.
import { withPlace } from "../core/record.js";
import { scheduled } from "../core/review.js";
import { Player, rounded } from "../page/player.js";

/** From here on the result is called good; below it, nearly there. */
const GOOD = 0.8;

class PracticeQuiz extends Player {
  async begin() {
    const { mode } = this.dataset;
    if (mode === "practice") await this.take();
    else if (!(await (await import("../page/gathering.js"))[mode](this))) return;
    window.addEventListener("hashchange", () => this.byHash() && this.show(this.byHash(), true));
    const place = this.store.record.places[this.dataset.set];
    this.show(this.byHash() || (place && this.questions.find((one) => one.id === place.item)) || this.nextOpen(-1));
  }

  byHash() {
    return this.questions.find((one) => `#${one.id}` === location.hash);
  }

  isOpen(question) {
    const { draft, result } = this.item(question);
    return draft !== undefined || !result;
  }

  nextOpen(from) {
    return this.questions.find((one, i) => i > from && this.isOpen(one));
  }

  /** Show a question, or without one the result. */
  show(question, moved) {
    this.store.update((record) => withPlace(record, this.dataset.set, question ? question.id : "", Date.now()));
    // Not while the page loads: the browser would then scroll past the ruler to the question.
    if (moved) history.replaceState(history.state, "", question ? `#${question.id}` : location.pathname);
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
        if (state === "right") this.askSure(question);
        this.put("status", `verdict-${state}`, state === "half" && { n: rounded(result.share) });
      }
    } else this.sumUp();
    this.turnTo(question, moved);
    this.redraw();
    this.time(question);
  }

  redraw() {
    const { now, questions } = this, states = questions.map((one) => this.stateOf(one));
    const left = this.nextOpen(-1), right = states.filter((state) => state === "right").length;
    this.put("right", "count", { n: right });
    this.tick(states);
    if (now && this.isOpen(now)) this.offerSubmit();
    else if (!now) this.offer(left ? "finish" : right < states.length ? "repair" : "back", left || right < states.length ? "back" : "restart");
    else this.offer(this.nextOpen(questions.indexOf(now)) ? "next" : "result", "again");
  }

  offerSubmit() {
    const { dataset, moving } = this.now;
    this.offer(`submit-${dataset.hand}`, moving && moving.past && moving.past.length ? "undo" : "skip");
  }

  changed(said) {
    const { now } = this;
    this.keep(now, { draft: now.response });
    this.put("status", ...(said || []));
    if (now.dataset.hand === "walk" && now.isWhole(now.response)) this.submit();
    else this.offerSubmit();
    this.warn();
  }

  act(what) {
    const { now, questions } = this;
    if (what.startsWith("submit")) this.submit();
    else if (what === "undo") now.moving.undo();
    else if (what === "time") {
      this.local.write("untimed", !this.local.read("untimed", false));
      this.time(now);
    } else if (what === "back") location.href = this.dataset.back;
    else if (what === "to-progress") location.href = this.dataset.progress;
    else if (what === "to-mistakes" || what === "fetch-again") {
      if (what === "to-mistakes") location.hash = "mistakes";
      location.reload();
    } else {
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
    now.sure = scheduled(this.item(now), passed, Date.now());
    this.keep(now, { draft: undefined, response, result: { share, passed }, unsure: undefined, ...now.sure }, true);
    this.show(now);
    this.part("after").focus({ preventScroll: true });
    const judged = now.querySelector("[data-atom][data-state]");
    if (judged) judged.scrollIntoView({ block: "nearest" });
  }

  /** Right by luck is not known: it comes back as if it had been wrong. */
  askSure(question) {
    const label = this.word("unsure"), box = label.querySelector("input");
    box.checked = Boolean(this.item(question).unsure);
    box.addEventListener("change", () => {
      const item = this.item(question);
      this.keep(question, box.checked
        ? { unsure: true, ...scheduled(item, false, Date.now()) }
        : { unsure: undefined, step: undefined, due: undefined, ...question.sure });
    });
    this.part("after").append(label);
  }

  /** Suggested seconds: when they are over the page says so, and the answer still counts. */
  time(question) {
    clearInterval(this.beat);
    const clock = this.part("clock"), seconds = question && this.isOpen(question) ? Number(question.dataset.time || 0) : 0;
    clock.hidden = !seconds;
    if (!seconds) return;
    const off = this.local.read("untimed", false), end = Date.now() + seconds * 1000;
    const tell = () => {
      const n = Math.ceil((end - Date.now()) / 1000);
      this.put("clock", off ? "untimed" : n > 0 ? "timing" : "time-up", { n });
    };
    tell();
    if (!off) this.beat = setInterval(tell, 1000);
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
    this.list(listed);
  }
}

customElements.define("practice-quiz", PracticeQuiz);
