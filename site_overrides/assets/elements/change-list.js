// <change-list>: what changed, of it what this person has to read again, since which edition, old words shown or not.
import { mine } from "../core/delta.js";
import { fill, kept } from "../core/kept.js";
import { openRecord, storage, storeOf } from "../page/here.js";

const nameOf = ({ ref, from }) => `${ref} ${from.join(" ")}`;
const WORDS = ["words", "moved"];

class ChangeList extends HTMLElement {
  connectedCallback() {
    this.data = JSON.parse(this.querySelector("[data-changes]").textContent);
    this.keep = kept(storage, storeOf(this));
    this.record = openRecord(this).record;
    this.base = this.data.base;
    this.rows = [...this.querySelectorAll("[data-entry]")].map((row) => ({ row, name: `${row.dataset.entry} ${row.dataset.from}`, from: row.dataset.from.split(" "), what: row.dataset.what }));
    this.tabs = [...this.querySelectorAll("[data-tab]")];
    const role = this.part("role"), known = this.keep.read("role", null), newOnly = this.part("new-only");
    if ([...role.options].some(({ value }) => value === known)) role.value = known;
    role.addEventListener("change", () => {
      if (role.value) this.keep.write("role", role.value);
      this.show();
    });
    this.part("base")?.addEventListener("change", ({ target }) => {
      this.base = target.value;
      if (this.tab === "mine") this.tab = "all";
      this.show();
    });
    newOnly.addEventListener("click", () => {
      newOnly.setAttribute("aria-pressed", String(this.toggleAttribute("data-new-only")));
    });
    this.part("tabs").addEventListener("click", ({ target }) => this.choose(target.closest("[data-tab]")));
    this.part("tabs").addEventListener("keydown", (event) => this.step(event));
    for (const name of ["choose", "tabs", "new-only"]) this.part(name).hidden = false;
    this.part("list").setAttribute("role", "tabpanel");
    // No place in that page: its script reads there which entry was meant.
    for (const link of this.querySelectorAll("[data-only]")) link.hash = encodeURIComponent(link.dataset.only);
    this.count();
    this.tab = this.own.size || Object.keys(this.record.read).length ? "mine" : "all";
    this.show();
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  choose(tab) {
    if (!tab) return;
    this.tab = tab.dataset.tab;
    this.show();
  }

  step(event) {
    const now = this.tabs.indexOf(event.target), last = this.tabs.length - 1;
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = this.tabs[(to + this.tabs.length) % this.tabs.length];
    this.choose(tab);
    tab.focus();
  }

  /** What is shown under each tab. */
  count() {
    this.own = new Set(mine(this.record, this.data, this.part("role").value).map(nameOf));
    const since = this.rows.filter(({ from }) => from.includes(this.base));
    this.under = { mine: this.rows.filter(({ name }) => this.own.has(name)), all: since, words: since.filter(({ what }) => WORDS.includes(what)) };
  }

  show() {
    this.count();
    const shown = this.under[this.tab];
    for (const { row } of this.rows) row.hidden = !shown.some((one) => one.row === row);
    for (const group of this.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    for (const tab of this.tabs) {
      const chosen = tab.dataset.tab === this.tab;
      tab.textContent = fill(tab.dataset.label, { n: this.under[tab.dataset.tab].length });
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.part("list").setAttribute("aria-labelledby", tab.id);
    }
    this.dataset.shows = this.tab;
    this.part("say").textContent = shown.length ? "" : this.nothing();
  }

  nothing() {
    const { dataset, record, tab } = this;
    if (tab === "mine") return Object.keys(record.read).length ? dataset.nothingMine : dataset.nothingRead;
    return tab === "words" ? dataset.nothingWords : "";
  }
}

customElements.define("change-list", ChangeList);
