// <moved-place>: where something stood before, a page or places on one: leads on to where it is now, place by place.
class MovedPlace extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", () => this.lead());
    this.lead();
  }

  lead() {
    const { to } = this.dataset, wanted = decodeURIComponent(location.hash.slice(1));
    const place = wanted && this.querySelector(`[id="${CSS.escape(wanted)}"]`), link = place && place.querySelector("[data-now]");
    const then = this.querySelector("[data-then]");
    if (then) then.hash = location.hash;
    if (link) location.replace(link.href);
    else if (to && !place) location.replace(to + location.hash);
    else if (place) {
      const folded = place.closest("details");
      if (folded) folded.open = true;
      place.scrollIntoView();
    }
  }
}

customElements.define("moved-place", MovedPlace);
