// <desk-key>: takes the answer file of a sealed exam. One that changes answers already taken shows first what changes for whom.
import { MOST_FILE, readAnswerFile } from "../core/answerfile.js";
import { besides, keyFileId } from "../core/keyfile.js";
import { differences, markPaper } from "../core/marking.js";
import { namesOf } from "../core/named.js";
import { resultsOf } from "../core/results.js";
import { element } from "../page/element.js";
import { editionOf, judgedOf, points, promptOf, told } from "../page/marked.js";

class DeskKey extends HTMLElement {
  connectedCallback() {
    if (this.zone) return;
    this.zone = this.querySelector("[data-part=drop]");
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => {
      this.open(target.files[0]);
      target.value = "";
    });
    for (const name of ["dragover", "drop"])
      this.zone.addEventListener(name, (event) => {
        event.preventDefault();
        this.zone.toggleAttribute("data-over", name === "dragover");
        if (name === "drop") this.open(event.dataTransfer.files[0]);
      });
    this.zone.addEventListener("dragleave", () => this.zone.removeAttribute("data-over"));
    this.addEventListener("click", ({ target }) => {
      const { act } = target.closest("[data-act]")?.dataset ?? {};
      if (act) this[act]();
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  draw(shell, marked) {
    const { assignment, set } = marked, isOther = this.assignment && this.assignment.id !== assignment.id;
    Object.assign(this, { shell, marked, assignment });
    this.hidden = !set || set.kind !== "sealed";
    if (this.hidden) return;
    if (isOther) this.leave();
    const here = this.row;
    this.part("ask").textContent = here ? told(this, "key-here", { text: editionOf(this, here.now.edition) }) : told(this, "key-ask", { text: editionOf(this, assignment.edition) });
    this.toggleAttribute("data-here", Boolean(here));
    this.part("gone").hidden = !here;
  }

  /** Names of the exam, that of now first: a file may be older than a renaming. */
  get exams() {
    return namesOf(this.marked.set).map((name) => name.replace(/^tests\//, ""));
  }

  /** The assignment's own paper; one that names none is answered by the paper on the site. */
  get digest() {
    return this.assignment.digest || this.marked.set.digest;
  }

  get row() {
    return this.shell.keyRow(this.assignment.set, this.digest);
  }

  say(name, values) {
    const line = this.part("said");
    line.textContent = name ? told(this, name, values) : "";
    line.classList.toggle("tm-say--failed", Boolean(name) && !["key-taken", "key-same", "key-dropped"].includes(name));
  }

  open(file) {
    this.leave();
    if (!file) return;
    if (file.size > MOST_FILE) {
      this.say("key-none");
      return;
    }
    // Not file.text(): old kernels have none.
    const reader = new FileReader();
    reader.onload = () => this.look(reader.result);
    reader.onerror = () => this.say("key-none");
    reader.readAsText(file);
  }

  look(text) {
    const [exam, ...was] = this.exams, { row } = this, { key, problem, edition } = readAnswerFile(text, { manual: this.shell.manual, exam, was, digest: this.digest });
    if (problem === "digest") this.say("key-digest", { text: editionOf(this, edition), n: editionOf(this, this.assignment.edition) });
    else if (problem) this.say(`key-${problem}`);
    else this[{ keep: "keep", same: "known", ask: "compare" }[besides(row, key)]](key, row);
  }

  known() {
    this.say("key-same");
  }

  /** Everybody who was ever asked from this paper, whatever the assignment. */
  compare(key, { now }) {
    const language = document.documentElement.lang, bankOf = ({ banks }) => new Map((banks[language] || Object.values(banks)[0]).items.map((item) => [item.id, item]));
    const banks = [now, key].map(bankOf), slips = this.shell.assignments().filter(({ set, digest }) => this.shell.setOf(set) === this.marked.set && (digest || this.digest) === this.digest)
      .flatMap((assignment) => this.shell.slipsOf(assignment.id).map((slip) => [assignment, slip]));
    const [before, after] = banks.map((bank) => slips.map(([assignment, slip]) => {
      const [person] = resultsOf({ assignment, slips: [slip], group: this.shell.desk.get("groups", assignment.group), mark: () => markPaper(slip.body, bank, judgedOf(this.shell, slip), assignment) }).people;
      return { id: slip.id, code: person.code, name: person.name, paper: person.shown.paper };
    }));
    const changes = differences(before, after), people = (all) => new Set(all.map(({ code }) => code)).size;
    this.waiting = key;
    this.part("change").hidden = false;
    this.part("sum").textContent = told(this, changes.length ? "key-changes" : "key-changes-none", { n: people(changes), of: people(changes.filter(({ flips }) => flips)) });
    this.part("list").replaceChildren(...changes.map((change) => this.line(change, banks[1])));
    this.part("change").focus();
  }

  line({ code, name, cells, score, of, passed, flips }, bank) {
    const row = element("li", ""), verdict = (one) => told(this, `verdict-${one === null ? "open" : one ? "passed" : "failed"}`);
    const head = element("p", "");
    head.append(element("b", name || code), element("span", ` ${code}`, "tm-meta"), element("span", ` ${points(score[0])} / ${points(of[0])} → ${points(score[1])} / ${points(of[1])}`));
    if (flips) head.append(element("b", ` ${verdict(passed[0])} → ${verdict(passed[1])}`, "tm-key__flip"));
    const list = element("ul", "", "tm-list");
    list.append(...cells.map(({ id, from, to }) => element("li", told(this, "key-cell", { text: promptOf(bank, id), n: told(this, `state-${from.state}`), of: told(this, `state-${to.state}`) }))));
    row.append(head, list);
    return row;
  }

  take() {
    if (this.waiting) this.keep(this.waiting);
  }

  /** It is a secret: once marked it need not lie here. HQ makes it again at any time. */
  async drop() {
    await this.shell.desk.drop("exams", keyFileId(this.row.now));
    this.shell.banks.clear();
    this.leave();
    this.say("key-dropped");
    this.dispatchEvent(new Event("marks", { bubbles: true }));
  }

  leave() {
    this.waiting = null;
    this.part("change").hidden = true;
    this.say("");
  }

  async keep(key) {
    this.leave();
    const kept = await this.shell.keepKeyFile(key);
    this.say(kept ? "key-taken" : "key-not-kept");
    this.dispatchEvent(new Event("marks", { bubbles: true }));
  }
}

customElements.define("desk-key", DeskKey);
