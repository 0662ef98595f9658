// <solo-rehearsal>: one conversation played alone. What each sentence did is said at once; the way taken is kept.
import { Player } from "../page/player.js";

class SoloRehearsal extends Player {
  async begin() {
    await this.take();
    [this.question] = this.questions;
    this.meets = JSON.parse(this.querySelector("[data-meets]").textContent);
    document.addEventListener("keydown", (event) => this.typed(event));
    const { draft, response } = this.item(this.question);
    this.question.response = draft ?? response ?? [];
    this.turnTo(this.question);
    this.redraw();
  }

  /** The scenes so far, the one now open last. */
  get scenes() {
    return [...this.question.moving.log.children];
  }

  get isOver() {
    return "end" in this.scenes[this.scenes.length - 1].dataset;
  }

  /** 1, 2, 3 choose without a pointer, as tabbing to the sentence does. */
  typed({ key, target, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.nodeName)) return;
    this.scenes[this.scenes.length - 1].querySelectorAll("[data-choice]")[Number(key) - 1]?.click();
  }

  changed() {
    const { question } = this, { response } = question, { share, passed } = question.mark(response);
    if (this.isOver) {
      const ends = new Set(this.item(question).ends || []).add(this.scenes[this.scenes.length - 1].dataset.node);
      this.keep(question, { draft: undefined, response, result: { share, passed }, ends: [...ends] }, true);
    } else this.keep(question, { draft: response });
    this.redraw();
    const feedback = this.querySelectorAll(".tm-talk__said>.tm-feedback");
    this.part("said").textContent = feedback.length ? feedback[feedback.length - 1].textContent : "";
    this.warn();
  }

  redraw() {
    const moods = this.scenes.map(({ dataset }) => Number(dataset.mood)), n = moods[moods.length - 1];
    const change = moods.length > 1 ? n - moods[moods.length - 2] : 0, tape = this.scenes[moods.length - 1].querySelector(".tm-talk__mood .tm-tape");
    const name = moods.length < 2 ? "meter" : change ? `meter-${change > 0 ? "up" : "down"}` : "meter-same";
    this.put("meter", name, { n: `${n}`.replace("-", "−"), of: Math.abs(change) });
    this.part("meter").append(tape.cloneNode(true));
    this.part("meter").dataset.change = Math.sign(change);
    this.toggleAttribute("data-done", this.isOver);
    if (this.isOver) this.sumUp(moods);
  }

  sumUp(moods) {
    const { question, scenes } = this, said = scenes.map((scene) => scene.querySelector(".tm-talk__said")).filter(Boolean);
    this.put("verdict", `end-${scenes[scenes.length - 1].dataset.end}`);
    this.part("line").replaceChildren(moodLine(moods, said));
    this.part("path").replaceChildren(...said.map((one, n) => {
      const row = document.createElement("li");
      row.dataset.state = one.dataset.state;
      row.append(this.word("step", { n: signed(moods[n]), of: signed(moods[n + 1]) }), one.querySelector("span").cloneNode(true));
      const better = one.dataset.state === "wrong" && one.querySelector(".tm-feedback__better");
      if (better) row.append(better.cloneNode(true));
      return row;
    }));
    for (const row of this.querySelectorAll(".tm-rehearsal__red [data-row]")) row.dataset.state = this.shown(row.dataset.row);
    const seen = new Set([...(this.item(question).ends || []), scenes[scenes.length - 1].dataset.node]);
    this.put("endings", "endings", { n: seen.size, of: this.querySelectorAll(".tm-talk__scenes [data-end]").length });
    if (this.turn < 0) this.offer("to-card", "restart");
    else this.offer("turn", "restart");
  }

  /** Was a row shown each time one of the sentences to choose from showed it? */
  shown(row) {
    const { question, scenes } = this, meets = (key) => (this.meets[key] || []).includes(row);
    const chances = question.response.map((id, n) => [scenes[n].dataset.node, id]).filter(([node]) => Object.keys(this.meets).some((key) => key.startsWith(`${node}.`) && meets(key)));
    const taken = chances.filter(([node, id]) => meets(`${node}.${id}`)).length;
    return !chances.length ? "none" : taken === chances.length ? "right" : taken ? "half" : "wrong";
  }

  /** The first sentence after which the customer felt worse than need be. */
  get turn() {
    return this.scenes.findIndex((scene) => scene.querySelector(".tm-talk__said[data-state=wrong]"));
  }

  act(what) {
    if (what === "to-card") {
      location.href = this.dataset.back;
      return;
    }
    const { question } = this;
    question.response = what === "turn" ? question.response.slice(0, this.turn) : [];
    this.keep(question, { draft: question.response });
    this.redraw();
    const scene = this.scenes[this.scenes.length - 1];
    scene.focus({ preventScroll: true });
    scene.scrollIntoView({ block: "center" });
  }
}

const signed = (n) => `${n > 0 ? "+" : ""}${n}`.replace("-", "−");

/** The customer's mood from sentence to sentence; the list below says the same in words. */
function moodLine(moods, said) {
  const x = (n) => 12 + (n * 326) / Math.max(1, moods.length - 1), y = (mood) => 60 - mood * 10;
  const line = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  line.setAttribute("class", "tm-tape tm-rehearsal__line");
  line.setAttribute("viewBox", "0 0 350 120");
  line.setAttribute("aria-hidden", "true");
  const dots = said.map(({ dataset }, n) => `<circle class="tm-rehearsal__dot" data-state="${dataset.state}" cx="${x(n + 1)}" cy="${y(moods[n + 1])}" r="5"/>`);
  line.innerHTML = `<path d="M12 10V110M12 60H338"/><polyline class="tm-tape__done" points="${moods.map((mood, n) => `${x(n)},${y(mood)}`).join(" ")}"/><circle class="tm-rehearsal__dot" cx="${x(0)}" cy="${y(moods[0])}" r="4"/>${dots.join("")}`;
  return line;
}

customElements.define("solo-rehearsal", SoloRehearsal);
