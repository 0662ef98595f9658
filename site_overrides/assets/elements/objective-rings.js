// Fills the ring of an objective when every question that measures it is passed on this device.
import { isPassed } from "../core/record.js";
import { openRecord } from "../page/here.js";

class ObjectiveRings extends HTMLElement {
  connectedCallback() {
    const { record } = openRecord(this);
    for (const objective of this.querySelectorAll("[data-measured-by]")) {
      const items = objective.dataset.measuredBy.split(" ").map((item) => item.split(":"));
      objective.toggleAttribute("data-passed", items.every(([id, tag, ...was]) => isPassed(record, { id, tag, was })));
    }
  }
}

customElements.define("objective-rings", ObjectiveRings);
