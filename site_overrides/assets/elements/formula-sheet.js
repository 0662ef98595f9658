// <formula-sheet>: the worked example becomes a calculator. What is typed stays on the page, until it is closed.
import { readQuantity } from "../core/answers.js";
import { rounded, worked } from "../core/formula.js";

class FormulaSheet extends HTMLElement {
  connectedCallback() {
    if (this.inputs) return;
    this.inputs = [...this.querySelectorAll("[data-figure]")].map((shown) => this.asInput(shown));
    this.querySelector("[data-head]").textContent = this.dataset.yours;
    this.again = this.querySelector("button");
    this.again.addEventListener("click", () => {
      for (const input of this.inputs) input.value = input.defaultValue;
      this.work();
    });
    this.addEventListener("input", () => this.work());
  }

  asInput(shown) {
    const input = document.createElement("input");
    input.className = "tm-input";
    input.inputMode = shown.dataset.figure.startsWith("-") ? "text" : "decimal";
    input.defaultValue = shown.dataset.figure;
    input.setAttribute("aria-labelledby", shown.closest("li").firstElementChild.id);
    shown.replaceWith(input);
    return input;
  }

  work() {
    const { compute, decimals, open } = this.dataset;
    const values = this.inputs.map((input) => readQuantity(input.value)?.value ?? NaN);
    const result = worked(compute, values);
    this.querySelector("output").textContent = result === null ? open : rounded(result, Number(decimals));
    this.again.hidden = this.inputs.every((input) => input.value === input.defaultValue);
  }
}

customElements.define("formula-sheet", FormulaSheet);
