// <term-sheet>: a tap on a term opens its definition in a sheet; without script the link leads to the glossary.
class TermSheet extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    if (!this.dialog.showModal) return;
    // The reader starts at the definition, not at the button that closes it.
    this.dialog.lastElementChild.autofocus = true;
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog || target.closest("a")) this.dialog.close();
    });
    document.addEventListener("click", this);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-term]");
    const found = link && this.querySelector(`template[data-term="${link.dataset.term}"]`);
    if (!found) return;
    event.preventDefault();
    const body = this.dialog.lastElementChild;
    body.replaceChildren(found.content.cloneNode(true));
    this.dialog.setAttribute("aria-label", body.firstElementChild.textContent);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }
}

customElements.define("term-sheet", TermSheet);
