// A button that prints the page; hidden where there is no script.
class PrintPage extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-print]");
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
customElements.define("print-page", PrintPage);
