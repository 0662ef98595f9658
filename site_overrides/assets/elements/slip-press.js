// <slip-press>: the papers of any cards in one go. Each card's own page is the home of its paper; here they are put in order.
import { fitSlips } from "../page/fitting.js";
import { said } from "../page/words.js";

class SlipPress extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.form.hidden = false;
    this.cards = [...this.form.querySelectorAll("[name=card]")];
    const wanted = location.hash.slice(1).split(",");
    for (const box of this.cards) box.checked = wanted.includes(box.value);
    this.form.addEventListener("change", ({ target }) => {
      if ("all" in target.dataset) for (const box of this.cards) box.checked = target.checked;
      this.told();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.set();
    });
    this.told();
  }

  told() {
    this.toggleAttribute("data-sheets", this.form.what.value === "sheet");
    this.querySelector("[data-all]").checked = this.cards.every(({ checked }) => checked);
    this.say("");
    this.paper.textContent = "";
  }

  get paper() {
    return this.querySelector("[data-paper]");
  }

  say(text) {
    this.querySelector("[data-news]").textContent = text;
  }

  /** Languages chosen, or that of the page; the other one for the backs. */
  get roots() {
    const all = [...this.form.querySelectorAll("[name=language]")], chosen = all.filter(({ checked }) => checked);
    return { fronts: chosen.length ? chosen.map(({ value }) => value) : ["../../"], other: (root) => (all.find(({ value }) => value !== root) || { value: root }).value };
  }

  async set() {
    const { form, roots } = this, what = form.what.value, back = form.back.value, cards = this.cards.filter(({ checked }) => checked);
    if (!cards.length) return this.say(said(this, "press-pick"));
    this.paper.textContent = "";
    const failed = [];
    for (const [n, card] of cards.entries()) {
      this.say(said(this, "press-making", { n: n + 1, of: cards.length }));
      try {
        // With the other language behind it one front is both.
        for (const root of back === "other" && what === "slips" ? roots.fronts.slice(0, 1) : roots.fronts) this.paper.append(...(await this.papers(root, card.value, what, back)));
      } catch {
        failed.push(card.nextElementSibling.textContent);
      }
    }
    fitSlips(this.paper);
    this.say(failed.length ? said(this, "press-failed", { text: failed.join(" / ") }) : said(this, "press-ready", { n: cards.length }));
    if (!failed.length) print();
  }

  async papers(root, card, what, back) {
    const page = await this.fetched(root, card, what);
    if (what === "sheet") return [...page.querySelectorAll(".tm-sheet")];
    const [front, cover] = page.querySelectorAll(".tm-slips");
    if (back === "none") return [front];
    if (back === "cover") return [front, cover];
    const other = (await this.fetched(this.roots.other(root), card, what)).querySelector(".tm-slips");
    other.classList.add("tm-slips--back");
    return [front, other];
  }

  async fetched(root, card, what) {
    const address = new URL(`${root}role-plays/${card}/${what}/`, location), reply = await fetch(address);
    if (!reply.ok) throw new Error(address);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const paper of page.querySelectorAll(".tm-slips,.tm-sheet")) paper.lang = page.documentElement.lang;
    return page;
  }
}

customElements.define("slip-press", SlipPress);
