// <assigned-paper>: the questions of an assignment, open ones borrowed from their practice sets, sealed ones opened with the
// code; answered without a word about right or wrong, and handed over unmarked.
import { attemptId, drawAsked, isAskedBy, shownOrder } from "../core/assignment.js";
import { renamed } from "../core/named.js";
import { withAttempt } from "../core/record.js";
import { openPaper, paperInfo } from "../core/seal.js";
import { newNonce } from "../core/slip.js";
import { borrow, itemsOf } from "../page/borrow.js";
import { baseOf, storeOf } from "../page/here.js";
import { Paper } from "../page/paper.js";

const SECOND = 1000;
/** A phone asleep on the table is not at work. */
const LONGEST_PAUSE = 300;

class AssignedPaper extends Paper {
  begin() {}

  get attemptId() {
    return attemptId(this.task.assignment, this.task.code, this.task.k);
  }

  /**
   * @param {{assignment: object, set: object, code: string, k: number, opening: string}} task  code: staff code; k: which attempt
   * @returns {Promise<null|"busy"|"wrong-code"|"not-fetched">} null: it is on the screen; `isRevised`: not all of it is as it was begun
   */
  async answer(task) {
    this.task = task;
    this.store.load();
    if (!(await this.alone())) return "busy";
    const said = (await this.fetch(task)) || (await this.draw(task));
    if (said) this.release();
    return said;
  }

  /** One tab writes at a time; the lock goes with the tab, so a killed one leaves none. */
  alone() {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((told) => {
      navigator.locks.request(`${storeOf(this)}/${this.attemptId}`, { ifAvailable: true }, (lock) => {
        told(Boolean(lock));
        return lock && new Promise((release) => (this.release = release));
      });
    });
  }

  release() {}

  async fetch({ set, opening }) {
    if (set.kind !== "sealed") {
      this.pool = itemsOf(this.closest("[data-edition]")).filter((item) => isAskedBy(set, item));
      return null;
    }
    const reply = await fetch(new URL(set.paper, location)).catch(() => null);
    if (!reply || !reply.ok) return "not-fetched";
    const paper = await openPaper(await reply.text(), opening, paperInfo(baseOf(this), set.set.split("/")[1], set.digest));
    if (!paper) return "wrong-code";
    this.pool = paper.items.map((item) => ({ ...item, tag: "" }));
    this.sealed = new DOMParser().parseFromString(paper.html, "text/html");
    return null;
  }

  async draw({ assignment, set, code, k }) {
    const bank = new Map(this.pool.map((item) => [item.id, item])), begunOnce = this.store.record.attempts[this.attemptId], kept = begunOnce && renamed(begunOnce, bank), as = (id) => bank.get(id);
    const left = kept ? kept.ids.filter(as) : [], ids = left.length ? left : shownOrder(drawAsked(assignment, set, this.pool, k), assignment, code, k);
    const tags = ids.map((id) => as(id).tag), begun = { set: `assigned:${assignment.id}`, seed: assignment.seed, started: Date.now(), responses: {}, flags: [], nonce: newNonce(), used: 0, ...kept };
    // What was revised meanwhile is asked anew, what is gone is not asked; the other answers stay.
    const isSame = (id) => kept && kept.tags[kept.ids.indexOf(id)] === as(id).tag, responses = Object.fromEntries(Object.entries(begun.responses).filter(([id]) => ids.includes(id) && isSame(id)));
    this.isRevised = Boolean(kept) && (left.length < kept.ids.length || !ids.every(isSame));
    // Over, and yet no slip of it is here: the record came from another phone, or the slip could not be kept. It is handed in once more, under the same nonce.
    this.attempt = { ...begun, ids, tags, responses, now: ids.includes(begun.now) ? begun.now : ids[0], ended: undefined };
    if (set.kind === "sealed") this.layOut(ids);
    else if (!(await borrow(this, ids.map(as)))) return "not-fetched";
    this.since = performance.now();
    this.hidden = false;
    await this.lay(`${assignment.id}/${code}/${k}`, assignment.minutes);
    return null;
  }

  layOut(ids) {
    this.form.querySelectorAll("practice-question").forEach((old) => old.remove());
    this.part("status").before(...ids.map((id) => document.adoptNode(this.sealed.getElementById(id))));
  }

  save(change) {
    const now = performance.now(), { used = 0, at = 0 } = this.attempt;
    const more = Math.min(LONGEST_PAUSE, Math.max(0, (now - this.since) / SECOND));
    this.since = now;
    Object.assign(this.attempt, change, { used: used + more, at: Math.max(Date.now(), at + 1) });
    this.store.update((record) => withAttempt(record, this.attemptId, { ...this.attempt }));
  }

  act(what, button) {
    if (what === "back") this.leave();
    else super.act(what, button);
  }

  leave() {
    this.close();
    this.dispatchEvent(new Event("left"));
  }

  /** Another assignment was opened, or the list: what was answered is kept, the clock is stopped here and goes on in the attempt. */
  close() {
    clearInterval(this.beat);
    this.release();
    this.hidden = true;
  }

  /** The shell seals what stands in `attempt`; only when that is kept the attempt is over. */
  handIn(said) {
    clearInterval(this.beat);
    this.save({});
    this.isOver = said === "over";
    this.dispatchEvent(new Event("handed"));
  }

  over() {
    this.save({ ended: Date.now() });
    this.close();
  }
}

customElements.define("assigned-paper", AssignedPaper);
