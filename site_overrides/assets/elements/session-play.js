// <session-play>: one table of one round. Sides are read on one phone behind a curtain, or each on a phone of its own.
import { phasesOf } from "../core/session.js";
import { sheetId } from "../core/sheets.js";
import { element } from "../page/element.js";
import { playHash } from "../page/handing.js";
import { said } from "../page/words.js";

class SessionPlay extends HTMLElement {
  connectedCallback() {
    this.curtain = this.querySelector("dialog");
    this.addEventListener("click", ({ target }) => this.clicked(target));
    this.curtain.addEventListener("close", () => this.show(null));
    this.addEventListener("change", ({ target }) => target.name === "way" && this.room.set({ way: target.value }));
  }

  draw(room) {
    this.room = room;
    const { session } = room, [round, table] = session.at, key = `${session.id}.${round}.${table}`;
    if (key !== this.key) this.open(key, session.rounds[round][table]);
    for (const input of this.querySelectorAll("[name=way]")) input.checked = input.value === session.way;
    this.dataset.way = session.way;
    this.sides();
  }

  /** A table that was not open before: its clock, its twists. */
  open(key, table) {
    Object.assign(this, { key, table, card: this.room.card(table.card) });
    const [round, at] = this.room.session.at, { card } = this;
    this.querySelector("[data-part=title]").textContent = `${card.code} ${card.title}`;
    this.querySelector("[data-part=where]").textContent = [said(this, "round", { n: round + 1 }), this.room.session.rounds[round].length > 1 ? said(this, "table", { n: at + 1 }) : ""].filter(Boolean).join(" · ");
    const clock = this.querySelector("template[data-clock]").content.firstElementChild.cloneNode(true);
    clock.dataset.key = `clock/${key}`;
    clock.dataset.phases = JSON.stringify(phasesOf(card.minutes));
    clock.append(this.template("twists"));
    this.querySelector("[data-part=clock]").replaceChildren(clock);
    this.show(null);
  }

  template(face) {
    return document.getElementById(`${this.card.id}/${face}`).content.cloneNode(true);
  }

  /** Everybody at the table; without observers whoever plays the customer scores. */
  get seats() {
    const { table } = this, { people } = this.room.session, watching = table.observers.length ? table.observers : [table.customer];
    return [
      { face: "staff", name: people[table.staff] },
      { face: "customer", name: people[table.customer] },
      ...watching.map((one, observer) => ({ face: "observer", name: people[one], observer })),
    ];
  }

  playOf({ name, observer = 0 }) {
    const { session } = this.room, [round, table] = session.at;
    return { session: session.id, round, table, observer, about: session.people[this.table.staff], by: name };
  }

  sides() {
    this.querySelector("[data-part=sides]").replaceChildren(...this.seats.map((seat, n) => {
      const row = element("li", "", `tm-session__side tm-slip--${seat.face}`), sheet = this.room.store.record.attempts[sheetId(this.playOf(seat))];
      const who = element("p", "");
      who.append(element("b", seat.name), element("span", said(this, seat.face)));
      if (seat.face === "observer" && sheet && sheet.ended) who.append(element("span", said(this, "scored")));
      const open = element("button", said(this, "show-face"), "tm-button"), code = element("button", said(this, "show-code"), "tm-button");
      for (const [button, act] of [[open, "face"], [code, "code"]]) Object.assign(button.dataset, { act, seat: n });
      open.type = code.type = "button";
      row.append(who, this.room.session.way === "one" ? open : code);
      return row;
    }));
  }

  clicked(target) {
    const { act, seat } = target.closest("[data-act]")?.dataset ?? {};
    if (act === "face") this.give(this.seats[seat]);
    else if (act === "code") this.code(this.seats[seat]);
    else if (act === "open") this.show(this.seat);
    else if (act === "close") this.close();
    else if (act === "trainer") this.show({ face: "trainer" });
    else if (act === "plan") this.room.set({ at: null }, "plan");
  }

  /** The curtain: whoever held the phone before sees a name, nothing of the side behind it. */
  give(seat) {
    this.seat = seat;
    this.curtain.toggleAttribute("data-drawn", true);
    for (const [part, name] of [["give", "give"], ["why", "give-why"], ["open", "i-am"]]) this.curtain.querySelector(`[data-part=${part}]`).textContent = said(this, name, { text: seat.name });
    this.curtain.querySelector("[data-part=face]").textContent = "";
    this.curtain.showModal();
  }

  /** Only while somebody holds the phone does their side stand in the page. */
  show(seat) {
    const into = this.curtain.querySelector("[data-part=face]"), clock = this.querySelector("play-clock");
    this.querySelector("[data-part=clock]").append(clock);
    into.textContent = "";
    if (!seat) return;
    this.curtain.toggleAttribute("data-sheet", seat.face === "observer");
    const face = this.template(seat.face), sheet = face.querySelector("observer-sheet"), facts = face.querySelector("saved-list");
    if (sheet) sheet.play = this.playOf(seat);
    if (facts) facts.dataset.key = `facts/${this.key}`;
    this.curtain.toggleAttribute("data-drawn", false);
    into.append(face);
    // Whoever scores holds the phone while the others play: the time and what happens must be in sight.
    if (sheet) {
      into.prepend(clock);
      into.querySelector("[data-clear]").replaceWith(this.curtain.querySelector(".tm-curtain__foot button").cloneNode(true));
    }
    if (!this.curtain.open) this.curtain.showModal();
    this.curtain.scrollTop = 0;
  }

  close() {
    this.curtain.close();
    this.show(null); // at once; the event comes a moment later
    this.sides();
  }

  /** The link to exactly one side. */
  code(seat) {
    const play = this.playOf(seat), share = this.querySelector("share-code"), link = new URL(`${seat.face}/`, new URL(this.card.url, location));
    link.hash = playHash(play);
    share.show({ links: [String(link)], name: said(this, "code-of", { text: `${seat.name}（${said(this, seat.face)}）` }) });
    const whose = this.querySelector("[data-part=whose]");
    whose.textContent = said(this, "code-of", { text: seat.name });
    whose.scrollIntoView({ block: "start" });
  }
}

customElements.define("session-play", SessionPlay);
