// <record-backup>: the learner's record as a text to copy, as QR codes to scan, as a file where files can be kept.
import { recordCode, recordParts, summaryOf } from "../core/transfer.js";
import { baseOf, openRecord } from "../page/here.js";
import { holding, said } from "../page/words.js";

/** A denser picture is no longer read off a phone by another phone. */
const LETTERS = 800;
/** With more pictures nobody gets to the end. */
const MANY = 6;

class RecordBackup extends HTMLElement {
  connectedCallback() {
    if (this.manual) return;
    this.manual = baseOf(this);
    this.hidden = false;
    // WeChat drops downloads without a word.
    if (/MicroMessenger/i.test(navigator.userAgent)) this.querySelector("[data-do=file]").remove();
    this.closest("[data-store]").addEventListener("record", () => this.empty());
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do](openRecord(this).record);
    });
    this.empty();
  }

  /** What was shown before is no longer the whole record. */
  empty() {
    const { latest } = summaryOf(openRecord(this).record);
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !latest;
    this.say(...(latest ? [] : ["empty"]));
    this.share.hidden = true;
  }

  get share() {
    return this.querySelector("share-code");
  }

  say(...names) {
    this.querySelector("[data-part=how]").textContent = names.map((name) => said(this, name)).join("\n");
  }

  async text(record) {
    this.share.show({ text: await recordCode(record, this.manual), name: said(this, "text-name") });
    this.say("text-how");
  }

  async qr(record) {
    const start = `${location.origin}${location.pathname}#in=`;
    const { codes, whole } = await recordParts(record, this.manual, LETTERS - start.length);
    this.share.show({ links: codes.map((code) => start + code), name: said(this, "qr-name") });
    this.say(...(codes.length > 1 ? ["qr-how"] : []), ...(codes.length > MANY ? ["qr-many"] : []), ...(whole ? [] : ["qr-short"]));
  }

  async file(record) {
    const day = new Date().toISOString().slice(0, 10), link = document.createElement("a");
    const text = `${said(this, "qr-name")} ${day}\n${holding(this, summaryOf(record))}\n\n${await recordCode(record, this.manual)}\n`;
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = said(this, "file-name", { day });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    this.share.hidden = true;
    this.say("file-done");
  }
}

customElements.define("record-backup", RecordBackup);
