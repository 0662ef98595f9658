// <observer-sheet>: what an observer sees of one play, kept at every tap, marked and handed on when it is whole.
import { fill } from "../core/kept.js";
import { emptyRecord, withAttempt } from "../core/record.js";
import { handedIn, newSheet, pointsOf, responseOf, sheetId, withResponse } from "../core/sheets.js";
import { playIn } from "../page/handing.js";
import { openRecord } from "../page/here.js";
import { said } from "../page/words.js";

class ObserverSheet extends HTMLElement {
  connectedCallback() {
    if (this.store) return;
    this.store = openRecord(this);
    this.key = JSON.parse(this.querySelector("script").textContent);
    this.rows = [...this.querySelectorAll("[data-row]")];
    this.tallies = [...this.querySelectorAll("[data-tally]")];
    this.toggleAttribute("data-live", true);
    // A phone of one's own was told by its link whose play this is; a phone passed round sets `play` before.
    this.play = this.play || playIn(location.hash);
    this.open();
    this.addEventListener("input", ({ target }) => ("anchors" in target.dataset ? this.toggleAttribute("data-anchors", target.checked) : this.changed()));
    this.addEventListener("click", ({ target }) => {
      const step = target.closest("[data-step]");
      if (step) this.count(step.parentNode, Number(step.dataset.step));
      else if (target.closest("[data-clear]")) this.clear();
      else if (target.closest("[data-finish]")) this.finish();
    });
  }

  field(name) {
    return this.querySelector(`[name=${name}]`);
  }

  get sheet() {
    return this.store.record.attempts[this.sheetId];
  }

  /** The sheet of this play; without a play the one last begun of this card. */
  open() {
    const { card, tag } = this.dataset, { attempts } = this.store.record, now = Date.now();
    const begun = Object.keys(attempts).filter((id) => id.startsWith(`sheet.${card}.`) && !attempts[id].void).sort().pop();
    this.sheetId = this.play ? sheetId(this.play) : begun || `sheet.${card}.${now}`;
    this.empty = newSheet({ card, tag, key: this.key }, this.play || {}, now);
    this.put(this.sheet || this.empty);
  }

  put(sheet) {
    const { text, change, levels, tallies } = responseOf(sheet);
    for (const row of this.rows) for (const input of row.querySelectorAll("input")) input.checked = levels[row.dataset.row] === Number(input.value);
    for (const tally of this.tallies) tally.querySelector("output").value = tallies[tally.dataset.tally] || 0;
    for (const [name, value] of Object.entries({ best: text, change, about: sheet.about, by: sheet.by })) this.field(name).value = value || "";
    this.tell(sheet.ended);
  }

  count(tally, step) {
    const output = tally.querySelector("output");
    output.value = Math.min(99, Math.max(0, Number(output.value) + step));
    this.changed();
  }

  read() {
    const levels = {}, tallies = {};
    for (const row of this.rows) {
      const chosen = row.querySelector(":checked");
      if (chosen) levels[row.dataset.row] = Number(chosen.value);
    }
    for (const tally of this.tallies) tallies[tally.dataset.tally] = Number(tally.querySelector("output").value);
    return { text: this.field("best").value, change: this.field("change").value, levels, tallies };
  }

  save(sheet) {
    const at = Math.max(sheet.at, ((this.sheet && this.sheet.at) || 0) + 1);
    this.store.update((record) => withAttempt(record, this.sheetId, { ...sheet, at }));
    this.dispatchEvent(new Event("sheet", { bubbles: true }));
  }

  changed() {
    const people = { about: this.field("about").value, by: this.field("by").value };
    this.save(withResponse(this.sheet || this.empty, this.read(), people, Date.now()));
    this.share(null);
    this.tell();
  }

  clear() {
    if (this.sheet) this.save({ ...this.sheet, at: Date.now(), void: !this.play, ...(this.play && { responses: {}, ended: undefined }) });
    this.share(null);
    this.open();
  }

  finish() {
    const sheet = handedIn(withResponse(this.sheet || this.empty, this.read(), { about: this.field("about").value, by: this.field("by").value }, Date.now()), this.key, Date.now());
    if (!sheet) {
      const open = this.rows.find((row) => !row.querySelector(":checked"));
      this.say(said(this, "open-rows", { n: this.rows.filter((row) => !row.querySelector(":checked")).length }));
      open.scrollIntoView({ block: "center" });
      open.querySelector("input").focus({ preventScroll: true });
      return;
    }
    this.save(sheet);
    this.tell(true);
    this.share(sheet);
  }

  /** On a phone of its own the sheet leaves as a link, a picture of it and letters; on a phone passed round it is there already. */
  async share(sheet) {
    const code = this.parentNode.querySelector(":scope > share-code");
    if (!code) return;
    code.hidden = true;
    if (!sheet) return;
    const { recordCode } = await import("../core/transfer.js");
    const text = await recordCode(withAttempt(emptyRecord(), this.sheetId, this.sheet), this.closest("[data-store]").dataset.store);
    const link = `${new URL(this.dataset.session, location)}#${text}`;
    await code.show({ links: [link], name: this.dataset.name });
    code.scrollIntoView({ block: "nearest" });
  }

  say(text, failed) {
    const line = this.querySelector(".tm-say");
    line.textContent = text;
    line.classList.toggle("tm-say--failed", Boolean(failed));
  }

  tell(done) {
    const { levels } = this.read(), { dataset, key } = this, of = 2 * key.right.length, sum = pointsOf(levels);
    for (const row of this.rows)
      for (const anchor of row.querySelectorAll("[data-level]")) anchor.toggleAttribute("data-on", Number(anchor.dataset.level) === levels[row.dataset.row]);
    const open = this.rows.length - Object.keys(levels).length, zero = (key.critical || []).some((row) => levels[row] === 0);
    this.querySelector("[data-total]").textContent = fill(dataset.sum, { n: sum, of });
    this.querySelector("[data-rest]").textContent = open ? fill(dataset.open, { n: open }) : zero ? "" : sum * 100 >= of * key.pass ? dataset.passed : dataset.below;
    this.querySelector(".tm-observer__zero").textContent = zero ? dataset.zero : "";
    const { problem } = this.store;
    if (problem) this.say(said(this, "not-kept"), true);
    else this.say(done ? said(this, this.parentNode.querySelector(":scope > share-code") ? "finished" : "finished-here") : "");
  }
}

customElements.define("observer-sheet", ObserverSheet);
