// <desk-slips>: what could not enter and why, what the desk keeps of people, and how one of them is deleted.
import { sameCode } from "../core/roster.js";
import { when } from "../page/moments.js";
import { said } from "../page/words.js";

class DeskSlips extends HTMLElement {
  draw(shell) {
    const { desk } = shell, waiting = desk.all("waiting"), bad = desk.all("bad").sort(([, a], [, b]) => b.at - a.at);
    this.list("parts", "part", waiting.filter(([id]) => id.startsWith("part:")), (id, { n, at }) => [said(this, "part-row", { n, of: id.split("/").pop() }), when(at)]);
    this.list("waiting", "waiting", waiting.filter(([, { slip }]) => slip), (id, { slip: { body }, at }) => [`${body.name} ${body.code}`, when(at)]);
    this.list("bad", "bad", bad, (id, { problem, at }) => [said(this, `bad-${problem}`), when(at)]);
    this.people();
    const { task } = this.querySelector("[data-do=task]"), now = task.value, name = (one) => shell.querySelector("desk-assigned").title(one);
    task.replaceChildren(new Option("", ""), ...shell.assignments().filter(({ campaign }) => !campaign).map((one) => new Option([name(one), one.groupName, when(one.made)].filter(Boolean).join(said(this, "comma")), one.id)));
    task.value = now;
  }

  begin(shell) {
    this.shell = shell;
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (button) this[button.dataset.do](button.closest("[data-row]").dataset.row, button.closest("[data-kind]").dataset.kind);
    });
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this[event.target.dataset.do](event.target);
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  list(section, name, rows, words) {
    this.part(section).hidden = !rows.length;
    this.part(`${name}-rows`).replaceChildren(...rows.map(([id, row]) => {
      const line = this.querySelector("template").content.firstElementChild.cloneNode(true), [title, note] = words(id, row);
      Object.assign(line.dataset, { row: id, kind: name === "bad" ? "bad" : "waiting" });
      line.querySelector(".tm-row__name").textContent = title;
      line.querySelector(".tm-row__note").textContent = note;
      line.querySelector("[data-do=copy]").hidden = !row.text;
      return line;
    }));
  }

  async copy(id) {
    const { text } = this.shell.desk.get("bad", id), line = this.querySelector(".tm-say");
    try {
      await navigator.clipboard.writeText(text);
      line.textContent = said(this, "copied");
    } catch {
      line.textContent = text;
    }
  }

  async drop(id, kind) {
    await this.shell.desk.drop(kind, id);
    this.shell.draw();
  }

  /** Everybody this desk knows of. */
  people() {
    const { desk } = this.shell, all = new Map();
    const add = ({ code, name }, n) => {
      const key = sameCode(code), known = all.get(key) || { code, name, n: 0 };
      all.set(key, { ...known, n: known.n + n });
    };
    for (const [, { members }] of desk.all("groups")) for (const member of members) add(member, 0);
    for (const [, { body }] of desk.all("slips")) add(body, 1);
    for (const [, { slip }] of desk.all("waiting")) if (slip) add(slip.body, 1);
    const { person } = this.querySelector("[data-do=person]"), now = person.value, sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    person.replaceChildren(new Option("", ""), ...sorted.map(([key, { code, name, n }]) => new Option(said(this, "person-option", { text: `${name} ${code}`, n }), key)));
    person.value = now;
  }

  async person({ person }) {
    const { shell } = this, { desk } = shell, key = person.value;
    if (!key) return person.focus();
    const is = ({ code }) => sameCode(code) === key, slips = desk.all("slips").filter(([, { body }]) => is(body));
    if (!confirm(said(this, "erase-ask", { text: person.selectedOptions[0].textContent, n: slips.length }))) return undefined;
    const { name } = (slips[0] || [])[1]?.body || desk.all("groups").flatMap(([, { members }]) => members).find(is) || {};
    for (const [id] of slips) await shell.forget(id);
    // What observers handed in of this person goes too.
    for (const [id, slip] of desk.all("slips")) {
      const others = Object.entries(slip.body.sheets || {}).filter(([, { about }]) => about !== name);
      if (name && others.length < Object.keys(slip.body.sheets || {}).length) await desk.put("slips", id, { ...slip, body: { ...slip.body, sheets: Object.fromEntries(others) } });
    }
    for (const [id, { slip }] of desk.all("waiting")) if (slip && is(slip.body)) await desk.drop("waiting", id);
    for (const [id, group] of desk.all("groups")) if (group.members.some(is)) await desk.put("groups", id, { ...group, members: group.members.filter((one) => !is(one)), at: Date.now() });
    shell.querySelector("desk-collect [data-part=latest]").replaceChildren();
    shell.draw();
    return shell.say(said(this, "erased"));
  }

  task({ task }) {
    return task.value ? this.shell.querySelector("desk-assigned").drop(task.value) : task.focus();
  }
}

customElements.define("desk-slips", DeskSlips);
