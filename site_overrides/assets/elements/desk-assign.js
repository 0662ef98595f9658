// <desk-assign>: a new assignment: what, for whom, by when; signed into a link.
import { isPaper, newId, writeAssignment } from "../core/assignment.js";
import { openingCode } from "../core/keyfile.js";
import { element } from "../page/element.js";
import { fieldOf, momentOf } from "../page/moments.js";
import { said } from "../page/words.js";

/** How often a paper may be handed in unless the trainer says otherwise. */
const ATTEMPTS = { practice: 3, delta: 3, test: 2, sealed: 1, cards: 1, confirm: 20 };
const DAYS = 3, EVENING = 18, CARDS = 30, MOST_BYTES = 8000000;

class DeskAssign extends HTMLElement {
  draw() {
    this.groups();
    if (!this.form.hidden) this.sealed();
  }

  begin(shell) {
    this.shell = shell;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.assign();
    });
    this.form.addEventListener("change", ({ target }) => {
      if (target.name === "kind") this.kind();
      else if (target.name === "set") this.set();
      else if (target.name === "group") this.groupHint();
      else if (target.name === "opening") this.sealed();
      else if (target.matches("[data-key-file]")) this.keyFile(target.files[0], target);
      this.told();
    });
    this.form.addEventListener("dragover", (event) => event.preventDefault());
    this.form.addEventListener("drop", (event) => {
      event.preventDefault();
      this.keyFile(event.dataTransfer.files[0]);
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do]();
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  open() {
    const due = new Date();
    due.setDate(due.getDate() + DAYS);
    due.setHours(EVENING, 0, 0, 0);
    this.form.reset();
    this.form.hidden = false;
    this.form.due.value = fieldOf(due.getTime());
    this.groups();
    this.kind();
    this.querySelector("h2").focus();
  }

  cancel() {
    this.form.hidden = true;
    this.shell.draw();
    this.shell.querySelector("desk-assigned [data-part=new]").focus();
  }

  get chosen() {
    return this.form.kind.value === "cards" ? this.shell.sets.find(({ kind }) => kind === "cards") : this.shell.setOf(this.form.set.value);
  }

  kind() {
    const kind = this.form.kind.value, sets = this.shell.sets.filter((set) => set.kind === kind && !set.past), cards = kind === "cards";
    for (const line of this.querySelectorAll("[data-kind]")) line.hidden = line.dataset.kind !== kind;
    this.part("which").hidden = cards;
    this.part("cards").hidden = !cards;
    if (cards) this.part("picks").replaceChildren(...sets[0].cards.map((card) => this.pick(card)));
    else this.form.set.replaceChildren(...sets.map(({ set, title }) => new Option(title, set)));
    for (const name of ["paper", "seed-hint", "time", "mark"]) this.part(name).hidden = !isPaper({ kind });
    for (const name of ["fold", "times-hint"]) this.part(name).hidden = kind === "confirm";
    this.form.attempts.value = ATTEMPTS[kind];
    this.set();
  }

  pick({ id, code, title }) {
    const label = element("label", "", "tm-box"), box = Object.assign(document.createElement("input"), { type: "checkbox", name: "card", value: id });
    label.append(box, element("span", `${code} ${title}`));
    return label;
  }

  /** What the set itself proposes. */
  set() {
    const { chosen, form } = this;
    this.part("sealed").hidden = chosen.kind !== "sealed";
    if (isPaper(chosen)) {
      Object.assign(form.n, { value: chosen.n, max: chosen.of });
      form.minutes.value = chosen.minutes || "";
      form.pass.value = chosen.pass;
      this.part("of").textContent = said(this, "how-many", { n: chosen.of });
      if (!form.seed.value) this.dice();
    }
    this.sealed();
    this.told();
  }

  dice() {
    this.form.seed.value = String(1000 + (crypto.getRandomValues(new Uint16Array(1))[0] % 9000));
  }

  /** The fold says what stands in it, so that nobody has to open it. */
  told() {
    const { form, chosen } = this, n = Number(form.minutes.value);
    const parts = !isPaper(chosen) ? [] : [said(this, "told-n", { n: Number(form.n.value), of: chosen.of }), said(this, "told-pass", { n: Number(form.pass.value) }), n ? said(this, "told-minutes", { n }) : said(this, "told-no-minutes")];
    this.part("more").textContent = [...parts, said(this, "told-attempts", { n: Number(form.attempts.value) })].join(said(this, "comma"));
    this.part("problem").textContent = "";
  }

  groups() {
    const { group } = this.form, now = group.value, all = this.shell.desk.all("groups");
    group.replaceChildren(new Option(said(this, "group-none"), ""), ...all.map(([id, { name, members }]) => new Option(said(this, "group-option", { text: name, n: members.length }), id)));
    // With one group there is nothing to choose.
    group.value = all.some(([id]) => id === now) ? now : all.length === 1 ? all[0][0] : "";
    this.groupHint();
  }

  groupHint() {
    this.part("group-hint").textContent = this.form.group.value ? "" : said(this, "group-none-hint");
  }

  sealed() {
    const { chosen, form } = this;
    if (!chosen || chosen.kind !== "sealed") return;
    const here = this.shell.keyFile(chosen.set, chosen.digest), other = !here && this.shell.keyFile(chosen.set);
    this.part("file").textContent = said(this, here ? "file-here" : other ? "file-old" : "file-missing", { text: chosen.set.replace("tests/", "") });
    this.part("drop").hidden = Boolean(here);
    this.part("typed").hidden = Boolean(here) || form.opening.value !== "link";
  }

  async keyFile(file, field) {
    if (!file) return;
    const text = file.size > MOST_BYTES ? "" : await new Response(file).text();
    if (field) field.value = "";
    const told = await this.shell.takeKeyFile(text);
    this.sealed();
    if (told !== "file-taken") this.part("file").textContent = said(this, told);
  }

  problem(name, field) {
    this.shell.say("");
    this.part("problem").textContent = said(this, `no-${name}`);
    if (field) field.focus({ preventScroll: true });
    (field || this.part("problem")).scrollIntoView({ block: "center" });
  }

  async assign() {
    const { form, shell, chosen } = this, { kind } = chosen, cards = [...form.querySelectorAll("[name=card]:checked")].map(({ value }) => value);
    const opens = momentOf(form.opens.value), due = momentOf(form.due.value), number = (name, low, high) => Math.min(high, Math.max(low, Math.round(Number(form[name].value)) || low));
    const known = kind === "sealed" ? shell.keyFile(chosen.set, chosen.digest)?.opening || openingCode(form.code.value) : "", told = form.opening.value === "link";
    if (!shell.key) return this.problem("key");
    if (shell.listed(shell.key)?.withdrawn) return this.problem("withdrawn");
    if (kind === "cards" && (!cards.length || cards.length > CARDS)) return this.problem("cards", this.querySelector("[name=card]"));
    if (due && due < Date.now()) return this.problem("past", form.due);
    if (due && opens >= due) return this.problem("times", form.opens);
    if (kind === "sealed" && told && !known) return this.problem("code", form.code);
    const group = form.group.value, groupName = group ? shell.desk.get("groups", group).name : "";
    const assignment = {
      id: newId(), set: chosen.set, cards: kind === "cards" ? cards : [], group: groupName, by: shell.me.name || "", note: form.note.value.replace(/\s+/g, " ").trim(), edition: shell.edition,
      seed: isPaper(chosen) ? form.seed.value.trim() : "", n: isPaper(chosen) ? number("n", 1, chosen.of) : 0, opens, due, attempts: isPaper(chosen) ? number("attempts", 1, 20) : 20,
      minutes: isPaper(chosen) ? number("minutes", 0, 600) : 0, pass: isPaper(chosen) ? number("pass", 0, 100) : 0, code: told ? known : "", digest: chosen.digest || "",
    };
    const link = shell.linkOf(await writeAssignment(assignment, shell.key, shell.manual));
    await shell.desk.put("assignments", assignment.id, { ...assignment, group, groupName, link, keyId: shell.key.id, made: Date.now() });
    form.hidden = true;
    shell.draw();
    return shell.querySelector("desk-assigned").hand(assignment.id);
  }
}

customElements.define("desk-assign", DeskAssign);
