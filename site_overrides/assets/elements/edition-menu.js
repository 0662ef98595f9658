// <edition-menu>: every edition of the site, each at the page one is on, or at its first page.
import { editionsAt, inForce, sameIn } from "../page/editions.js";

class EditionMenu extends HTMLElement {
  async connectedCallback() {
    const { edition: own, up, here } = this.dataset, editions = await editionsAt(up), list = this.querySelector("ul");
    const row = list.querySelector("li");
    row.remove();
    for (const edition of editions) {
      const one = row.cloneNode(true), link = one.querySelector("a"), name = one.querySelector("[data-name]");
      name.textContent = name.dataset.name.replace("{edition}", edition.version);
      one.querySelector("[data-in-force]").hidden = edition !== inForce(editions);
      if (own ? edition.version === own : !edition.path) link.setAttribute("aria-current", "true");
      link.href = new URL(edition.path || "./", new URL(up, location.href)).href;
      link.addEventListener("click", async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own: its first page
        event.preventDefault();
        location.assign((await sameIn(edition, up, here)).href);
      });
      list.append(one);
    }
    this.hidden = editions.length < 2;
  }
}

customElements.define("edition-menu", EditionMenu);
