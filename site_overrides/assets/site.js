// On every page: when the language changes, take the place along; <reading-place> knows the one in a chapter.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-language]");
  if (link) link.hash = location.hash || (document.querySelector("[data-section]")?.dataset.section ?? "");
});

// A built site names its service worker, a preview has none. What is asked for while it is at work, it keeps:
// this page, which may have come before it, and the pages this one is of no use without (data-keep, several hrefs).
const { worker } = document.querySelector("script[data-worker]")?.dataset ?? {}, { serviceWorker } = navigator;
if (worker && serviceWorker) {
  const keep = () => {
    const more = [...document.querySelectorAll("[data-keep]")].flatMap((one) => one.dataset.keep.split(" "));
    for (const href of [location.pathname, ...more]) if (href) fetch(href).catch(() => {});
  };
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(keep);
  addEventListener("load", () => {
    if (serviceWorker.controller) whenIdle();
    else serviceWorker.addEventListener("controllerchange", whenIdle, { once: true });
    serviceWorker.register(worker).catch(() => {}); // refused, in a private window for one: <offline-state> says so
  });
}
