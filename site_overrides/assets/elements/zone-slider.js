// <zone-slider>: moves what was received along the scale of a zone of tolerance and marks the reaction to it.

const STEPS = 60;

class ZoneSlider extends HTMLElement {
  connectedCallback() {
    const { worst, best, received } = this.dataset;
    this.ends = { worst: Number(worst), best: Number(best) };
    const slider = this.querySelector("input");
    const low = Math.min(this.ends.worst, this.ends.best), high = Math.max(this.ends.worst, this.ends.best);
    Object.assign(slider, { min: low, max: high, step: stepOf(high - low), value: received });
    // The scale is drawn from worst to best, whichever is the greater number.
    slider.dir = this.ends.worst > this.ends.best ? "rtl" : "ltr";
    slider.addEventListener("input", () => this.move(Number(slider.value)));
    slider.parentNode.hidden = false;
    this.slider = slider;
  }

  place(value) {
    return (value - this.ends.worst) / (this.ends.best - this.ends.worst);
  }

  move(value) {
    const { say, unit, adequate, desired } = this.dataset;
    const pointer = this.querySelector(".tm-tolerance__pointer"), label = this.querySelector("[data-received]");
    const left = Number(pointer.dataset.left), right = Number(pointer.dataset.right);
    const x = left + (right - left) * this.place(value);
    pointer.setAttribute("transform", `translate(${x} 0)`);
    label.textContent = `${say} ${value}${unit}`;
    const half = label.getComputedTextLength() / 2;
    label.setAttribute("x", Math.min(Math.max(x, half + 2), left + right - half - 2));
    const at = this.place(value);
    const verdict = at >= this.place(Number(desired)) ? "above" : at >= this.place(Number(adequate)) ? "inside" : "below";
    for (const row of this.querySelectorAll("[data-verdict]")) row.classList.toggle("tm-tolerance__now", row.dataset.verdict === verdict);
    const now = this.querySelector(".tm-tolerance__now").textContent;
    this.slider.setAttribute("aria-valuetext", `${value}${unit}`);
    // Said once a reaction, not at every step.
    if (now !== this.said) this.querySelector("[role=status]").textContent = this.said = now;
  }
}

/** A round step that divides the scale into about sixty. */
function stepOf(span) {
  const power = 10 ** Math.floor(Math.log10(span / STEPS));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => span / step <= STEPS);
}

customElements.define("zone-slider", ZoneSlider);
