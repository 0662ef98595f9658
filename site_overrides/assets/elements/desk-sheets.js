// <desk-sheets>: observers' sheets of an assignment, card by card and side by side; the trainer may see a row otherwise.
import { markSheet, sheetsOf } from "../core/observed.js";
import { byCode } from "../core/results.js";
import { element } from "../page/element.js";
import { icon, judgedOf, told } from "../page/marked.js";

class DeskSheets extends HTMLElement {
  connectedCallback() {
    if (this.listens) return;
    this.listens = true;
    this.addEventListener("change", async ({ target }) => {
      const kept = await this.judge(target.closest("[data-answer]"), target);
      if (!kept) this.shell.say(told(this, "not-kept"));
    });
  }

  draw(shell, assignment, deck, isHidden) {
    Object.assign(this, { shell, deck, slips: new Map(shell.slipsOf(assignment.id).map((slip) => [slip.id, slip])) });
    const all = [...this.slips.values()].sort((a, b) => a.at - b.at).flatMap((slip) => sheetsOf(slip.body, deck, judgedOf(shell, slip)).map((sheet) => ({ slip, sheet })));
    // Handed in by both, or twice, it is one sheet still.
    const played = all.filter(({ sheet }, n) => all.findIndex((one) => one.sheet.id === sheet.id) === n);
    const order = isHidden ? (a, b) => (a.slip.receipt < b.slip.receipt ? -1 : 1) : (a, b) => byCode(a.slip.body, b.slip.body) || a.sheet.at - b.sheet.at;
    this.replaceChildren(...(assignment.cards || []).filter((id) => played.some(({ sheet }) => sheet.card === id)).map((id) => {
      const card = deck.get(id), part = element("section", "", "tm-judge__question"), grid = element("ul", "", "tm-judge__answers");
      grid.append(...played.filter(({ sheet }) => sheet.card === id).sort(order).map((one, n) => this.sheet(card, one, n, isHidden)));
      part.append(element("h3", `${card.code} ${card.title}`), grid);
      return part;
    }));
  }

  sheet(card, { slip, sheet }, n, isHidden) {
    const row = element("li", "", "tm-judge__answer"), head = element("p", "", "tm-judge__who"), { name, code } = slip.body;
    Object.assign(row.dataset, { answer: `${slip.id}#${sheet.id}`, slip: slip.id, sheet: sheet.id });
    head.append(element("b", isHidden ? told(this, "sheet-no", { n: n + 1 }) : sheet.about || `${name || ""} ${code}`.trim()), element("span", "", "tm-judge__state"));
    row.append(head);
    if (!isHidden) row.append(element("p", told(this, "sheet-by", { text: name || code, n: sheet.by || "—" }), "tm-meta"));
    for (const [what, text] of [["best", sheet.text], ["change", sheet.change]]) if (text) row.append(element("p", `${told(this, what)}${told(this, "colon")}${text}`, "tm-judge__said"));
    row.append(...card.rows.map((one) => this.level(card, one, sheet, row.dataset.answer)));
    this.state(row, card, sheet);
    return row;
  }

  /** One row of the rubric: the observer's level is marked, the one that counts is chosen. */
  level({ key }, { id, text, critical, levels }, { seen, levels: now }, answer) {
    const set = element("fieldset", "", "tm-judge__level"), legend = element("legend", text), group = element("div", "", "tm-segments");
    if (critical) {
      const note = element("span", "", "tm-critical");
      note.append(icon(this, "critical"), told(this, "must"));
      legend.append(note);
    }
    group.append(...Array.from({ length: key.most + 1 }, (_, n) => {
      const label = element("label", ""), input = Object.assign(element("input", ""), { type: "radio", name: `${answer}/${id}`, value: n, checked: now[id] === n, autocomplete: "off" }), words = element("span", n);
      Object.assign(input.dataset, { row: id, level: n });
      if (levels[n]) label.title = levels[n];
      if (seen[id] === n) words.append(element("span", told(this, "seen"), "tm-judge__seen"));
      label.append(input, words);
      return label;
    }));
    set.append(legend, group);
    return set;
  }

  state(row, card, sheet) {
    const { state, points, of } = markSheet(sheet, card), isDone = !["unjudged"].includes(state);
    row.toggleAttribute("data-done", isDone);
    row.querySelector(".tm-judge__state").replaceChildren(...(isDone && state !== "changed" ? [told(this, "sheet-points", { n: points, of }), " ", told(this, `verdict-${state === "right" ? "passed" : "failed"}`)] : [told(this, state === "changed" ? "state-changed" : "open-rows")]), sheet.isOwn ? ` ${told(this, "own-levels")}` : "");
  }

  /** What the trainer sees as the observer did is not the trainer's own. */
  async judge(row, { dataset }) {
    const slip = this.slips.get(row.dataset.slip), judged = judgedOf(this.shell, slip), find = () => sheetsOf(slip.body, this.deck, judged).find(({ id }) => id === row.dataset.sheet);
    const levels = { ...((judged(row.dataset.sheet) || {}).levels || {}), [dataset.row]: Number(dataset.level) };
    if (find().seen[dataset.row] === levels[dataset.row]) delete levels[dataset.row];
    const kept = this.shell.desk.put("judged", row.dataset.answer, { levels, at: Date.now() }), sheet = find();
    this.state(row, this.deck.get(sheet.card), sheet);
    this.dispatchEvent(new Event("progress", { bubbles: true }));
    return kept;
  }
}

customElements.define("desk-sheets", DeskSheets);
