// <learner-progress>: what this device's record says of the learner, and the one next step.
import { fill, kept } from "../core/kept.js";
import { nextStep, progressOf } from "../core/progress.js";
import { withGoal } from "../core/record.js";
import { dateOf } from "../core/review.js";
import { openRecord, storage, storeOf } from "../page/here.js";
import { largeTape, smallTape } from "../page/tape.js";

const practiceOf = (chapter, { id }) => `${chapter.practice}#${id}`;

class LearnerProgress extends HTMLElement {
  connectedCallback() {
    this.manual = JSON.parse(this.querySelector("[data-items]").textContent);
    this.words = this.querySelector(":scope > template").content;
    this.local = kept(storage, storeOf(this));
    this.store = openRecord(this);
    this.part("goal").addEventListener("change", ({ target }) => {
      this.store.update((record) => withGoal(record, Number(target.value), Date.now()));
      this.show();
    });
    // Back from a review, or answered in another tab.
    for (const event of ["pageshow", "storage"])
      addEventListener(event, ({ persisted }) => persisted !== false && (this.store.load(), this.show()));
    this.show();
  }

  part(name, within = this) {
    return within.querySelector(`[data-part="${name}"]`);
  }

  put(name, text) {
    this.part(name).textContent = text;
  }

  say(name, values = {}) {
    const { textContent, dataset } = this.words.querySelector(`[data-word="${name}"]`);
    return fill((values.n === 1 && dataset.one) || textContent, values);
  }

  row(kind, name, note, href) {
    const row = this.words.querySelector(`[data-row="${kind}"]`).cloneNode(true);
    row.querySelector(".tm-row__name").textContent = name;
    row.querySelector(".tm-row__note").append(note);
    if (href) row.querySelector("a").href = href;
    return row;
  }

  /** What has no rows is not shown. */
  list(name, rows) {
    this.part(name).hidden = !rows.length;
    this.part(`${name}-rows`).replaceChildren(...rows);
  }

  show() {
    const now = progressOf(this.store.record, this.manual, Date.now()), { begun, chapters, competencies, tests } = now;
    this.roof(now);
    this.today(now);
    this.week(now);
    this.querySelectorAll("[data-chapter]").forEach((row, i) => this.chapter(row, chapters[i], begun));
    this.list("competencies", begun ? competencies.map((one) => this.competency(one, chapters)) : []);
    this.list("tests", tests.map((test) => this.test(test, this.say("test-note", { day: dateOf(test.ended), seed: test.seed, n: test.score, of: test.of }))));
    this.list("plays", [
      ...now.plays.map(([, sheet]) => this.test(sheet, this.say("play-note", { name: sheet.about || "—", by: sheet.by || "—", day: dateOf(sheet.ended), n: sheet.score, of: sheet.of }))),
      ...now.rehearsed.map((one) => this.test(one, this.say("solo-note", { day: dateOf(one.at), n: one.ends }), one.passed ? "solo-good" : "solo-other")),
    ]);
    for (const note of this.querySelectorAll("[data-problem]")) note.hidden = note.dataset.problem !== this.store.problem;
  }

  roof(now) {
    const { reached, read, passed, begun } = now, go = this.part("go"), { review, done } = this.dataset;
    const step = nextStep(now, this.manual.paths[this.local.read("role", "")], this.local.read("last", {}).chapter);
    const { act, n, chapter, section } = step;
    this.part("figure").hidden = !reached.of;
    this.put("n", reached.n);
    this.put("of", reached.of);
    this.part("ruler").replaceChildren(largeTape(reached.of, reached.n, ["0", this.say("objectives", { n: reached.of })], true));
    this.put("state", begun ? this.say("state", { chapters: this.say("state-chapters", read), items: this.say("state-items", passed) }) : this.say("start"));
    go.textContent = this.say(`go-${act === "read" && !begun ? "begin" : act}`, { n: n ?? chapter?.number });
    go.href = { review, done }[act] ?? (section ? `${chapter.url}#${section.id}` : chapter.practice);
  }

  today({ due, mistakes, changes, begun }) {
    this.part("today").hidden = !begun;
    this.put("due-name", this.say(due ? "due" : "due-none", { n: due }));
    if (due) this.part("due").href = this.dataset.review;
    else this.part("due").removeAttribute("href");
    this.part("mistakes").hidden = !mistakes;
    this.put("mistakes-name", this.say("mistakes", { n: mistakes }));
    this.put("changes-name", this.say("changes", { n: changes.length }));
    this.list("changes", changes.map(({ chapter, section, item }) => section
      ? this.row("change", section.title, this.say("changed-section", { n: chapter.number }), `${chapter.url}#${section.id}`)
      : this.row("change", item.prompt, this.say("changed-item", { n: chapter.number }), practiceOf(chapter, item))));
  }

  week({ week: { answers, days, goal }, begun }) {
    this.part("week").hidden = !begun;
    this.part("goal").value = goal;
    this.part("week-ruler").replaceChildren(...(goal ? [largeTape(goal, answers, ["0", this.say("goal-items", { n: goal })])] : []));
    const line = this.say("week-line", { answers: this.say("answers", { n: answers }), days: this.say("days", { n: days }) });
    this.put("week-line", !answers ? this.say("week-none") : goal && answers >= goal ? line + this.say("week-enough") : line);
  }

  chapter(row, chapter, begun) {
    const { read, reached, passed, objectives } = chapter, rings = document.createElement("span");
    for (const objective of objectives.filter(({ next }) => next)) {
      const ring = document.createElement("i");
      ring.toggleAttribute("data-passed", objective.reached);
      rings.append(ring);
    }
    const figures = [["read", read, smallTape(read.of, read.n)], ["reached", reached, rings], ["passed", passed, smallTape(passed.of, passed.n)]];
    this.part("figures", row).replaceChildren(...figures.filter(([, { of }]) => begun && of).map(([name, share, drawing]) => {
      const figure = document.createElement("span");
      figure.append(this.say(`figure-${name}`, share), drawing);
      return figure;
    }));
    row.querySelectorAll("[data-objective]").forEach((one, i) => {
      one.toggleAttribute("data-passed", objectives[i].reached);
      if (objectives[i].next) one.querySelector("a").href = practiceOf(chapter, objectives[i].next);
    });
  }

  competency({ name, passed, next }, chapters) {
    const row = this.row("competency", name, `${passed.n}/${passed.of}`, practiceOf(chapters.find(({ id }) => id === next.chapter), next));
    row.querySelector(".tm-row__name").after(smallTape(passed.of, passed.n));
    return row;
  }

  /** A test or a role play: what it was, and how it went. */
  test({ set, passed }, note, verdict = passed ? "test-passed" : "test-failed") {
    const { title, url } = this.manual.sets[set] || { title: set };
    const row = this.row("test", title, note, url);
    row.querySelector("b").textContent = this.say(verdict);
    row.querySelector("b").toggleAttribute("data-passed", passed);
    return row;
  }
}

customElements.define("learner-progress", LearnerProgress);
