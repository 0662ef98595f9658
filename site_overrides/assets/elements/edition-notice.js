// <edition-notice>: on the pages of a kept edition, which edition this is and which is in force; nothing on those of the latter.
import { editionsAt, sameIn } from "../page/editions.js";

class EditionNotice extends HTMLElement {
  async connectedCallback() {
    const { edition, up, here } = this.dataset, latest = (await editionsAt(up)).find(({ isLatest }) => isLatest);
    if (!latest || latest.version === edition) return;
    const text = this.querySelector("[data-text]"), link = this.querySelector("[data-same]");
    text.textContent = text.dataset.text.replace("{latest}", latest.version);
    this.hidden = false;
    const { href, isSame } = await sameIn(latest, up, here);
    link.href = href + (isSame ? location.hash : "");
    if (isSame) link.textContent = link.dataset.same;
  }
}

customElements.define("edition-notice", EditionNotice);
