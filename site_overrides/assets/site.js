// On every page: remember where the reader is, and take the place along when the language changes.
const chapter = document.querySelector(".tm-chapter[data-chapter]");
const store = document.querySelector("[data-store]")?.dataset.store;
let section = "";

const write = (name, change) => {
  try {
    const key = `${store}/${name}`;
    localStorage.setItem(key, JSON.stringify(change(JSON.parse(localStorage.getItem(key)) || {})));
  } catch {
    // Nothing is lost that the reader wrote: only the bookmark.
  }
};

if (chapter && store && "IntersectionObserver" in window) {
  const id = chapter.dataset.chapter;
  const at = (title) =>
    write("last", () => ({ chapter: id, section, title, lang: document.documentElement.lang }));
  // "Seen" is a heading above the upper part of the screen, however far the reader jumped.
  const seen = new Map();
  const headings = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) seen.set(target, isIntersecting);
      const last = [...seen.keys()].filter((heading) => seen.get(heading)).pop();
      section = last ? last.id : "";
      at(last ? last.textContent : "");
    },
    { rootMargin: "9999999px 0px -60% 0px" },
  );
  for (const heading of chapter.querySelectorAll("h2[id]")) headings.observe(heading);
  const end = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) write("read", (read) => ({ ...read, [id]: 1 }));
  });
  const foot = chapter.querySelector(".tm-chapter__end");
  if (foot) end.observe(foot);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-language]");
  if (link) link.hash = location.hash || section;
});
