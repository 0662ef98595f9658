// <path-steps>: previous and next on the path of the role chosen on the home page; without one, in the whole manual.
import { kept } from "../core/kept.js";
import { storage, storeOf } from "../page/here.js";

class PathSteps extends HTMLElement {
  connectedCallback() {
    const role = kept(storage, storeOf(this)).read("role", null);
    const own = [...this.children].find((way) => way.dataset.role === role);
    for (const way of this.children) way.hidden = way !== (own || this.firstElementChild);
  }
}

customElements.define("path-steps", PathSteps);
