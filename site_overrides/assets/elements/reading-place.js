// <reading-place>: stands at the end of a chapter and remembers how far the reader is, for the home page and the other language.
import { kept } from "../core/kept.js";

class ReadingPlace extends HTMLElement {
  connectedCallback() {
    if (!("IntersectionObserver" in window)) return;
    const chapter = this.closest("[data-chapter]"), id = chapter.dataset.chapter, { lang } = document.documentElement;
    const keep = kept(() => localStorage, this.closest("[data-store]").dataset.store);
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
    const end = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) keep.write("read", { ...keep.read("read", {}), [id]: 1 });
    });
    end.observe(this);
  }
}

customElements.define("reading-place", ReadingPlace);
