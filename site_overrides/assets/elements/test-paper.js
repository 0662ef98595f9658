// <test-paper>: a paper drawn by a seed, answered in any order, kept at every tap, marked when it is handed in.
import { drawPaper } from "../core/draw.js";
import { withAnswer, withAttempt, withItem } from "../core/record.js";
import { dateOf, scheduled } from "../core/review.js";
import { borrow, itemsOf } from "../page/borrow.js";
import { element } from "../page/element.js";
import { MINUTE, Paper } from "../page/paper.js";
import { rounded } from "../page/player.js";

class TestPaper extends Paper {
  async begin() {
    if (!this.querySelector("[data-paper]")) return; // sealed: nothing of it is here
    this.paper = JSON.parse(this.querySelector("[data-paper]").textContent);
    this.pool = itemsOf(this);
    const mine = Object.values(this.store.record.attempts).filter(({ set }) => set === this.dataset.set).sort((a, b) => b.started - a.started);
    this.past = mine.filter(({ ended }) => ended);
    this.attempt = mine.find(({ ended }) => !ended);
    if (!this.attempt) this.introduce();
    else if (this.attempt.ids.some((id, i) => !this.pool.some((item) => item.id === id && item.tag === this.attempt.tags[i]))) {
      this.save({ ended: Date.now(), void: true });
      this.introduce("changed");
    } else this.open();
  }

  /** Between papers: draw the next one, look at the last ones. */
  introduce(said) {
    this.stage("intro");
    this.part("seed").value = /^#paper=(\w{1,12})$/.test(location.hash) ? location.hash.slice(7) : String(1000 + Math.floor(Math.random() * 9000));
    this.put("status", said);
    this.part("give").addEventListener("toggle", () => this.give());
    this.part("seed").addEventListener("input", () => this.give());
    this.part("past").textContent = "";
    if (this.past.length) {
      const rows = element("ul", "", "tm-rows");
      for (const { ended, seed, score, of, passed } of this.past.filter((one) => !one.void).slice(0, 5))
        rows.append(element("li", `${dateOf(ended)}　${this.word(passed ? "passed" : "failed").textContent}　${this.word("past-line", { n: rounded(score), of, text: seed }).textContent}`));
      if (rows.children.length) this.part("past").append(element("h2", this.word("past").textContent), rows);
    }
    this.offer("start", "back");
  }

  /** The paper of this number, to hand on. */
  give() {
    const { href } = new URL(`#paper=${this.part("seed").value.trim()}`, location), share = this.querySelector("share-code");
    if (this.part("give").open) share.show({ links: [href], name: this.querySelector("h1").textContent });
  }

  save(change) {
    Object.assign(this.attempt, change, { at: Math.max(Date.now(), (this.attempt.at || 0) + 1) });
    const { set, started, seed } = this.attempt;
    this.store.update((record) => withAttempt(record, `${set}-${started}-${seed}`, { ...this.attempt }));
  }

  async start() {
    const seed = this.part("seed").value.trim() || "1", { n, columns, rows } = this.paper;
    const ids = drawPaper(this.pool, { n, columns, rows }, `${this.dataset.set}/${seed}`);
    const tags = ids.map((id) => this.pool.find((item) => item.id === id).tag);
    this.attempt = { set: this.dataset.set, seed, started: Date.now(), ids, tags, responses: {}, flags: [], now: ids[0] };
    await this.open();
  }

  async open() {
    const { ids, seed } = this.attempt;
    this.put("status", "fetching");
    if (!(await borrow(this, ids.map((id) => this.pool.find((item) => item.id === id))))) {
      this.stage("intro");
      this.put("status", "not-fetched");
      return this.offer("again", "back");
    }
    await this.lay(seed, this.paper.minutes);
  }

  act(what, button) {
    if (what === "start") this.start();
    else if (what === "again") location.reload();
    else if (what === "back") location.href = this.dataset.back;
    else if (what === "another") location.replace(location.pathname);
    else if (what === "to-result") this.sumUp();
    else super.act(what, button);
  }

  handIn(said) {
    const { questions, attempt } = this, now = Date.now(), wrong = [];
    clearInterval(this.beat);
    let score = 0, of = 0, critical = 0;
    const marks = questions.map((question) => [question, question.mark(attempt.responses[question.id])]);
    for (const [{ id, dataset }, { share, passed }] of marks) {
      of += Number(dataset.points);
      score += share * dataset.points;
      if (!passed) wrong.push(id);
      if (!passed && "critical" in dataset) critical += 1;
    }
    this.store.update((record) => marks.filter(([, { answered }]) => answered).reduce((kept, [question, { share, passed }]) => {
      const old = this.item(question), item = { ...old, draft: undefined, response: attempt.responses[question.id], result: { share, passed }, ...scheduled(old, passed, now), at: now };
      return withAnswer(withItem(kept, question.id, question.dataset.tag, item), dateOf(now), this.device);
    }, record));
    this.save({ ended: now, score, of, wrong, passed: score / of >= this.paper.pass / 100 && !critical });
    this.sumUp(said);
  }

  sumUp(said) {
    const { questions, attempt, paper } = this, { score, of, passed, wrong, started, ended, seed } = attempt;
    this.stage("result");
    this.put("status", said);
    this.put("when", "when", { day: dateOf(ended), n: Math.max(1, Math.round((Math.min(ended, this.end || ended) - started) / MINUTE)), text: seed });
    this.put("verdict", passed ? "passed" : "failed");
    this.put("score");
    this.part("score").textContent = `${rounded(score)} / ${of}`;
    this.drawTape(score / of, paper.pass / 100);
    const critical = questions.filter((one) => "critical" in one.dataset), missed = critical.filter(({ id }) => wrong.includes(id)).length;
    this.put("critical", critical.length && (missed ? "critical-wrong" : "critical-right"), { n: missed || critical.length, of: critical.length });
    this.sumUpBy();
    this.put("wrong", wrong.length ? "wrong" : "all-right", { n: wrong.length });
    this.list(questions.filter(({ id }) => wrong.includes(id)));
    this.offer("another", "back");
    this.put("middle");
    this.turnTo(null, true);
  }

  drawTape(share, line) {
    const x = (part) => 8 + 334 * part;
    let ticks = "";
    for (let n = 0; n <= 20; n++) ticks += `M${x(n / 20)} 40v-${n % 5 ? 5 : 10}`;
    this.querySelector(".tm-test__tape").innerHTML = `<path d="M8 40H342${ticks}"/><path class="tm-tape__done" d="M8 40H${x(share)}"/><path class="tm-test__line" d="M${x(line)} 16v30"/><path class="tm-tape__stem" d="M${x(share)} 22v20"/><path class="tm-tape__now" d="M${x(share) - 7} 12h14l-7 12z"/><text x="8" y="55">0</text><text x="342" y="55" text-anchor="end">100</text><text x="${x(line)}" y="55" text-anchor="middle"></text>`;
    this.querySelector(".tm-test__tape text:last-child").textContent = this.word("pass-line", { n: Math.round(line * 100) }).textContent;
  }

  /** What went well, by objective in a chapter's test, by competency in a path's. */
  sumUpBy() {
    const { names, by } = this.paper, { ids, wrong } = this.attempt, groups = new Map();
    for (const id of ids) {
      const item = this.pool.find((one) => one.id === id);
      for (const name of [item[by]].flat().filter(Boolean)) groups.set(name, [...(groups.get(name) || []), !wrong.includes(id)]);
    }
    this.put("by", groups.size ? (by === "objective" ? "by-objective" : "by-tag") : "");
    this.part("rows").replaceChildren(...[...groups].map(([name, right]) => {
      const row = element("li", ""), n = right.filter(Boolean).length, line = element("div", "", "tm-row");
      row.toggleAttribute("data-low", n / right.length < this.paper.pass / 100);
      line.append(element("span", names[name] || name), element("b", `${n}/${right.length}`));
      row.append(line);
      return row;
    }));
  }

  clicked(event) {
    const ask = this.attempt && this.attempt.ended && event.target.closest(".tm-result__ask");
    if (!ask) return super.clicked(event);
    event.preventDefault();
    this.show(this.questions.find(({ id }) => ask.hash === `#${id}`), true);
  }
}

customElements.define("test-paper", TestPaper);
