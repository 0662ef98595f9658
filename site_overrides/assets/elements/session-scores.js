// <session-scores>: who got what on which card, as the observers saw it. Nobody is ranked, nothing is averaged.
import { dateOf } from "../core/review.js";
import { APART, differ } from "../core/session.js";
import { cardOf, responseOf } from "../core/sheets.js";
import { csv } from "../core/spreadsheet.js";
import { element } from "../page/element.js";
import { said } from "../page/words.js";

class SessionScores extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const { act } = target.closest("[data-act]")?.dataset ?? {};
      if (act !== "end") this.ask("");
      if (act === "copy") this.copy();
      else if (act === "save") this.save();
      else if (act === "end") this.end();
    });
  }

  draw(room) {
    this.room = room;
    const { session, sheets } = room, plays = new Map();
    for (const [id, sheet] of sheets) {
      const key = sheet.session === undefined ? id : `${sheet.session}.${sheet.round}.${sheet.table}`;
      plays.set(key, [...(plays.get(key) || []), sheet]);
    }
    this.plays = [...plays.values()].sort(([a], [b]) => a.round - b.round || a.table - b.table);
    const people = [...new Set(this.plays.map(([{ about }]) => about))];
    this.querySelector("[data-part=none]").hidden = this.plays.length > 0;
    this.querySelector("[data-part=acts]").hidden = !this.plays.length;
    this.querySelector("[data-act=end]").hidden = !session;
    this.querySelector("[data-part=list]").replaceChildren(...people.map((name) => {
      const part = element("section", "", "tm-section tm-session__person");
      part.append(element("h3", name || "—"), ...this.plays.filter(([{ about }]) => about === name).map((play) => this.play(play)));
      return part;
    }));
  }

  /** Beside the button, where the thumb is. */
  ask(text) {
    this.asked = Boolean(text);
    this.querySelector("[data-part=ask]").textContent = text;
  }

  /** Rows of the rubric that two observers saw differently, the most first. */
  apart(sheets) {
    const levels = sheets.map((sheet) => responseOf(sheet).levels), gap = (row) => Math.max(...levels.map((one) => one[row])) - Math.min(...levels.map((one) => one[row]));
    const rows = Object.keys(levels[0]).filter((row) => gap(row) > 0).sort((a, b) => gap(b) - gap(a));
    const { content } = document.getElementById(`${cardOf(sheets[0])}/observer`);
    return rows.map((row) => content.querySelector(`[data-row="${row}"] legend`)).filter(Boolean)
      .map(({ textContent }, n) => `${textContent} ${levels.map((one) => one[rows[n]]).join(" / ")}`);
  }

  play(sheets) {
    const [{ round }] = sheets, card = this.room.card(cardOf(sheets[0])), row = element("div", "", "tm-session__played");
    const head = element("p", "", "tm-session__card");
    head.append(element("b", card ? `${card.code} ${card.title}` : cardOf(sheets[0])), element("span", round === undefined ? "" : ` ${said(this, "round", { n: round + 1 })}`));
    row.append(head, ...sheets.map((sheet) => this.sheet(sheet)));
    if (differ(sheets)) {
      const note = element("div", said(this, "apart-talk", { n: APART }), "tm-note tm-note--caution"), list = element("ul", "", "tm-list");
      list.append(...this.apart(sheets).map((text) => element("li", text)));
      note.append(list);
      row.append(note);
    }
    return row;
  }

  sheet(sheet) {
    const { text, change } = responseOf(sheet), part = element("div", "", "tm-session__sheet"), line = element("p", "");
    const verdict = element("b", said(this, sheet.passed ? "passed" : "failed"));
    verdict.dataset.state = sheet.passed ? "right" : "wrong";
    line.append(element("b", `${sheet.score} / ${sheet.of}`, "tm-session__points"), verdict, element("span", said(this, "by", { text: sheet.by || "—" })));
    part.append(line);
    if (sheet.wrong.length) part.append(element("p", said(this, "critical-zero"), "tm-critical"));
    if (text) part.append(element("p", said(this, "best", { text })));
    if (change) part.append(element("p", said(this, "change", { text: change })));
    return part;
  }

  /** One row a sheet. */
  table(between) {
    const names = ["day", "round", "table", "code", "card", "staff", "observer", "score", "of", "passed", "critical", "apart", "best", "change"];
    const yes = (is) => said(this, is ? "csv-yes" : "csv-no"), from = (n) => (n === undefined ? "" : n + 1);
    return csv([names.map((name) => said(this, `csv-${name}`)), ...this.plays.flatMap((sheets) => sheets.map((sheet) => {
      const card = this.room.card(cardOf(sheet)) || { code: "", title: cardOf(sheet) }, { text, change } = responseOf(sheet);
      return [dateOf(sheet.ended), from(sheet.round), from(sheet.table), card.code, card.title, sheet.about, sheet.by, sheet.score, sheet.of, yes(sheet.passed), yes(sheet.wrong.length), yes(differ(sheets)), text, change];
    }))], between);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.table("\t"));
      this.room.say(said(this, "copied"));
    } catch {
      this.room.say(said(this, "not-copied"));
    }
  }

  save() {
    // The mark in front makes spreadsheets read Chinese as UTF-8.
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(["\ufeff", this.table(",")], { type: "text/csv" })), download: `role-play-${dateOf(Date.now())}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  end() {
    if (!this.asked) {
      this.ask(said(this, "end-ask"));
      return;
    }
    this.ask("");
    const { id } = this.room.session, { local } = this.room;
    for (const [round, tables] of this.room.session.rounds.entries())
      for (const table of tables.keys()) for (const what of ["clock", "facts"]) local.drop(`${what}/${id}.${round}.${table}`);
    // The names leave with it; how people sat and what was drawn may stay for the next time.
    local.write("session-setup", { ...local.read("session-setup", {}), people: "", seed: "" });
    this.room.set(null, "setup");
    this.room.say(said(this, "ended"));
  }
}

customElements.define("session-scores", SessionScores);
