// <offline-state>: says whether what is read here opens again without a signal; nothing while that is not known.
class OfflineState extends HTMLElement {
  async connectedCallback() {
    const site = document.querySelector("script[data-worker]");
    if (!site) return; // a preview keeps nothing
    const { serviceWorker } = navigator;
    try {
      // site.js asks for it too, and the browser takes both as one; without https or in an old kernel nobody is there.
      await serviceWorker.register(site.dataset.worker);
      await serviceWorker.ready;
      this.textContent = this.dataset.can;
    } catch {
      this.textContent = this.dataset.cannot;
    }
  }
}

customElements.define("offline-state", OfflineState);
