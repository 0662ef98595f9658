// <session-plan>: the rounds of a session, who plays what with whom; on paper the facilitator's plan.
import { phasesOf } from "../core/session.js";
import { said } from "../page/words.js";

const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });

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
    const { room } = this, { people } = room.session, card = room.card(table.card), row = element("div", "", "tm-session__table");
    const sheets = room.sheets.filter(([, sheet]) => sheet.round === n && sheet.table === at);
    const head = element("p", "", "tm-session__card");
    if (of > 1) head.append(element("span", `${said(this, "table", { n: at + 1 })} `));
    if (card) head.append(element("b", `${card.code} ${card.title}`), element("span", ` ${said(this, `level-${card.difficulty}`)} · ${said(this, "minutes", { n: this.lasts(card) })}`));
    row.append(head, this.places(table, people));
    // How many, never how good: the next observer has not scored yet, and paper hangs on a wall.
    const clock = room.local.read(`clock/${room.session.id}.${n}.${at}`, null);
    const state = [clock && said(this, `phase-${phasesOf(card.minutes)[clock.phase][0]}`), sheets.length && said(this, "sheets", { n: sheets.length })].filter(Boolean);
    if (card && state.length) row.append(element("p", state.join(" · "), "tm-meta tm-screen"));
    if (card) row.append(element("p", said(this, "plan-blank", { of: 2 * card.key.right.length }), "tm-session__blank"));
    const open = element("button", said(this, clock ? "go-on-table" : "open-table"), "tm-button tm-screen");
    Object.assign(open, { type: "button" }).dataset.table = `${n}.${at}`;
    if (card) row.append(open);
    return row;
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
