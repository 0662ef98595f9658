// <assigned-work>: an assignment from its link to the slip that goes back: who asks what by when, the paper or the cards,
// then the answers sealed to the trainer's key.
import { attemptId, ofCampaign, poolMark, readAssignment, stateOf, trainerOf } from "../core/assignment.js";
import { fingerprint, isSafe } from "../core/keys.js";
import { kept } from "../core/kept.js";
import { learnersOf } from "../core/learners.js";
import { line } from "../core/modest.js";
import { canSeal, openingLetters } from "../core/seal.js";
import { newNonce, writeSlip } from "../core/slip.js";
import { momentOf, offerFacts } from "../page/offer.js";
import { baseOf, openRecord, storage, storeOf } from "../page/here.js";
import { element } from "../page/element.js";
import { said } from "../page/words.js";

const OPENING = 16;
const json = (root, name) => JSON.parse(root.querySelector(`script[data-${name}]`).textContent);

class AssignedWork extends HTMLElement {
  connectedCallback() {
    if (this.store) return;
    this.store = openRecord(this);
    this.local = kept(storage, storeOf(this));
    this.manual = baseOf(this);
    this.sets = json(this, "sets");
    this.trainers = json(this, "trainers");
    this.campaigns = json(this, "campaigns");
    this.paper = this.querySelector("assigned-paper");
    this.cards = this.querySelector("assigned-cards");
    this.querySelector("form[data-offer]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.accept();
    });
    this.field("code").addEventListener("input", () => this.weigh());
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do](button.dataset.link || button);
    });
    this.paper.addEventListener("handed", () => this.handOnce(this.paper.task, this.paper.attempt));
    this.paper.addEventListener("left", () => this.offer());
    this.cards.addEventListener("handed", () => this.handOnce(this.cards.task, { ids: [], tags: [], responses: {}, started: Date.now(), used: 0, nonce: newNonce() }, this.cards.chosen));
    addEventListener("hashchange", () => this.arrive(location.hash));
    this.setAttribute("data-ready", "");
    this.arrive(location.hash);
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  field(name) {
    return this.querySelector(`[name=${name}]`);
  }

  /** Which of list, offer, paper, cards, slip is on the screen. */
  stage(name) {
    this.dataset.now = name;
    for (const part of this.querySelectorAll(":scope > [data-stage]")) part.hidden = part.dataset.stage !== name;
    scrollTo(0, 0);
    const title = this.querySelector(`:scope > [data-stage=${name}] h2`);
    if (title) title.focus({ preventScroll: true });
  }

  say(text) {
    this.part("news").textContent = text;
  }

  /** What this phone has accepted: id -> {link, title, opening, done: [{k, who, text, receipt, at}]}. */
  get accepted() {
    const rows = this.local.read("assigned", {});
    return rows instanceof Object ? rows : {};
  }

  keep({ assignment: { id }, row }, change) {
    Object.assign(row, change);
    return this.local.write("assigned", { ...this.accepted, [id]: row });
  }

  /** A link was opened, a text pasted, an entry of the list tapped. */
  async arrive(text) {
    this.say("");
    this.paper.close();
    const campaign = this.campaigns.find(({ id }) => text === `#hq=${id}`);
    if (campaign) return this.take({ ...ofCampaign(campaign, this.dataset.edition), campaign: campaign.id }, text);
    if (!text.includes("TMA")) return this.list();
    if (!isSafe()) return this.refuse("unsafe");
    const read = await readAssignment(text, this.manual);
    if (read.problem) return this.refuse(`link-${read.problem}`);
    return this.take(read, text);
  }

  /** Nothing can be done here, and why. */
  refuse(word) {
    this.list();
    this.say(said(this, word));
  }

  take({ assignment, key, title, campaign }, link) {
    const set = this.sets.find((one) => one.set === assignment.set);
    if (!set) return this.refuse("no-set");
    if (set.kind === "sealed" && assignment.digest && assignment.digest !== set.digest) return this.refuse("other-paper");
    this.task = { assignment, set, key, campaign, title: title || set.title, row: { link, done: [], ...this.accepted[assignment.id] } };
    this.fetchAhead(set);
    this.keep(this.task, { title: this.task.title, due: assignment.due });
    return this.offer();
  }

  /** What the paper will need, while there still is a signal: the script that seals, and the questions. */
  fetchAhead({ kind, paper, chapters }) {
    const { chapters: all } = json(this, "items"), pages = all.filter(({ id }) => (chapters || []).includes(id)).map(({ practice }) => practice);
    const hrefs = [new URL("../vendor/hpke.js", import.meta.url).pathname, ...(kind === "sealed" ? [paper] : pages)];
    // A worker that is not at work yet takes this list along when it begins.
    this.dataset.keep = hrefs.join(" ");
    for (const href of hrefs) fetch(new URL(href, location)).catch(() => {});
  }

  paste() {
    const { value } = this.field("paste");
    return value.includes("TMA") ? this.arrive(value) : this.say(said(this, "link-none"));
  }

  list() {
    const rows = Object.entries(this.accepted).filter(([, row]) => typeof row.link === "string").map(([, row]) => [row.link, row]);
    const asked = this.campaigns.filter(({ assignment }) => !this.accepted[assignment]).map((one) => [`#hq=${one.id}`, one]);
    this.part("list").replaceChildren(...[...asked, ...rows].map(([link, row]) => {
      const item = element("li", ""), words = element("span", ""), button = Object.assign(element("button", "", "tm-row"), { type: "button" });
      button.dataset.do = "arrive";
      button.dataset.link = link;
      words.append(element("span", row.title || link, "tm-row__name"), element("span", this.stateOf(row), "tm-row__note"));
      button.append(words);
      item.append(button);
      return item;
    }));
    this.part("empty").hidden = Boolean(asked.length + rows.length);
    this.stage("list");
  }

  stateOf({ done = [], due }) {
    const state = said(this, done.length ? "handed-times" : "not-handed", { n: done.length });
    return due ? [state, said(this, "until", { time: momentOf(due) })].join(said(this, "stop")) : state;
  }

  /** Whose code stands in the field. */
  get whoNow() {
    return { code: line(this.field("code").value, 40), name: line(this.field("name").value, 40) };
  }

  /** Attempts of this person handed in on this phone, and the one begun. */
  progress({ code }) {
    this.store.load();
    const done = this.task.row.done.filter(({ who }) => who.code === code).length, k = done + 1;
    return { done, k, begun: this.store.record.attempts[attemptId(this.task.assignment, code, k)] };
  }

  async offer() {
    const { assignment, set, key, campaign, title } = this.task, trainer = trainerOf(key, this.trainers);
    this.part("title").textContent = title;
    const standing = campaign ? "from-hq" : !trainer ? "unverified" : trainer.withdrawn ? "withdrawn" : "verified";
    this.part("standing").textContent = said(this, standing, { name: trainer ? trainer.name : "" });
    this.part("standing").dataset.standing = standing;
    this.part("fingerprint").textContent = await fingerprint(key);
    const who = this.local.read("who", {}), { now, names } = learnersOf(storage, this.manual);
    this.field("code").value = this.field("code").value || who.code || "";
    this.field("name").value = this.field("name").value || who.name || names[now] || "";
    const asksCode = set.kind === "sealed" && !assignment.code && !this.task.row.opening;
    this.part("opening").hidden = !asksCode;
    this.field("opening").required = asksCode;
    this.part("slips").replaceChildren(...this.task.row.done.map(({ k, who: { name }, receipt }, at) => {
      const button = Object.assign(element("button", said(this, "show-slip", { name, n: k, text: receipt }), "tm-button tm-button--wide"), { type: "button" });
      button.dataset.do = "slip";
      button.dataset.at = at;
      return button;
    }));
    this.weigh();
    this.stage("offer");
  }

  /** What this person can do with it now. */
  weigh() {
    const { assignment, set, key } = this.task, { done, begun } = this.progress(this.whoNow), state = stateOf(assignment, Date.now());
    const isWithdrawn = (trainerOf(key, this.trainers) || {}).withdrawn;
    const closed = this.closed = begun ? "" : state !== "open" ? state : isWithdrawn ? "no-more" : set.kind !== "cards" && done >= assignment.attempts ? "used-up" : "";
    this.part("facts").replaceChildren(...offerFacts(this, { assignment, set, done }));
    this.part("closed").textContent = closed && said(this, closed);
    this.part("start").hidden = Boolean(closed);
    this.part("start").textContent = said(this, begun ? "go-on" : set.kind === "cards" ? "open-cards" : done ? "start-again" : "start");
  }

  /** A second tap while the first is at work does nothing, nor does Enter where there is no button. */
  async accept() {
    if (this.isAtWork || this.closed) return;
    this.isAtWork = true;
    await this.begin(this.whoNow).finally(() => (this.isAtWork = false));
  }

  async begin(who) {
    const { assignment, set, key, title, row } = this.task, { k } = this.progress(who);
    if (!who.code || !who.name) return this.say(said(this, "who-missing"));
    const opening = assignment.code || row.opening || this.field("opening").value;
    if (set.kind === "sealed" && openingLetters(opening).length !== OPENING) return this.say(said(this, "wrong-code"));
    this.say(said(this, "opening"));
    // Before the first question, not behind the last one.
    if (!isSafe()) return this.say(said(this, "unsafe"));
    try {
      await canSeal(key);
    } catch {
      return this.say(said(this, "cannot-seal"));
    }
    this.local.write("who", who);
    const task = { ...this.task, who, code: who.code, k, opening };
    if (set.kind === "cards") {
      this.keep(task, { title });
      this.say("");
      this.stage("cards");
      return this.cards.show(task);
    }
    const problem = await this.paper.answer(task);
    if (problem) {
      if (problem === "wrong-code" && row.opening) this.keep(task, { opening: "" });
      this.say(said(this, problem));
      return this.offer();
    }
    this.keep(task, { title, ...(set.kind === "sealed" && { opening }) });
    this.say(this.paper.isRevised ? said(this, "paper-changed") : "");
    return this.stage("paper");
  }

  /** The button and the clock may both say so. */
  async handOnce(...given) {
    if (this.isHanding) return;
    this.isHanding = true;
    await this.hand(...given).finally(() => (this.isHanding = false));
  }

  /** Sealed and kept first; then the attempt is over. @param {object} task as it was begun @param {object} attempt @param {object} [sheets] */
  async hand(task, attempt, sheets = {}) {
    const { assignment, set, key, who, row, k } = task, { code, name } = who, pool = this.paper.pool || [];
    const body = {
      a: assignment.id, set: assignment.set, e: this.dataset.edition, code, name, n: attempt.nonce, k, s: attempt.started, h: Date.now(), u: Math.round(attempt.used),
      l: document.documentElement.lang.slice(0, 2), d: set.digest || "", p: set.kind === "cards" ? "" : poolMark(pool), ids: attempt.ids, t: set.kind === "sealed" ? [] : attempt.tags, r: attempt.responses, sheets,
    };
    const { code: text, receipt } = await writeSlip(body, key, this.manual);
    const isKept = this.keep(task, { done: [...row.done, { k, who, text, receipt, at: body.h }] });
    if (set.kind !== "cards") this.paper[isKept ? "over" : "close"]();
    this.task = task;
    await this.slip({ dataset: { at: row.done.length - 1 } });
    const n = attempt.ids.filter((id) => !(id in attempt.responses)).length;
    this.say(!isKept ? said(this, "not-kept") : set.kind !== "cards" && this.paper.isOver ? said(this, n ? "time-over-open" : "time-over", { n }) : "");
  }

  /** The slip of an attempt; it can be shown as often as it takes. */
  slip({ dataset: { at } }) {
    const { title, assignment } = this.task;
    this.stage("slip");
    return this.querySelector("assigned-slip").show({ ...this.task.row.done[at], title, by: assignment.by || said(this, "hq") });
  }
}

customElements.define("assigned-work", AssignedWork);
