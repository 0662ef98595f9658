// <completion-sheet>: fills the page to print with what this device has recorded, no more.
import { fill } from "../core/kept.js";
import { learnersOf } from "../core/learners.js";
import { progressOf, testsPassed } from "../core/progress.js";
import { dateOf } from "../core/review.js";
import { baseOf, openRecord, storage } from "../page/here.js";

class CompletionSheet extends HTMLElement {
  connectedCallback() {
    const manual = JSON.parse(this.querySelector("[data-items]").textContent), words = this.querySelector("template").content;
    const say = (name, values = {}) => fill(words.querySelector(`[data-word="${name}"]`).textContent, values);
    const part = (name) => this.querySelector(`[data-part="${name}"]`);
    const { record } = openRecord(this), { chapters, sections, reached } = progressOf(record, manual, Date.now());
    const { now, names } = learnersOf(storage, baseOf(this)), open = chapters.filter((chapter) => chapter.reached.n < chapter.reached.of);
    part("lead").textContent = say("lead");
    part("name").textContent = names[now];
    part("date").textContent = dateOf(Date.now());
    part("sections").textContent = say("share", sections);
    part("reached").textContent = say("share", reached);
    part("open").textContent = !open.length ? say("all") : say("open") + open.map(({ number, title, reached: { n, of } }) =>
      say("open-chapter", { n: number, title, left: of - n })).join(say("between")) + say("end");
    const tests = testsPassed(record);
    part("no-tests").hidden = tests.length > 0;
    part("tests").hidden = !tests.length;
    for (const { set, ended, score, of, seed } of tests) {
      const row = part("tests").tBodies[0].insertRow();
      for (const text of [(manual.sets[set] || { title: set }).title, dateOf(ended), `${score} / ${of}`, seed]) row.insertCell().textContent = text;
    }
  }
}

customElements.define("completion-sheet", CompletionSheet);
