// Sections with a heading become tabs; without script they simply follow each other.
let count = 0;

class TabSet extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[role=tablist]")) return;
    const panels = [...this.children];
    const list = document.createElement("div");
    list.className = "tm-tabs__list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", this.dataset.label || "");
    const tabs = panels.map((panel) => {
      const id = `tm-tab-${++count}`;
      const tab = document.createElement("button");
      tab.type = "button";
      tab.className = "tm-tabs__tab";
      tab.id = id;
      tab.textContent = panel.firstElementChild.textContent;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", `${id}-panel`);
      panel.id = `${id}-panel`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", id);
      list.append(tab);
      return tab;
    });
    const show = (chosen) =>
      tabs.forEach((tab, n) => {
        tab.setAttribute("aria-selected", String(n === chosen));
        tab.tabIndex = n === chosen ? 0 : -1;
        panels[n].hidden = n !== chosen;
      });
    list.addEventListener("click", (event) => {
      const n = tabs.indexOf(event.target);
      if (n >= 0) show(n);
    });
    list.addEventListener("keydown", (event) => {
      const now = tabs.indexOf(event.target);
      const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const n = (to + tabs.length) % tabs.length;
      show(n);
      tabs[n].focus();
    });
    this.prepend(list);
    show(0);
  }
}
customElements.define("tab-set", TabSet);
