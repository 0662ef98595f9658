// <role-session>: one session of role play on this phone. It holds what was dealt and says so to the parts inside it.
import { kept } from "../core/kept.js";
import { withAttempt } from "../core/record.js";
import { isSheet, sheetsIn } from "../core/sheets.js";
import { readCodes } from "../core/transfer.js";
import { openRecord, storage, storeOf } from "../page/here.js";
import { said } from "../page/words.js";

/**
 * @typedef {{id: string, seed: string, people: string[], form: string, apart: boolean, rounds: import("../core/session.js").Round[],
 *   at: [number, number]|null, way: "one"|"many"}} Session  at: the round and table now open
 */

const STAGES = ["setup", "plan", "play", "scores"];

class RoleSession extends HTMLElement {
  async connectedCallback() {
    if (this.local) return;
    this.local = kept(storage, storeOf(this));
    this.deck = JSON.parse(this.querySelector("script[data-deck]").textContent);
    this.store = openRecord(this);
    this.session = this.local.read("session", null);
    this.parts = STAGES.map((stage) => this.querySelector(`[data-stage=${stage}]`));
    await Promise.all(this.parts.map(({ localName }) => customElements.whenDefined(localName)));
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-to]")) this.go(target.closest("[data-to]").dataset.to);
      else if (target.closest("[data-collect] button")) this.paste(target.closest("[data-collect]"));
    });
    // A scanned sheet opens a tab of its own: what was ended or dealt there holds here too.
    addEventListener("storage", () => this.reload());
    addEventListener("pageshow", ({ persisted }) => persisted && this.reload());
    this.addEventListener("sheet", () => {
      this.store.load();
      this.draw();
    });
    addEventListener("hashchange", () => this.byHash());
    this.setAttribute("data-ready", "");
    this.isKept = this.session !== null;
    this.stage = !this.session ? "setup" : this.isOpen ? "play" : "plan";
    this.draw();
    this.byHash();
  }

  /** A sheet came as a link: an observer's picture was scanned. */
  byHash() {
    if (!location.hash.startsWith("#TMR")) return;
    const told = this.collect(location.hash);
    history.replaceState(history.state, "", location.pathname);
    this.go("scores");
    this.say(told);
  }

  reload() {
    this.store.load();
    const kept = this.local.read("session", null);
    if ((kept && kept.id) === (this.session && this.session.id)) return this.draw();
    this.session = kept;
    return this.go(kept ? "plan" : "setup");
  }

  /** A text that could not be read stays in its box. */
  paste(block) {
    const area = block.querySelector("textarea"), told = this.collect(area.value);
    if (told !== said(this, "not-collected")) area.value = "";
    block.querySelector("[role=status]").textContent = told;
  }

  /** Takes every sheet out of a text. @returns {string} what came of it */
  collect(text) {
    const { record } = readCodes(text, this.closest("[data-store]").dataset.store);
    const sheets = record ? Object.entries(record.attempts).filter(([id, one]) => isSheet(one) && id.startsWith("sheet.")) : [];
    if (!sheets.length) return said(this, "not-collected");
    this.store.update((mine) => sheets.reduce((all, [id, sheet]) => {
      const old = all.attempts[id];
      return old && old.at >= sheet.at ? all : withAttempt(all, id, sheet);
    }, mine));
    this.draw();
    const here = sheets.every(([, one]) => this.session && one.session === this.session.id);
    return said(this, here ? "collected" : "collected-other", { n: sheets.length });
  }

  /** Is a table open, and is its card still in the manual? */
  get isOpen() {
    const [round, table] = this.session.at || [];
    return round !== undefined && Boolean(this.card(this.session.rounds[round][table].card));
  }

  card(id) {
    return this.deck.find((card) => card.id === id);
  }

  /** Sheets of this session; without one, all that are on this phone. */
  get sheets() {
    return sheetsIn(this.store.record, this.session ? this.session.id : undefined);
  }

  /** Keeps a change, and shows it. */
  set(change, stage = this.stage) {
    const kept = this.local.read("session", null);
    // Ended in another tab: nothing of it is written again. Where nothing can be kept nobody else can have ended it.
    if (this.isKept && change && !change.id && kept?.id !== this.session.id) {
      this.reload();
      return;
    }
    this.session = change && { ...this.session, ...change };
    this.isKept = change ? this.local.write("session", this.session) : this.local.drop("session");
    this.go(stage);
    if (!this.isKept) this.say(said(this, "not-kept"));
  }

  go(stage) {
    const moved = stage !== this.stage;
    this.stage = stage;
    this.say("");
    this.draw();
    if (!moved) return;
    scrollTo(0, 0);
    this.parts[STAGES.indexOf(stage)].querySelector("h2").focus({ preventScroll: true });
  }

  draw() {
    this.dataset.now = this.stage;
    for (const [n, part] of this.parts.entries()) {
      part.hidden = STAGES[n] !== this.stage;
      if (!part.hidden) part.draw(this);
    }
    for (const button of this.querySelectorAll(".tm-session__stages [data-to]")) {
      const { to } = button.dataset;
      button.hidden = to === "plan" && !this.session;
      if (to === this.stage || (to === "plan" && this.stage === "play")) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
  }

  say(text) {
    this.querySelector("[data-news]").textContent = text;
  }
}

customElements.define("role-session", RoleSession);
