// <session-plan>: the rounds of a session, who plays what with whom; on paper the facilitator's plan.
import { phasesOf } from "../core/session.js";
import { element } from "../page/element.js";
import { said } from "../page/words.js";

class SessionPlan extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const open = target.closest("[data-table]");
      if (open) this.room.set({ at: open.dataset.table.split(".").map(Number) }, "play");
      else if (target.closest("[data-print]")) print();
    });
  }

  draw(room) {
    this.room = room;
    const { session } = room, { rounds, people, seed } = session;
    this.querySelector("[data-part=lead]").textContent = said(this, "plan-lead", { text: seed, n: people.length, of: rounds.length, time: this.minutes(rounds) });
    const press = this.querySelector("[data-press]"), cards = [...new Set(rounds.flat().map(({ card }) => card))];
    press.href = `${press.href.split("#")[0]}#${cards.join(",")}`;
    this.querySelector("[data-part=rounds]").replaceChildren(...rounds.map((round, n) => {
      const part = element("section", "", "tm-section tm-session__round");
      part.append(element("h3", said(this, "round", { n: n + 1 })), ...round.map((table, at) => this.table(table, n, at, round.length)));
      return part;
    }));
  }

  /** All tables play at once: a round lasts as long as its longest card, scoring and replaying with it. */
  minutes(rounds) {
    return rounds.reduce((all, round) => all + Math.max(...round.map(({ card }) => this.lasts(this.room.card(card)))), 0);
  }

  lasts(card) {
    return card ? phasesOf(card.minutes).reduce((all, [, seconds]) => all + seconds, 0) / 60 : 0;
  }

  table(table, n, at, of) {
    const card = this.room.card(table.card), row = element("div", "", "tm-session__table"), head = element("p", "", "tm-session__card");
    if (of > 1) head.append(element("span", `${said(this, "table", { n: at + 1 })} `));
    row.append(head, this.places(table, this.room.session.people));
    // A card that a later edition has no more cannot be played, but who sat where still stands.
    if (!card) return row;
    head.append(element("b", `${card.code} ${card.title}`), element("span", ` ${said(this, `level-${card.difficulty}`)} · ${said(this, "minutes", { n: this.lasts(card) })}`));
    row.append(...this.state(n, at), element("p", said(this, "plan-blank", { of: 2 * card.key.right.length }), "tm-session__blank"), this.button(n, at));
    return row;
  }

  isBegun(n, at) {
    return this.room.local.read(`clock/${this.room.session.id}.${n}.${at}`, null) !== null;
  }

  /** How many have scored, never how: the next observer has not yet, and paper hangs on a wall. */
  state(n, at) {
    const sheets = this.room.sheets.filter(([, sheet]) => sheet.round === n && sheet.table === at).length;
    const told = [this.isBegun(n, at) && said(this, "begun"), sheets && said(this, "sheets", { n: sheets })].filter(Boolean).join(" · ");
    return told ? [element("p", told, "tm-meta tm-screen")] : [];
  }

  button(n, at) {
    const open = element("button", said(this, this.isBegun(n, at) ? "go-on-table" : "open-table"), "tm-button tm-screen");
    open.type = "button";
    open.dataset.table = `${n}.${at}`;
    return open;
  }

  places(table, people) {
    const list = element("dl", "", "tm-session__places"), observers = table.observers.map((one) => people[one]);
    for (const [place, name] of [["staff", people[table.staff]], ["customer", people[table.customer]], ["observer", observers.join(said(this, "and")) || said(this, "nobody")]]) {
      const pair = element("div", "");
      pair.append(element("dt", said(this, place)), element("dd", name));
      pair.dataset.place = place;
      list.append(pair);
    }
    return list;
  }
}

customElements.define("session-plan", SessionPlan);
