// On every page: when the language changes, take the place along; <reading-place> knows the one in a chapter.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-language]");
  if (link) link.hash = location.hash || (document.querySelector("[data-section]")?.dataset.section ?? "");
});
