// <order-list>: rows moved by two buttons. Without script each row carries a select for its place.
class OrderList extends HTMLElement {
  connectedCallback() {
    if (this.past) return;
    this.past = [];
    this.setAttribute("data-ready", "");
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button) this.move(button.closest("[data-atom]"), button.dataset.move);
    });
    this.number(null);
  }

  get rows() {
    return Array.from(this.querySelectorAll("[data-atom]"));
  }

  get response() {
    return this.rows.map((row) => row.dataset.atom);
  }

  set response(ids) {
    this.past = [];
    this.arrange(ids);
    this.number(null);
  }

  arrange(ids) {
    const rows = this.rows;
    for (const id of ids) {
      const row = rows.find((one) => one.dataset.atom === id);
      if (row) row.parentNode.append(row);
    }
  }

  move(row, way) {
    const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    this.past.push(this.response);
    // The neighbour moves, not the row: so the focus stays on the button just pressed.
    if (way === "up") row.after(other);
    else row.before(other);
    this.changed(row);
  }

  undo() {
    if (!this.past.length) return;
    this.arrange(this.past.pop());
    this.changed(null);
  }

  changed(moved) {
    this.number(moved);
    this.dispatchEvent(new Event("input", { bubbles: true }));
    const values = moved && { text: moved.querySelector(".tm-order__text").textContent, n: this.rows.indexOf(moved) + 1 };
    this.dispatchEvent(new CustomEvent("say", { bubbles: true, detail: { word: moved ? "moved" : "undone", values } }));
  }

  number(moved) {
    const rows = this.rows;
    rows.forEach((row, i) => {
      row.toggleAttribute("data-moved", row === moved);
      row.querySelector(".tm-order__place").textContent = i + 1;
      const [up, down] = row.querySelectorAll("[data-move]");
      // Not `disabled`: that would drop the focus when a row arrives at the end.
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === rows.length - 1);
    });
  }
}

customElements.define("order-list", OrderList);
