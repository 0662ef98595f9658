// <assigned-work>: an assignment from its link to the slip that goes back: who asks what by when, the paper or the cards,
// then the answers sealed to the trainer's key.
import { ofCampaign, readAssignment, stateOf, trainerOf } from "../core/assignment.js";
import { fingerprint, isSafe } from "../core/keys.js";
import { kept } from "../core/kept.js";
import { learnersOf } from "../core/learners.js";
import { line } from "../core/modest.js";
import { canSeal, openingLetters } from "../core/seal.js";
import { newNonce, picturesOf, writeSlip } from "../core/slip.js";
import { offerFacts } from "../page/offer.js";
import { baseOf, openRecord, storage, storeOf } from "../page/here.js";
import { element } from "../page/element.js";
import { said } from "../page/words.js";

const OPENING = 16, CHANGED = "changed";
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
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do](button);
    });
    this.paper.addEventListener("handed", () => this.hand(this.paper.attempt));
    this.paper.addEventListener("left", () => this.offer());
    this.cards.addEventListener("handed", () => this.hand({ ids: [], tags: [], responses: {}, started: Date.now(), used: 0, nonce: newNonce() }, this.cards.chosen));
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

  /** What this phone has accepted: id -> {link or campaign, opening, done: {k: {code, receipt, at}}}. */
  get accepted() {
    const rows = this.local.read("assigned", {});
    return rows instanceof Object ? rows : {};
  }

  keep(change) {
    const { id } = this.task.assignment, rows = this.accepted;
    this.row = { ...this.row, ...change };
    return this.local.write("assigned", { ...rows, [id]: this.row });
  }

  /** A link was opened, a text pasted, an entry of the list tapped. */
  async arrive(text) {
    this.say("");
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
    this.task = { assignment, set, key, campaign, title: title || set.title };
    this.row = { link, done: {}, ...this.accepted[assignment.id] };
    this.fetchAhead(set);
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
    const text = this.field("paste").value;
    if (!text.includes("TMA")) return this.say(said(this, "link-none"));
    return this.arrive(text);
  }

  list() {
    const rows = Object.entries(this.accepted).filter(([, row]) => typeof row.link === "string").map(([, row]) => [row.link, row]);
    const asked = this.campaigns.filter(({ assignment }) => !this.accepted[assignment]).map((one) => [`#hq=${one.id}`, one]);
    this.part("list").replaceChildren(...[...asked, ...rows].map(([link, row]) => {
      const item = element("li", ""), button = Object.assign(element("button", "", "tm-row"), { type: "button" });
      button.dataset.do = "again";
      button.dataset.link = link;
      button.append(element("span", row.title || link, "tm-row__name"), element("span", this.stateOf(row), "tm-row__note"));
      item.append(button);
      return item;
    }));
    this.part("empty").hidden = Boolean(asked.length + rows.length);
    this.stage("list");
  }

  stateOf({ done }) {
    const n = Object.keys(done || {}).length;
    return n ? said(this, "handed-times", { n }) : said(this, "not-handed");
  }

  again({ dataset }) {
    return this.arrive(dataset.link);
  }

  /** Attempts handed in, and the one begun. */
  get progress() {
    const done = Object.keys(this.row.done).length, k = done + 1;
    return { done, k, begun: this.store.record.attempts[`assigned.${this.task.assignment.id}.${k}`] };
  }

  async offer() {
    const { assignment, set, key, campaign, title } = this.task, { done, begun } = this.progress, trainer = trainerOf(key, this.trainers);
    const state = stateOf(assignment, Date.now());
    this.part("title").textContent = title;
    this.part("facts").replaceChildren(...offerFacts(this, { assignment, set, done }));
    const standing = campaign ? "from-hq" : !trainer ? "unverified" : trainer.withdrawn ? "withdrawn" : "verified";
    this.part("standing").textContent = said(this, standing, { name: trainer ? trainer.name : "" });
    this.part("standing").dataset.standing = standing;
    this.part("fingerprint").textContent = await fingerprint(key);
    const who = this.local.read("who", {}), { now, names } = learnersOf(storage, this.manual);
    this.field("code").value = this.field("code").value || who.code || "";
    this.field("name").value = this.field("name").value || who.name || names[now] || "";
    const asksCode = set.kind === "sealed" && !assignment.code && !this.row.opening;
    this.part("opening").hidden = !asksCode;
    this.field("opening").required = asksCode;
    const full = done >= assignment.attempts, closed = state === "early" ? "early" : full ? "used-up" : state === "late" && !begun ? "late" : "";
    this.part("closed").textContent = closed && said(this, closed);
    this.part("form").hidden = Boolean(closed);
    this.part("start").textContent = said(this, begun ? "go-on" : set.kind === "cards" ? "open-cards" : done ? "start-again" : "start");
    this.part("slips").replaceChildren(...Object.entries(this.row.done).map(([k, { receipt }]) => {
      const button = Object.assign(element("button", said(this, "show-slip", { n: k, text: receipt }), "tm-button tm-button--wide"), { type: "button" });
      button.dataset.do = "slip";
      button.dataset.k = k;
      return button;
    }));
    this.stage("offer");
  }

  async accept() {
    const { assignment, set } = this.task, { k } = this.progress;
    const who = { code: line(this.field("code").value, 40), name: line(this.field("name").value, 40) };
    if (!who.code || !who.name) return this.say(said(this, "who-missing"));
    const opening = assignment.code || this.row.opening || this.field("opening").value;
    if (set.kind === "sealed" && openingLetters(opening).length !== OPENING) return this.say(said(this, "wrong-code"));
    this.say(said(this, "opening"));
    // Before the first question, not behind the last one.
    if (!isSafe()) return this.say(said(this, "unsafe"));
    try {
      await canSeal();
    } catch {
      return this.say(said(this, "cannot-seal"));
    }
    this.local.write("who", who);
    this.who = who;
    if (set.kind === "cards") {
      this.keep({ title: this.task.title });
      this.say("");
      this.stage("cards");
      return this.cards.show(this.task);
    }
    const problem = await this.paper.answer({ assignment, set, code: who.code, k, opening });
    if (problem) {
      if (problem === "wrong-code" && this.row.opening) this.keep({ opening: "" });
      this.say(said(this, problem === CHANGED ? "paper-changed" : problem));
      return this.offer();
    }
    this.keep({ title: this.task.title, ...(set.kind === "sealed" && { opening }) });
    this.say("");
    return this.stage("paper");
  }

  /** Sealed and kept first; then the attempt is over. @param {object} attempt @param {object} [sheets] */
  async hand(attempt, sheets = {}) {
    const { assignment, set, key } = this.task, { k } = this.progress, { code, name } = this.who;
    const body = {
      a: assignment.id, set: assignment.set, e: this.dataset.edition, code, name, n: attempt.nonce, k, s: attempt.started, h: Date.now(), u: Math.round(attempt.used),
      l: document.documentElement.lang.slice(0, 2), d: set.digest || "", ids: attempt.ids, t: set.kind === "sealed" ? [] : attempt.tags, r: attempt.responses, sheets,
    };
    const { code: text, receipt } = await writeSlip(body, key, this.manual);
    const isKept = this.keep({ done: { ...this.row.done, [k]: { code: text, receipt, at: body.h } } });
    if (set.kind !== "cards") this.paper.over();
    await this.slip({ dataset: { k } });
    if (!isKept) this.say(said(this, "not-kept"));
  }

  /** The slip of an attempt, to hand on; it can be shown as often as it takes. */
  async slip({ dataset: { k } }) {
    const { code, receipt } = this.row.done[k], { title, assignment } = this.task, { name } = this.who || this.local.read("who", {});
    this.part("receipt").textContent = receipt;
    this.part("to").textContent = said(this, "slip-to", { name: assignment.by || said(this, "hq") });
    this.stage("slip");
    const start = `${new URL(this.dataset.desk, location)}#`, pictures = await picturesOf(code, this.manual);
    this.text = `${said(this, "slip-head", { name, title, text: receipt })}\n${code}`;
    await this.querySelector("[data-stage=slip] share-code").show({ text: this.text, links: pictures.map((one) => start + one), name: said(this, "slip-name") });
    this.part("pictures").textContent = pictures.length > 1 ? said(this, "pictures", { n: pictures.length }) : "";
    this.part("file").hidden = /MicroMessenger/i.test(navigator.userAgent);
  }

  file() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" }));
    link.download = `${said(this, "slip-name")} ${this.part("receipt").textContent}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
}

customElements.define("assigned-work", AssignedWork);
