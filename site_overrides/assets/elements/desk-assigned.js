// <desk-assigned>: every assignment of this desk: its state, who is missing, its link again, its end.
import { readAssignment, stateOf } from "../core/assignment.js";
import { findCodes, writeCode } from "../core/codes.js";
import { byPlayer } from "../core/observed.js";
import { concernedOf, isConfirming } from "../core/register.js";
import { turnout } from "../core/roster.js";
import { element } from "../page/element.js";
import { when } from "../page/moments.js";
import { registeredAt } from "../page/registered.js";
import { said } from "../page/words.js";

/** A picture of a longer link is too dense for a camera; so many names are read in a list. */
const DENSE = 1300, NAMES = 60;

class DeskAssigned extends HTMLElement {
  draw(shell) {
    const list = shell.assignments(), { form } = shell.querySelector("desk-assign"), writing = Boolean(form && !form.hidden);
    // While one is being written there is nothing beside it to be read.
    this.toggleAttribute("data-writing", writing);
    this.part("no-key").hidden = Boolean(shell.key);
    this.part("none").hidden = !shell.key || Boolean(list.length);
    this.part("new").hidden = !shell.key || writing;
    for (const [id, row] of this.rows) if (!list.some((one) => one.id === id)) {
      row.remove();
      this.rows.delete(id);
    }
    list.forEach((one, n) => {
      const row = this.rows.get(one.id) || this.add(one.id);
      // Moving a row that stands where it should would close what is open in it.
      if (this.part("list").children[n] !== row) this.part("list").insertBefore(row, this.part("list").children[n] || null);
      this.tell(one, row);
    });
  }

  begin(shell) {
    this.shell = shell;
    this.rows = new Map();
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do](button.closest("[data-id]")?.dataset.id);
    });
    this.querySelector(":scope > details form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = await this.take(event.target.link.value);
      this.part("imported").textContent = said(this, told);
      if (told === "imported") event.target.reset();
    });
  }

  part(name, within = this) {
    return within.querySelector(`[data-part=${name}]`);
  }

  add(id) {
    const row = this.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    this.rows.set(id, row);
    return row;
  }

  title({ title: own, set, cards }) {
    if (own) return own; // HQ names its campaigns
    const { title = isConfirming({ set }) ? said(this, "register-lost") : set, cards: all = [] } = this.shell.setOf(set) || {};
    const chosen = all.filter(({ id }) => cards.includes(id)), named = chosen.slice(0, 3).map(({ code, title: name }) => `${code} ${name}`).join(said(this, "and"));
    return !named ? title : chosen.length > 3 ? said(this, "cards-more", { text: named, n: chosen.length }) : named;
  }

  tell(one, row) {
    const state = stateOf(one, Date.now()), { people, missing, others, members } = this.turnout(one);
    const put = (name, text) => {
      this.part(name, row).textContent = text;
      this.part(name, row).hidden = !text;
    };
    row.dataset.state = state;
    put("title", this.title(one));
    put("about", [one.campaign ? said(this, "campaign") : one.groupName, one.due ? said(this, "due-at", { time: when(one.due) }) : said(this, "no-due")].filter(Boolean).join(said(this, "comma")));
    put("phase", said(this, `phase-${state}`));
    const [inOf, lacking, all] = isConfirming(one) ? ["confirmed-of", "not-confirmed", "all-confirmed"] : ["in-of", "missing", "all-in"];
    put("count", members.length ? said(this, inOf, { n: people, of: members.length }) : said(this, "in", { n: others.length }));
    put("missing", members.length ? (missing.length ? said(this, lacking, { text: this.names(missing) }) : said(this, all)) : "");
    put("others", members.length && others.length ? said(this, "others", { text: this.names(others) }) : "");
    this.part("reminder", row).hidden = !(missing.length || (!members.length && state === "open")) || !one.link;
    this.part("opening", row).hidden = (this.shell.setOf(one.set) || {}).kind !== "sealed";
    row.querySelector("[data-do=link]").hidden = !one.link;
    row.querySelector("[data-do=results]").textContent = said(this, isConfirming(one) ? "to-register" : "to-results");
    row.querySelector("[data-do=drop]").hidden = Boolean(one.campaign);
    const facts = [["group", one.groupName], ["opens", one.opens && when(one.opens)], ["due", one.due && when(one.due)], ["paper", one.n && said(this, "told-n", { n: one.n, of: (this.shell.setOf(one.set) || {}).of || one.n })],
      ["mark", one.pass && said(this, "told-pass", { n: one.pass })], ["time", one.minutes && said(this, "told-minutes", { n: one.minutes })], ["times", one.attempts > 1 && !isConfirming(one) && said(this, "told-attempts", { n: one.attempts })], ["seed", one.seed], ["note", one.note]];
    this.part("facts", row).replaceChildren(...facts.filter(([, text]) => text).flatMap(([name, text]) => [element("dt", said(this, `fact-${name}`)), element("dd", text)]));
  }

  /** Who of the group has handed in; of cards, who has been seen playing; of sections, who has confirmed them all. */
  turnout(one) {
    const { id, set, group } = one;
    if (isConfirming(one)) {
      const { members, people } = registeredAt(this.shell, one), own = concernedOf(people).filter(({ code }) => members.some((member) => member.code === code));
      return { members: own, people: own.filter(({ open }) => !open.length).length, missing: own.filter(({ open }) => open.length), others: people.filter(({ code }) => !members.some((member) => member.code === code)) };
    }
    const { members = [] } = this.shell.desk.get("groups", group) || {}, slips = this.shell.slipsOf(id);
    return { members, ...turnout(members, set === "cards" ? byPlayer(slips, members) : slips) };
  }

  /** Two of one name are told apart by their codes. */
  names(people) {
    const isTwice = (name) => people.filter((one) => one.name === name).length > 1;
    const all = people.slice(0, NAMES).map(({ name, code }) => (!name ? code : isTwice(name) ? `${name} ${code}` : name)).join(said(this, "and"));
    return people.length > NAMES ? said(this, "names-more", { text: all, n: people.length }) : all;
  }

  fresh() {
    this.shell.querySelector("desk-assign").open();
    this.draw(this.shell);
  }

  /** What a group chat is told. */
  message(one) {
    const opens = one.opens > Date.now() ? said(this, "message-opens", { time: when(one.opens) }) : "", due = one.due ? said(this, "message-due", { time: when(one.due) }) : "", code = one.code || !this.isSealed(one) ? "" : said(this, "message-code");
    return [said(this, isConfirming(one) ? "message-head-confirm" : "message-head", { text: this.title(one) }), opens, due, code, one.note, one.link].filter(Boolean).join("\n");
  }

  isSealed({ set }) {
    return (this.shell.setOf(set) || {}).kind === "sealed";
  }

  /** Opens a row and shows what to hand on. */
  hand(id) {
    this.link(id);
    this.turnTo(id);
    this.shell.say(said(this, "assign-done"));
  }

  turnTo(id) {
    const row = this.rows.get(id);
    row.open = true;
    row.scrollIntoView({ block: "start" });
    row.querySelector("summary").focus({ preventScroll: true });
  }

  show(id, title, how, links, text) {
    const row = this.rows.get(id), [first, second] = row.querySelectorAll("share-code");
    this.part("hand", row).hidden = false;
    this.part("hand-title", row).textContent = title;
    this.part("hand-how", row).textContent = how;
    this.part("hand-link", row).hidden = !links;
    this.part("hand-text", row).querySelector("h4").hidden = !links;
    if (links) first.show({ links, name: title });
    second.show({ text });
  }

  link(id) {
    const one = this.shell.assignment(id);
    this.show(id, said(this, "link"), said(this, one.link.length > DENSE ? "link-dense" : "link-how"), [one.link], this.message(one));
  }

  remind(id) {
    const one = this.shell.assignment(id), { missing } = this.turnout(one);
    const head = missing.length ? said(this, isConfirming(one) ? "remind-lacking" : "remind-who", { text: this.title(one), of: this.names(missing) }) : said(this, "remind-all", { text: this.title(one) });
    this.show(id, said(this, "reminder"), said(this, "reminder-how"), null, [head, one.due && stateOf(one, Date.now()) !== "late" ? said(this, "message-due", { time: when(one.due) }) : "", said(this, isConfirming(one) ? "remind-confirm" : "remind-done"), one.link].filter(Boolean).join("\n"));
  }

  /** Large enough to be read off a wall. */
  opening(id) {
    const one = this.shell.assignment(id), { opening = one.code } = this.shell.keyFile(one.set, one.digest) || {}, board = this.part("board");
    if (!opening) return this.shell.say(said(this, "opening-missing"));
    this.part("board-code").replaceChildren(...opening.split("-").map((four) => element("span", four)));
    this.part("board-of").textContent = this.title(one);
    return board.showModal();
  }

  close() {
    this.part("board").close();
  }

  results(id) {
    this.shell.now = id;
    this.shell.go("results");
  }

  async drop(id) {
    const { shell } = this, slips = shell.slipsOf(id);
    if (!confirm(said(this, "drop-ask", { text: this.title(shell.assignment(id)), n: slips.length }))) return;
    for (const slip of slips) await shell.forget(slip.id);
    await shell.desk.drop("assignments", id);
    shell.draw();
  }

  /** A link from another device: entered when the key it was signed with is here. @returns {Promise<string>} the word for what came of it */
  async take(text) {
    const { shell } = this, { assignment, keyId, problem } = await readAssignment(text, shell.manual);
    if (problem) return `import-${problem}`;
    if (shell.desk.get("assignments", assignment.id)) return "import-again";
    if (!shell.keys.some(({ id }) => id === keyId)) return "import-foreign";
    const [group = ""] = shell.desk.all("groups").find(([, { name }]) => name === assignment.group) || [];
    const [{ form, bytes }] = findCodes("TMA", text), link = shell.linkOf(writeCode("TMA1", shell.manual, form, bytes));
    await shell.desk.put("assignments", assignment.id, { ...assignment, group, groupName: assignment.group, link, keyId, made: Date.now() });
    await shell.querySelector("desk-collect").again(shell);
    shell.draw();
    return "imported";
  }
}

customElements.define("desk-assigned", DeskAssigned);
