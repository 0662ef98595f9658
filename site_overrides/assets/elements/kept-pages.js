// <kept-pages>: on the page shown instead of one that was never read; the way there once more, and what opens now.
class KeptPages extends HTMLElement {
  async connectedCallback() {
    const { scope } = (await navigator.serviceWorker?.ready) ?? {};
    if (!scope) return;
    const { href } = new URL(location.hash.slice(1), scope), again = this.querySelector("[data-again]");
    if (href.startsWith(scope)) again.href = href; // somebody may have written something else behind the #
    again.hidden = !location.hash || !again.href;

    // Named and laid out by worker.js: a list an edition, the newest last, and every file under its digest.
    const cache = await caches.open(scope), keys = (await cache.keys()).map(({ url }) => url);
    const { files } = await (await cache.match(keys.filter((url) => url.startsWith(`${scope}offline-`)).pop())).json();
    const list = this.querySelector("ul"), row = list.querySelector("li");
    for (const [path, digest] of Object.entries(files)) {
      // Home has a button, and this page is open already.
      const isHome = files[path.replace(/index\.html$/, "offline/index.html")], isThis = path.endsWith("offline/index.html");
      const kept = path.endsWith("index.html") && !isHome && !isThis && await cache.match(`${scope}?kept=${digest}`);
      if (!kept) continue;
      const page = new DOMParser().parseFromString(await kept.text(), "text/html"), title = page.querySelector("h1");
      if (!title || page.documentElement.lang !== document.documentElement.lang) continue;
      const one = row.cloneNode(true);
      one.querySelector("a").href = scope + path.replace(/index\.html$/, "");
      one.querySelector("[data-title]").textContent = title.textContent;
      list.append(one);
    }
    row.remove();
    this.querySelector("section").hidden = !list.children.length;
  }
}

customElements.define("kept-pages", KeptPages);
