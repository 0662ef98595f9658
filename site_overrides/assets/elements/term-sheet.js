// A tap on a term opens its definition in a sheet; without script the link leads to the glossary.
class TermSheet extends HTMLElement {
  connectedCallback() {
    if (this.dialog || typeof HTMLDialogElement === "undefined") return;
    const dialog = document.createElement("dialog");
    dialog.className = "tm-sheet";
    dialog.innerHTML =
      '<form class="tm-sheet__top" method="dialog"><button class="tm-sheet__close"><svg class="tm-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M19 6.410 17.590 5 12 10.590 6.410 5 5 6.410 10.590 12 5 17.590 6.410 19 12 13.410 17.590 19 19 17.590 13.410 12z"/></svg></button></form><div tabindex="-1" autofocus></div>';
    dialog.querySelector("button").setAttribute("aria-label", this.dataset.close || "");
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    this.dialog = dialog;
    this.append(dialog);
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
