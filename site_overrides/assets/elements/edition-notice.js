// <edition-notice>: on the pages of a kept edition, which edition this is and which holds; nothing where that is this one.
import { editionsAt, inForce, sameIn } from "../page/editions.js";

class EditionNotice extends HTMLElement {
  async connectedCallback() {
    const { edition, up, here } = this.dataset, editions = await editionsAt(up), holds = inForce(editions);
    const own = editions.find(({ version }) => version === edition), isHeld = holds && holds.version === edition;
    const isEarly = own && holds && editions.indexOf(own) < editions.indexOf(holds);
    const other = isHeld ? editions[editions.indexOf(own) - 1] : holds; // what holds now, or comes behind it
    if (!other) return;
    const [year, month, day] = (isEarly ? own : other).effective.split("-");
    const date = year ? new Date(year, month - 1, day).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) : "";
    const say = (name) => this.dataset[name].replace("{other}", other.version).replace("{day}", date);
    this.querySelector("[data-text]").textContent = say(isHeld ? "ends" : isEarly ? "early" : "old");
    this.hidden = false;
    // The browser went to the place that was asked for before this stood above it.
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) place.scrollIntoView();
    const { href, isSame } = await sameIn(other, up, here), link = this.querySelector("a");
    link.href = href + (isSame ? location.hash : "");
    link.textContent = say(isSame ? "same" : "home");
  }
}

customElements.define("edition-notice", EditionNotice);
