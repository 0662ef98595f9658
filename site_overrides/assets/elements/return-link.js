// <return-link>: on a page opened by a reread link, the way back to the question (see practice-quiz).
class ReturnLink extends HTMLElement {
  connectedCallback() {
    let back = null;
    try {
      back = JSON.parse(window.sessionStorage.getItem(`${this.closest("[data-store]").dataset.store}/back`));
    } catch { /* nothing to go back to */ }
    if (!back || back.to !== window.location.pathname) return;
    this.querySelector("a").href = back.from;
    this.hidden = false;
  }
}

customElements.define("return-link", ReturnLink);
