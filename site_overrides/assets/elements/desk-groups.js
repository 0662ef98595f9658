// <desk-groups>: lists of learners, out of a spreadsheet, looked over before they are kept.
import { randomHex } from "../core/keys.js";
import { decodeText, readRoster, writeRoster } from "../core/roster.js";
import { element } from "../page/element.js";
import { said } from "../page/words.js";

const COLUMNS = ["code", "name", "outlet", "role", "since"];
/** A file of more rows than a group has is far smaller; what is shown of it, and of its faults. */
const MOST_BYTES = 1000000, SHOWN = 8;

class DeskGroups extends HTMLElement {
  draw(shell) {
    if (!this.shell) this.begin(shell);
    const groups = shell.desk.all("groups").sort(([, a], [, b]) => (b.at || 0) - (a.at || 0));
    this.part("list").hidden = !groups.length;
    this.part("list").replaceChildren(...groups.map(([id, { name, members }]) => {
      const row = this.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
      row.querySelector(".tm-row__name").textContent = name;
      row.querySelector(".tm-row__note").textContent = said(this, "people", { n: members.length });
      row.dataset.group = id;
      for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent} ${name}`);
      return row;
    }));
  }

  begin(shell) {
    this.shell = shell;
    this.form = this.querySelector("form");
    if (/MicroMessenger/i.test(navigator.userAgent)) this.querySelector("[data-do=download]").remove();
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do](button.closest("[data-group]")?.dataset.group);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.rows.addEventListener("input", () => this.look());
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => this.open(target.files[0], target));
    this.form.addEventListener("dragover", (event) => event.preventDefault());
    this.form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.open(event.dataTransfer.files[0]);
    });
    this.querySelector(":scope > details").addEventListener("toggle", () => this.querySelector("share-code").show({ text: this.sample }));
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  get head() {
    return COLUMNS.map((name) => said(this, `column-${name}`));
  }

  get sample() {
    const [code, name, outlet, role] = [1, 2, 3, 4].map((n) => said(this, `sample-${n}`));
    return `${writeRoster(this.head, [{ code, name, outlet, role, since: new Date().toISOString().slice(0, 10) }])}\r\n`;
  }

  fresh() {
    this.edit(null);
  }

  edit(id) {
    const { name = "", members = [] } = id ? this.shell.desk.get("groups", id) : {};
    this.id = id;
    this.form.name.value = name;
    this.form.rows.value = members.length ? writeRoster(this.head, members).replace(/\r/g, "") : "";
    this.shown(true);
    this.look();
    this.form.name.focus();
  }

  cancel() {
    this.shown(false);
    this.part("new").focus();
  }

  shown(open) {
    this.form.hidden = !open;
    this.part("new").hidden = open;
  }

  async open(file, field) {
    if (!file) return;
    const text = file.size > MOST_BYTES ? null : decodeText(new Uint8Array(await new Response(file).arrayBuffer()));
    if (field) field.value = "";
    if (text === null) {
      this.part("understood").textContent = said(this, "group-unread");
      return;
    }
    this.form.rows.value = text;
    if (!this.form.name.value) this.form.name.value = file.name.replace(/\.\w+$/, "").slice(0, 40);
    this.look();
  }

  look() {
    const { members, problems } = (this.read = readRoster(this.form.rows.value)), rest = members.length - SHOWN;
    const told = members.length ? said(this, "understood", { n: members.length }) : this.form.rows.value.trim() ? said(this, "understood-none") : "";
    this.part("understood").textContent = [told, problems.length ? said(this, "rows-bad", { n: problems.length }) : ""].filter(Boolean).join("");
    const faults = problems.slice(0, SHOWN).map(({ line, why }) => element("li", said(this, "row-bad", { n: line, text: said(this, `row-${why}`) })));
    if (problems.length > SHOWN) faults.push(element("li", said(this, "rows-more", { n: problems.length - SHOWN })));
    this.part("problems").replaceChildren(...faults);
    this.part("sheet").replaceChildren(...members.slice(0, SHOWN).map((member) => this.line(member)), ...(rest > 0 ? [element("li", said(this, "rows-more", { n: rest }), "tm-meta")] : []));
  }

  /** Each cell with the name of its column: there a shifted column shows at once. */
  line(member) {
    const row = element("li", ""), more = COLUMNS.slice(2).filter((column) => member[column]).map((column) => `${said(this, `column-${column}`)} ${member[column]}`);
    row.append(element("b", member.name), element("span", ` ${member.code}`), element("span", more.join(said(this, "comma")), "tm-row__note"));
    return row;
  }

  async save() {
    const name = this.form.name.value.trim(), { members, problems } = this.read, left = problems.filter(({ why }) => why !== "date").length;
    if (!name) return this.form.name.focus();
    if (!members.length) {
      this.part("understood").textContent = said(this, "understood-none");
      return this.form.rows.focus();
    }
    const id = this.id || randomHex(4);
    await this.shell.desk.put("groups", id, { name, members, at: Date.now() });
    this.shell.draw();
    this.cancel();
    return this.shell.say(said(this, left ? "group-saved-left" : "group-saved", { text: name, n: members.length, of: left }));
  }

  async drop(id) {
    const { name } = this.shell.desk.get("groups", id);
    if (!confirm(said(this, "group-drop-ask", { text: name }))) return;
    await this.shell.desk.drop("groups", id);
    this.shell.draw();
  }

  /** With its mark, or a Chinese Excel shows letters nobody knows. */
  download() {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(["\ufeff", this.sample], { type: "text/csv;charset=utf-8" })), download: said(this, "sample-name") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
}

customElements.define("desk-groups", DeskGroups);
