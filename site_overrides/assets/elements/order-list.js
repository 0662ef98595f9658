// <order-list>: rows moved by two buttons. Without script each row carries a select for its place.
class OrderList extends HTMLElement {
  connectedCallback() {
    if (this.past) return;
    this.setAttribute("data-ready", "");
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-move]");
      if (button) this.move(button.closest("[data-atom]"), button.dataset.move === "up");
    });
    this.response = this.response;
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
  }

  arrange(ids) {
    const { rows } = this;
    for (const id of ids) {
      const row = rows.find((one) => one.dataset.atom === id);
      if (row) row.parentNode.append(row);
    }
    this.number();
  }

  move(row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    this.past.push(this.response);
    // The neighbour moves, not the row: so the focus stays on the button just pressed.
    if (up) row.after(other);
    else row.before(other);
    this.number(row);
    this.changed("moved", { text: row.querySelector("label").textContent, n: this.rows.indexOf(row) + 1 });
  }

  undo() {
    this.arrange(this.past.pop());
    this.changed("undone");
  }

  number(moved) {
    this.rows.forEach((row, i, { length }) => {
      const [up, down] = row.querySelectorAll("[data-move]");
      row.toggleAttribute("data-moved", row === moved);
      row.querySelector(".tm-order__place").textContent = i + 1;
      // Not `disabled`: that would drop the focus when a row arrives at the end.
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === length - 1);
    });
  }

  /** The input event of a control, with the word the player says about it. */
  changed(...detail) {
    this.dispatchEvent(new CustomEvent("input", { bubbles: true, detail }));
  }
}

customElements.define("order-list", OrderList);
