// A paper while it is answered: questions in any order, each answer kept at the tap, a sheet over all, a clock; marks are
// another matter. An element that extends it brings `attempt`, `save` and `handIn`.
import { random, shuffle } from "../core/draw.js";
import { element } from "./element.js";
import { Player } from "./player.js";

export const MINUTE = 60000;

export class Paper extends Player {
  /** Which of intro, run, result is on the screen; the style hides the rest. */
  stage(name) {
    this.dataset.stage = name;
  }

  /** The questions that now stand in the form, from the one that was open. @param {string} seed orders their options @param {number} minutes 0 for no limit */
  async lay(seed, minutes) {
    const { ids, now, started } = this.attempt;
    clearInterval(this.beat);
    await this.take();
    for (const question of this.questions) question.shuffle((list) => shuffle(list, random(`${seed}/${question.id}`)));
    this.save({});
    this.end = minutes ? started + minutes * MINUTE : 0;
    this.stage("run");
    this.show(this.questions[Math.max(0, ids.indexOf(now))], true);
    if (this.end) {
      this.beat = setInterval(() => this.tell(), 1000);
      this.tell();
    }
  }

  /** The time left: read aloud at five minutes and at one. */
  tell() {
    const left = Math.max(0, Math.ceil((this.end - Date.now()) / 1000)), clock = this.part("clock-left");
    this.put("clock-left", "time-left", { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` });
    clock.toggleAttribute("data-late", left < 300);
    if (left === 300 || left === 60) this.put("status", "minutes-left", { n: left / 60 });
    if (!left) this.handIn("over");
  }

  isAnswered({ id }) {
    return Object.keys(this.attempt.responses).includes(id);
  }

  show(question, moved) {
    const { responses, flags, ended } = this.attempt;
    this.stage(ended ? "look" : "run");
    question.response = responses[question.id] ?? question.first;
    question.judge(ended ? question.mark(responses[question.id]) : undefined);
    this.part("after").replaceChildren(...(ended ? question.afterwards() : []));
    this.put("status", ended ? !this.isAnswered(question) && "unanswered" : "no-feedback");
    this.part("flag").setAttribute("aria-pressed", flags.includes(question.id));
    if (!ended) this.save({ now: question.id });
    this.turnTo(question, moved);
    this.redraw();
  }

  redraw() {
    const { now, questions } = this, at = questions.indexOf(now), { ended, flags, wrong } = this.attempt;
    this.tick(questions.map((one) => (!this.isAnswered(one) ? "open" : ended && wrong.includes(one.id) ? "wrong" : "right")));
    this.querySelectorAll("[data-ticks] li").forEach((tick, i) => tick.toggleAttribute("data-flag", flags.includes(questions[i].id)));
    const isLast = at + 1 === questions.length;
    this.offer(!isLast ? "next" : ended ? "to-result" : "finish", at ? "previous" : "back");
    this.put("middle", ended ? !isLast && "to-result" : !isLast && "to-sheet");
    this.part("middle").dataset.act = ended ? "to-result" : "to-sheet";
  }

  changed() {
    const { now } = this, { responses } = this.attempt;
    if (now.isFilled(now.response)) responses[now.id] = now.response;
    else delete responses[now.id];
    this.save({ responses });
    this.warn();
  }

  act(what, button) {
    const { questions } = this, at = questions.indexOf(this.now), sheet = this.part("sheet");
    if (what === "next") this.show(questions[at + 1], true);
    else if (what === "previous") this.show(questions[at - 1], true);
    else if (what === "to-sheet" || what === "finish") this.openSheet();
    else if (what === "go") {
      sheet.close();
      this.show(questions[button.dataset.n], true);
    } else if (what === "flag") {
      const { flags } = this.attempt, { id } = this.now;
      this.save({ flags: flags.includes(id) ? flags.filter((one) => one !== id) : [...flags, id] });
      button.setAttribute("aria-pressed", this.attempt.flags.includes(id));
      this.redraw();
    } else if (what === "hand-in") {
      // Asked once, with what is still open.
      if (sheet.hasAttribute("data-asked")) {
        sheet.close();
        this.handIn();
        return;
      }
      const n = questions.filter((one) => !this.isAnswered(one)).length;
      this.put("ask", n ? "sure" : "sure-all", { n });
      sheet.setAttribute("data-asked", "");
    }
  }

  openSheet() {
    const { questions } = this, { flags } = this.attempt, sheet = this.part("sheet"), n = questions.filter((one) => this.isAnswered(one)).length;
    this.put("count", "count", { n, of: questions.length - n, text: flags.length });
    this.put("ask");
    sheet.removeAttribute("data-asked");
    this.part("cells").replaceChildren(...questions.map((question, i) => {
      const row = element("li", ""), cell = Object.assign(element("button", i + 1), { type: "button" });
      const states = [question === this.now && "now", this.isAnswered(question) ? "answered" : "open", flags.includes(question.id) && "flagged"].filter(Boolean);
      cell.dataset.act = "go";
      cell.dataset.n = i;
      cell.dataset.state = states.join(" ");
      cell.setAttribute("aria-label", [i + 1, ...states.map((state) => this.word(`cell-${state}`).textContent)].join(" "));
      row.append(cell);
      return row;
    }));
    sheet.showModal();
  }
}
