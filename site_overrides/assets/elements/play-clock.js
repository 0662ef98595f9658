// <play-clock>: the time of a role play, and what happens at its minute. Nothing moves on by itself; a reload goes on.
import { kept } from "../core/kept.js";
import { leftOf } from "../core/session.js";
import { playIn, playKey } from "../page/handing.js";
import { storage, storeOf } from "../page/here.js";
import { largeTape } from "../page/tape.js";
import { said } from "../page/words.js";

const told = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** A fold with its text in a template holds it only while it is open. */
function unfold(twist) {
  const text = twist.querySelector("template");
  if (!text) return;
  while (text.nextSibling) text.nextSibling.remove();
  if (twist.open) twist.append(text.content.cloneNode(true));
}

class PlayClock extends HTMLElement {
  connectedCallback() {
    if (this.keep) {
      this.show(); // carried to another place of the page
      return;
    }
    this.keep = kept(storage, storeOf(this));
    this.phases = JSON.parse(this.dataset.phases);
    const play = playIn(location.hash);
    if (play) {
      this.dataset.key = playKey(this, "clock");
      this.part("phase").textContent = play.by; // who was to open this side
    }
    this.twists = [...this.querySelectorAll("[data-minute]")];
    for (const part of this.querySelectorAll("[data-part]")) part.hidden = false;
    this.addEventListener("click", ({ target }) => target.closest("[data-do]") && this.act(target.closest("[data-do]").dataset.do));
    for (const twist of this.twists) twist.addEventListener("toggle", () => unfold(twist));
    this.clock = this.keep.read(this.dataset.key, null) || this.at(0);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  at(phase) {
    return { phase, left: this.phases[phase][1], since: null };
  }

  act(what) {
    const now = Date.now(), { clock } = this, left = leftOf(clock, now);
    if (what === "run") this.clock = clock.since === null ? { ...clock, since: now } : { ...clock, left, since: null };
    else if (what === "stop") this.clock = { ...clock, left, since: null, stopped: true };
    else this.clock = this.at(Math.min(Math.max(clock.phase + { next: 1, back: -1, again: 0 }[what], 0), this.phases.length - 1));
    if (what === "run") delete this.clock.stopped;
    this.rung = false;
    const kept = this.keep.write(this.dataset.key, this.clock);
    this.show();
    if (!kept) this.tell(said(this, "not-kept"));
  }

  tell(text) {
    if (this.part("news").textContent !== text) this.part("news").textContent = text;
  }

  show() {
    const { clock, phases } = this, [name, seconds] = phases[clock.phase], runs = clock.since !== null;
    clearInterval(this.beat);
    if (runs) this.beat = setInterval(() => this.tick(), 250);
    this.toggleAttribute("data-playing", name === "play");
    this.toggleAttribute("data-stopped", Boolean(clock.stopped));
    if (phases.length > 1) this.part("phase").textContent = said(this, `phase-${name}`);
    this.part("run").textContent = said(this, runs ? "pause" : clock.left < seconds || clock.stopped ? "go-on" : "start");
    this.part("next").hidden = clock.phase === phases.length - 1;
    this.part("back").hidden = clock.phase === 0;
    this.part("stop").hidden = name === "prepare" || name === "score";
    this.tell(clock.stopped ? said(this, "stopped") : "");
    this.awake(runs);
    this.tick();
  }

  tick() {
    const { clock, phases } = this, [name, seconds] = phases[clock.phase], left = leftOf(clock, Date.now());
    const time = told(Math.max(0, Math.ceil(left)));
    if (this.part("time").textContent !== time) {
      this.part("time").textContent = time;
      this.part("tape").replaceChildren(largeTape(seconds, seconds - Math.max(0, left), ["0:00", told(seconds)], true));
    }
    if (left <= 0 && clock.since !== null && !this.rung) {
      this.rung = true;
      this.ring();
      this.tell(said(this, "over"));
    }
    const plays = phases.findIndex(([one]) => one === "play");
    const passed = clock.phase > plays ? Infinity : clock.phase === plays ? seconds - left : -1;
    for (const twist of this.twists) {
      const due = passed >= Number(twist.dataset.minute) * 60, isNew = due && twist.hidden && name === "play" && clock.since !== null;
      twist.hidden = !due;
      if (!isNew) continue;
      // On a phone that one side alone looks at it opens by itself.
      twist.open = "alone" in this.dataset;
      this.ring();
      this.tell("alone" in this.dataset ? said(this, "twist") : said(this, "twist-to", { text: twist.dataset.told }));
    }
  }

  ring() {
    navigator.vibrate?.(200);
  }

  /** The screen stays on while the time runs, where the browser lets it. */
  async awake(on) {
    try {
      if (on) this.lock = await navigator.wakeLock.request("screen");
      else await this.lock?.release();
    } catch { /* not here, or not now: the screen may go dark, the time goes on */ }
  }
}

customElements.define("play-clock", PlayClock);
