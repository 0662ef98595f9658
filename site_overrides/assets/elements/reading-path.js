// The roof of the home page: whose path, how far, where to go on.
import { fill, kept } from "../core/kept.js";
import { readOf } from "../core/record.js";
import { openRecord, storage, storeOf } from "../page/here.js";

// Eight chapters, two read, now in the third: ticks, the done line, one lamp.
const tape = (total, done, unit) => {
  const at = (n) => 2 + (n * 346) / total;
  let ticks = "";
  for (let n = 0; n <= total * 5; n++)
    if (total < 10 || n % 5 === 0) ticks += `M${at(n / 5)} 24v-${n % 5 ? 5 : 11}`;
  let words = "";
  for (let n = 1; n <= total; n++)
    if (total < 10 || n === total || n % 3 === 0)
      words += `<text x="${at(n)}" y="39" text-anchor="${n === total ? "end" : "middle"}">${n}${n === total ? ` ${unit}` : ""}</text>`;
  const now = at(Math.min(done + 0.5, total));
  return `<svg class="tm-tape" viewBox="0 0 350 44" aria-hidden="true"><path d="M2 24H348${ticks}"/><path class="tm-tape__done" d="M2 24H${now}"/><path class="tm-tape__stem" d="M${now} 12v14"/><path class="tm-tape__now" d="M${now - 6} 1h12l-6 11z"/>${words}</svg>`;
};

class ReadingPath extends HTMLElement {
  connectedCallback() {
    this.keep = kept(storage, storeOf(this));
    this.select = this.querySelector("select");
    this.paths = [...this.querySelectorAll("[data-role]")];
    this.select.addEventListener("change", () => this.choose(this.select.value));
    this.addEventListener("click", (event) => {
      const link = event.target.closest("[data-choose]");
      if (!link) return;
      event.preventDefault();
      this.choose(link.dataset.choose);
      this.part("[data-go]").focus({ preventScroll: true });
      scrollTo(0, 0);
    });
    this.read = this.chaptersRead();
    for (const row of this.querySelectorAll("[data-chapter]"))
      row.querySelector(".tm-home__read").hidden = !this.read.has(row.dataset.chapter);
    const role = this.keep.read("role", null);
    if (this.paths.some((path) => path.dataset.role === role)) this.show(role);
    else for (const path of this.paths) path.hidden = true;
  }

  /** Chapters of which every section was read; the list of all chapters on the page names the sections. */
  chaptersRead() {
    const { record } = openRecord(this), rows = [...document.querySelectorAll("[data-sections]")];
    return new Set(rows.filter(({ dataset: { id, was, sections } }) =>
      sections.split(" ").map((one) => one.split(":")).every(([section, ...before]) =>
        readOf(record, id, section, [...was.split(" "), ...before]))).map(({ dataset }) => dataset.id));
  }

  choose(role) {
    this.show(role);
    if (!this.keep.write("role", role)) this.part("[data-state-line]").textContent = this.dataset.failed;
  }

  part(selector) {
    return this.querySelector(selector);
  }

  show(role) {
    const { dataset } = this;
    for (const path of this.paths) path.hidden = path.dataset.role !== role;
    const rows = [...this.paths.find((path) => path.dataset.role === role).querySelectorAll("[data-chapter]")];
    const { read } = this;
    const last = this.keep.read("last", {});
    const done = rows.filter((row) => read.has(row.dataset.chapter)).length;
    const open = rows.filter((row) => !read.has(row.dataset.chapter));
    const here = open.find((row) => row.dataset.chapter === last.chapter);
    const row = here || open[0];
    const place = here && last.lang === document.documentElement.lang && last.title;
    this.select.value = role;
    this.part(".tm-home__role").hidden = false;
    this.part("[data-first]").hidden = true;
    const over = this.part("[data-over]");
    over.hidden = !row;
    if (row) over.textContent = [here ? dataset.going : "", row.dataset.number, place ? row.dataset.name : ""].filter(Boolean).join("　");
    this.part("[data-title]").textContent = row ? place || row.dataset.name : dataset.done;
    const ruler = this.part("[data-tape]");
    ruler.hidden = false;
    ruler.innerHTML = tape(rows.length, row ? done : rows.length, dataset.unit);
    const state = this.part("[data-state-line]");
    state.hidden = false;
    state.textContent = row
      ? fill(dataset.state, { of: rows.length, n: done, minutes: row.dataset.minutes })
      : dataset.again;
    const go = this.part("[data-go]");
    go.textContent = row ? (here ? dataset.resume : dataset.start) : dataset.practise;
    go.href = row ? row.getAttribute("href") + (here && last.section ? `#${last.section}` : "") : "#practice";
  }
}
customElements.define("reading-path", ReadingPath);
