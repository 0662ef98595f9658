// <reading-place>: stands at the end of a chapter and remembers what was read and how far, for the home page, the progress and the other language.
import { kept } from "../core/kept.js";
import { readOf, withRead } from "../core/record.js";
import { openRecord, storage, storeOf } from "../page/here.js";

class ReadingPlace extends HTMLElement {
  connectedCallback() {
    if (!("IntersectionObserver" in window)) return;
    const chapter = this.closest("[data-chapter]"), id = chapter.dataset.chapter, { lang } = document.documentElement;
    const keep = kept(storage, storeOf(this)), store = openRecord(this);
    // "Seen" is a heading above the upper part of the screen, however far the reader jumped.
    const seen = new Map();
    const headings = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.set(target, isIntersecting);
        const last = [...seen.keys()].filter((heading) => seen.get(heading)).pop();
        this.dataset.section = last ? last.id : "";
        keep.write("last", { chapter: id, section: last ? last.id : "", title: last ? last.textContent : "", lang });
      },
      { rootMargin: "9999999px 0px -60% 0px" },
    );
    for (const heading of chapter.querySelectorAll("h2[id]")) headings.observe(heading);
    // A section is read once its last lines were on the screen: who jumps over it has not read it.
    const ends = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const { read, tag } = target.parentNode.dataset;
        if (!isIntersecting) continue;
        store.load();
        const before = readOf(store.record, id, read);
        // Neither leafing through a kept edition nor a page left open takes the place of what was read of a later one.
        const isOver = before && before.tag !== tag && (document.querySelector("edition-notice") || before.at > performance.timeOrigin);
        if (!isOver) store.update((record) => withRead(record, `${id}#${read}`, tag, Date.now()));
      }
    });
    for (const end of chapter.querySelectorAll("[data-read]>:last-child")) ends.observe(end);
  }
}

customElements.define("reading-place", ReadingPlace);
