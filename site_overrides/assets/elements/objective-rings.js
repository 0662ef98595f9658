// Fills the ring of an objective when every question that measures it is passed on this device.
import { openStore } from "../core/store.js";
import { itemOf } from "../core/record.js";

class ObjectiveRings extends HTMLElement {
  connectedCallback() {
    let storage = null;
    try {
      storage = window.localStorage;
    } catch {
      // Blocked: the rings stay open, the practice page says why.
    }
    const { record } = openStore(storage, `${this.closest("[data-store]").dataset.store}/record`);
    for (const objective of this.querySelectorAll("[data-measured-by]")) {
      const items = objective.dataset.measuredBy.split(" ").map((item) => item.split(":"));
      objective.toggleAttribute("data-passed", items.every(([id, tag]) => itemOf(record, id, tag)?.result?.passed));
    }
  }
}

customElements.define("objective-rings", ObjectiveRings);
