// <assigned-work>: an assignment from its link to the slip that goes back: who asks what by when, the paper or the cards,
// then the answers sealed to the trainer's key.
import { attemptId, isPaper, ofCampaign, readAssignment, stateOf, trainerOf } from "../core/assignment.js";
import { forRole } from "../core/confirming.js";
import { bodyOf } from "../core/handed.js";
import { fingerprint, isSafe } from "../core/keys.js";
import { kept } from "../core/kept.js";
import { learnersOf } from "../core/learners.js";
import { line } from "../core/modest.js";
import { setNamed } from "../core/named.js";
import { canSeal, openingLetters } from "../core/seal.js";
import { newNonce, writeSlip } from "../core/slip.js";
import { fetchAhead, momentOf, offerFacts, offerRow, slipButton } from "../page/offer.js";
import { baseOf, openRecord, storage, storeOf } from "../page/here.js";
import { said } from "../page/words.js";

const OPENING = 16;
/** An attempt at what asks no questions. */
const unasked = (started) => ({ ids: [], tags: [], responses: {}, started, used: (Date.now() - started) / 1000, nonce: newNonce() });
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
    this.sections = this.querySelector("assigned-sections");
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
    this.cards.addEventListener("handed", () => this.handOnce(this.cards.task, unasked(Date.now()), { sheets: this.cards.chosen }));
    this.sections?.addEventListener("handed", () => this.handOnce(this.sections.task, unasked(this.sections.started), { lines: this.sections.lines, role: this.sections.role }));
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

  /** Which of list, offer, paper, cards, confirm, slip is on the screen. */
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
    const set = setNamed(this.sets, assignment.set);
    if (!set) return this.refuse(document.querySelector("edition-notice") ? "no-set-kept" : "no-set");
    if (set.kind === "sealed" && assignment.digest && assignment.digest !== set.digest) return this.refuse("other-paper");
    // A renamed exam is opened by another code than its old links carry.
    this.task = { assignment: set.kind === "sealed" && set.set !== assignment.set ? { ...assignment, code: "" } : assignment, set, key, campaign, title: title || set.title, row: { link, done: [], ...this.accepted[assignment.id] } };
    fetchAhead(this, set);
    this.keep(this.task, { title: this.task.title, due: assignment.due, kind: set.kind });
    return this.offer();
  }

  paste() {
    const { value } = this.field("paste");
    return value.includes("TMA") ? this.arrive(value) : this.say(said(this, "link-none"));
  }

  list() {
    const rows = Object.entries(this.accepted).filter(([, row]) => typeof row.link === "string").map(([, row]) => [row.link, row]);
    const asked = this.campaigns.filter(({ assignment }) => !this.accepted[assignment]).map((one) => [`#hq=${one.id}`, one]);
    this.part("list").replaceChildren(...[...asked, ...rows].map(([link, row]) => offerRow(link, row.title || link, this.stateOf(row))));
    this.part("empty").hidden = Boolean(asked.length + rows.length);
    this.stage("list");
  }

  /** @param {object} row of what was accepted, or one of headquarters' */
  stateOf({ done = [], due, kind, set }) {
    const isRead = (kind || setNamed(this.sets, set)?.kind) === "confirm";
    const state = said(this, `${done.length ? "handed-times" : "not-handed"}${isRead ? "-confirm" : ""}`, { n: done.length });
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
    this.part("slips").replaceChildren(...this.task.row.done.map(({ k, who: { name }, receipt }, at) => slipButton(at, said(this, this.slipWord("show-slip"), { name, n: k, text: receipt }))));
    this.weigh();
    this.stage("offer");
  }

  /** What this person can do with it now. */
  weigh() {
    const { assignment, set, key } = this.task, { done, begun } = this.progress(this.whoNow), state = stateOf(assignment, Date.now());
    const isWithdrawn = (trainerOf(key, this.trainers) || {}).withdrawn;
    // What is read and understood is worth hearing of however late.
    const isLate = state === "late" && set.kind === "confirm", isUsedUp = isPaper(set) && done >= assignment.attempts;
    const closed = this.closed = begun ? "" : state !== "open" && !isLate ? state : isWithdrawn ? "no-more" : isUsedUp ? "used-up" : "";
    const sections = forRole(set.sections || [], this.local.read("role", "")).length;
    this.part("facts").replaceChildren(...offerFacts(this, { assignment, set, done, sections }));
    this.part("closed").textContent = closed && said(this, closed);
    this.part("start").hidden = Boolean(closed);
    this.part("start").textContent = said(this, begun ? "go-on" : !isPaper(set) ? `open-${set.kind}` : done ? "start-again" : "start");
  }

  /** A list of what was confirmed is called otherwise than answers. */
  slipWord(name) {
    return this.task.set.kind === "confirm" ? `${name}-confirm` : name;
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
    if (!isPaper(set)) {
      this.keep(task, { title });
      this.say("");
      this.stage(set.kind);
      return this[set.kind === "cards" ? "cards" : "sections"].show(task);
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

  /** Sealed and kept first; then the attempt is over. @param {object} task as it was begun @param {object} attempt @param {{sheets?: object, lines?: array, role?: string}} [more] */
  async hand(task, attempt, more = {}) {
    const { set, key, who, row, k } = task;
    const body = bodyOf(task, attempt, { edition: this.dataset.edition, language: document.documentElement.lang.slice(0, 2), now: Date.now(), pool: this.paper.pool, ...more });
    const { code: text, receipt } = await writeSlip(body, key, this.manual, (set.sections || []).length);
    const isKept = this.keep(task, { done: [...row.done, { k, who, text, receipt, at: body.h }] });
    if (isPaper(set)) this.paper[isKept ? "over" : "close"]();
    this.task = task;
    await this.slip({ dataset: { at: row.done.length - 1 } });
    const n = attempt.ids.filter((id) => !(id in attempt.responses)).length;
    this.say(!isKept ? said(this, "not-kept") : isPaper(set) && this.paper.isOver ? said(this, n ? "time-over-open" : "time-over", { n }) : "");
  }

  /** The slip of an attempt; it can be shown as often as it takes. */
  slip({ dataset: { at } }) {
    const { title, assignment } = this.task;
    this.stage("slip");
    return this.querySelector("assigned-slip").show({ ...this.task.row.done[at], title, by: assignment.by || said(this, "hq"), head: this.slipWord("slip-head") });
  }
}

customElements.define("assigned-work", AssignedWork);
