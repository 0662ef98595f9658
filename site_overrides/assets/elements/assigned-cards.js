// <assigned-cards>: the cards of an assignment, and which of the observers' sheets on this phone are handed in for them.
import { cardOf, sheetsIn } from "../core/sheets.js";
import { element } from "../page/element.js";
import { openRecord } from "../page/here.js";
import { said } from "../page/words.js";

class AssignedCards extends HTMLElement {
  connectedCallback() {
    if (this.store) return;
    this.store = openRecord(this);
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-act=hand-in]")) this.handIn();
    });
    this.addEventListener("change", () => this.tell());
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** @param {{assignment: object, set: object}} task */
  show(task) {
    const { assignment, set } = (this.task = task);
    this.store.load();
    this.hidden = false;
    const cards = set.cards.filter(({ id }) => assignment.cards.includes(id));
    this.part("cards").replaceChildren(...cards.map(({ code, title, url }) => {
      const row = element("li", ""), link = element("a", `${code} ${title}`, "tm-row");
      link.href = url;
      row.append(link);
      return row;
    }));
    const way = this.querySelector("[data-session]");
    way.hash = `cards=${cards.map(({ id }) => id).join(",")}`;
    this.sheets = sheetsIn(this.store.record).filter(([, sheet]) => assignment.cards.includes(cardOf(sheet)));
    const titles = Object.fromEntries(cards.map(({ id, code, title }) => [id, `${code} ${title}`]));
    this.part("sheets").replaceChildren(...this.sheets.map(([id, sheet]) => {
      const row = element("li", ""), label = element("label", ""), box = Object.assign(document.createElement("input"), { type: "checkbox", value: id, checked: true });
      const text = element("span", titles[cardOf(sheet)]), { score, of, about, by } = sheet;
      text.append(element("span", said(this, "sheet", { about: about || said(this, "somebody"), by: by || said(this, "somebody"), n: score, of }), "tm-row__note"));
      label.append(box, text);
      row.append(label);
      return row;
    }));
    this.tell();
  }

  tell() {
    const n = this.querySelectorAll("[data-part=sheets] :checked").length;
    this.part("none").hidden = this.sheets.length > 0;
    this.querySelector("[data-act=hand-in]").disabled = !n;
  }

  handIn() {
    const chosen = [...this.querySelectorAll("[data-part=sheets] :checked")].map(({ value }) => value);
    this.chosen = Object.fromEntries(this.sheets.filter(([id]) => chosen.includes(id)));
    this.dispatchEvent(new Event("handed"));
  }
}

customElements.define("assigned-cards", AssignedCards);
