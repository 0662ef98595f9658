// <assigned-slip>: a sealed slip to hand on: pictures to scan, a text for the chat, a file where files can be kept.
import { picturesOf } from "../core/slip.js";
import { baseOf } from "../page/here.js";
import { said } from "../page/words.js";

class AssignedSlip extends HTMLElement {
  connectedCallback() {
    if (this.share) return;
    this.share = this.querySelector("share-code");
    // WeChat drops downloads without a word.
    this.part("file").hidden = /MicroMessenger/i.test(navigator.userAgent);
    this.part("file").addEventListener("click", () => this.file());
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** @param {{text: string, receipt: string, who: {name: string}, title: string, by: string, head: string}} slip  text: its code; head: word for what it is */
  async show({ text, receipt, who: { name }, title, by, head }) {
    const start = `${new URL(this.dataset.desk, location)}#`, pictures = await picturesOf(text, baseOf(this));
    this.receipt = receipt;
    this.text = `${said(this, head, { name, title, text: receipt })}\n${text}`;
    this.part("receipt").textContent = receipt;
    this.part("to").textContent = said(this, "slip-to", { name: by });
    this.part("pictures").textContent = pictures.length > 1 ? said(this, "pictures", { n: pictures.length }) : "";
    await this.share.show({ text: this.text, links: pictures.map((one) => start + one), name: said(this, "slip-name") });
  }

  file() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" }));
    link.download = `${said(this, "slip-name")} ${this.receipt}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
}

customElements.define("assigned-slip", AssignedSlip);
