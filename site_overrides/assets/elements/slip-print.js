// <slip-print>: prints one card's slips, each fitted to its quarter of the sheet.
import { fitSlips } from "../page/fitting.js";

class SlipPrint extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-print]");
    button.hidden = false;
    button.addEventListener("click", () => print());
    // The browser's own menu prints too.
    addEventListener("beforeprint", () => fitSlips(document));
  }
}

customElements.define("slip-print", SlipPrint);
