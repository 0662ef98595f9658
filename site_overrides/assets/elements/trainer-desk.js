// <trainer-desk>: the trainer's desk in this browser. It holds what is kept and says so to the parts inside it.
import { ofCampaign } from "../core/assignment.js";
import { keysOf } from "../core/backup.js";
import { letters } from "../core/codes.js";
import { besides, keyFileId, keyRowOf, readKeyFile } from "../core/keyfile.js";
import { isSafe, publicOf } from "../core/keys.js";
import { namesOf, setNamed } from "../core/named.js";
import { canSeal } from "../core/seal.js";
import { openDesk } from "../page/desk.js";
import { baseOf } from "../page/here.js";
import { prepare } from "../page/scanning.js";

const STAGES = ["assign", "collect", "results", "judge", "keys"];

class TrainerDesk extends HTMLElement {
  async connectedCallback() {
    if (this.parts) return;
    this.parts = [...this.querySelectorAll("[data-stage]")];
    this.part("unsafe").hidden = isSafe();
    if (!isSafe()) {
      this.dataset.off = "unsafe";
      return;
    }
    this.manual = baseOf(this);
    this.now = null;
    this.banks = new Map();
    [this.sets, this.trainers, this.campaigns, this.roles] = ["sets", "trainers", "campaigns", "roles"].map((name) => this.embedded(name));
    this.desk = await openDesk(this.manual);
    await Promise.all([...new Set(this.parts.map(({ localName }) => localName))].map((name) => customElements.whenDefined(name)));
    this.desk.onchange = () => {
      this.banks.clear();
      this.draw();
    };
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-to]");
      if (button) this.go(button.dataset.to, button.dataset.focus);
    });
    addEventListener("hashchange", () => this.byHash());
    addEventListener("beforeunload", (event) => this.desk.problem === "full" && event.preventDefault());
    // These do work for others too, before anybody has looked at them.
    for (const name of ["desk-assign", "desk-assigned", "desk-collect", "desk-slips"]) this.querySelector(name).begin(this);
    this.setAttribute("data-ready", "");
    this.stage = this.key ? "assign" : "keys";
    this.draw();
    this.byHash();
    (window.requestIdleCallback ?? setTimeout)(() => Promise.all([prepare(), canSeal().catch(() => {})]));
  }

  embedded(name) {
    const found = this.closest("[data-store]").querySelector(`script[data-${name}]`);
    return found ? JSON.parse(found.textContent) : [];
  }

  part(name) {
    return this.querySelector(`:scope > [data-part=${name}]`);
  }

  get edition() {
    return this.dataset.edition;
  }

  /** All keys, the one in use first. @returns {import("../core/keys.js").Keys[]} */
  get keys() {
    return keysOf(this.desk);
  }

  get key() {
    return this.keys[0];
  }

  get me() {
    return { name: "", ...this.desk.get("settings", "me") };
  }

  know(change) {
    return this.desk.put("settings", "me", { ...this.me, ...change });
  }

  /** Has the key in use been saved elsewhere? */
  get isBackedUp() {
    return Boolean(this.key && this.me.backup && this.me.backup.key === this.key.id);
  }

  /** What the manual knows of a public key. @returns {{id: string, name: string, withdrawn: boolean}|undefined} */
  listed(keys) {
    const known = letters(publicOf(keys));
    return this.trainers.find(({ key }) => key === known);
  }

  /** By its name, or one it had before. */
  setOf(name) {
    return setNamed(this.sets, name);
  }

  /** An assignment of this desk, or one of HQ's that is answered to a key here. */
  assignment(id) {
    return this.desk.get("assignments", id) || this.ordered().find((one) => one.id === id);
  }

  /** Every assignment, the latest first. */
  assignments() {
    return [...this.desk.all("assignments").map(([, one]) => one), ...this.ordered()].sort((a, b) => b.made - a.made);
  }

  ordered() {
    if (!this.campaigns.length) return [];
    const own = new Map(this.keys.map((keys) => [letters(publicOf(keys)), keys.id]));
    return this.campaigns.filter(({ key }) => own.has(key)).map((one) => {
      const { assignment, title } = ofCampaign(one, this.edition), { digest = "" } = this.setOf(one.set) || {};
      return { ...assignment, title, digest, keyId: own.get(one.key), group: "", groupName: assignment.group, link: this.linkOf(`hq=${one.id}`), made: assignment.opens, campaign: true };
    });
  }

  slipsOf(assignment) {
    return this.desk.all("slips").map(([, slip]) => slip).filter((slip) => slip.assignment === assignment);
  }

  /** A slip with everything that was judged of it. A staff code may hold a # too, a question's name never does. */
  async forget(id) {
    for (const [name] of this.desk.all("judged")) if (name.slice(0, name.lastIndexOf("#")) === id) await this.desk.drop("judged", name);
    return this.desk.drop("slips", id);
  }

  /**
   * What marks a set: public questions are fetched, sealed ones come out of their key file.
   * @param {string} name of the set @param {string} [digest] of a sealed paper; without: the latest key file
   * @returns {Promise<Map<string, object>|null>} null: its key file is not here, or it could not be fetched
   */
  bank(name, digest = "") {
    const at = `${name} ${digest}`;
    if (!this.banks.has(at)) {
      const bank = this.gathered(name, digest).catch(() => null);
      this.banks.set(at, bank);
      // What failed without a signal is asked for again.
      bank.then((found) => found || this.banks.delete(at));
    }
    return this.banks.get(at);
  }

  async gathered(name, digest) {
    const set = this.setOf(name), lists = [];
    if (set && set.kind !== "sealed") {
      for (const chapter of set.chapters || []) lists.push((await (await fetch(`bank/${chapter}.json`)).json()).items);
    } else {
      const file = this.keyFile(name, digest);
      if (!file) return null;
      lists.push((file.banks[document.documentElement.lang] || Object.values(file.banks)[0]).items);
    }
    return new Map(lists.flat().map((item) => [item.id, item]));
  }

  /** @returns {object|undefined} the key file of a sealed set, of this paper where it is told */
  keyFile(name, digest = "") {
    return this.keyRow(name, digest)?.now;
  }

  /** As it is kept, under whichever of the exam's names. */
  keyRow(name, digest = "") {
    return keyRowOf(this.desk.all("exams").map(([, row]) => row), namesOf(this.setOf(name) || { set: name }), digest);
  }

  /** In the place of the one that is here. @returns {Promise<boolean>} is it really kept? */
  async keepKeyFile(file) {
    const id = keyFileId(file), before = this.keyRow(`tests/${file.exam}`, file.digest), kept = await this.desk.put("exams", id, { now: file, at: Date.now() });
    if (kept && before && keyFileId(before.now) !== id) await this.desk.drop("exams", keyFileId(before.now));
    this.banks.clear();
    return kept;
  }

  /** Keeps the key file of whichever exam a trainer has chosen to put in. @returns {Promise<string>} the word for what came of it */
  async takeKeyFile(text) {
    const { file, problem } = readKeyFile(text, this.manual);
    if (problem) return `file-${problem}`;
    const what = besides(this.keyRow(`tests/${file.exam}`, file.digest), file);
    // What would change marks is shown before it is taken: beside the results.
    if (what !== "keep") return `file-${what}`;
    const kept = await this.keepKeyFile(file);
    this.draw();
    return kept ? "file-taken" : "file-unkept";
  }

  /** The link learners open. */
  linkOf(code) {
    return `${new URL(this.dataset.assignment, location.href).href.split("#")[0]}#${code}`;
  }

  /** A scanned slip opens this page with its code in the address; a tab's name alone leads to the tab. */
  byHash() {
    const { hash } = location, name = hash.slice(1);
    if (STAGES.includes(name)) this.go(name);
    else if (/^#TM[SA]\d/.test(hash)) {
      // Loading the page again must not take it again.
      history.replaceState(history.state, "", "#collect");
      this.go("collect");
      this.querySelector("desk-collect").take(hash);
    }
  }

  /** @param {string} [focus] a selector within the stage; without: its heading */
  go(stage, focus) {
    const moved = stage !== this.stage;
    if (moved) for (const part of this.parts) if (part.dataset.stage === this.stage && part.leave) part.leave();
    this.stage = stage;
    this.say("");
    this.draw();
    if (moved) {
      history.replaceState(history.state, "", `#${stage}`);
      scrollTo(0, 0);
    }
    const place = [...this.querySelectorAll(`[data-stage=${stage}] ${focus || "h2"}`)].find((one) => one.offsetParent);
    if ((moved || focus) && place) place.focus({ preventScroll: !focus });
  }

  draw() {
    this.dataset.now = this.stage;
    for (const part of this.parts) {
      part.hidden = part.dataset.stage !== this.stage;
      if (!part.hidden) part.draw(this);
    }
    for (const button of this.querySelectorAll(".tm-desk__tabs [data-to]")) {
      if (button.dataset.to === this.stage) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    const { problem } = this.desk, begun = Boolean(this.key && this.desk.all("assignments").length);
    for (const name of ["blocked", "full"]) this.part(name).hidden = problem !== name;
    this.part("first").hidden = begun || ["results", "judge"].includes(this.stage);
    for (const [n, done] of [Boolean(this.key), this.isBackedUp, begun].entries()) this.part("first").children[n].toggleAttribute("data-done", done);
    this.part("remind").hidden = !this.key || this.isBackedUp || this.stage === "keys";
  }

  say(text) {
    this.part("news").textContent = text;
  }
}

customElements.define("trainer-desk", TrainerDesk);
