// <desk-keys>: the trainer's key pair: made once, shown to HQ, replaced, and what to do when it is lost.
import { fingerprint, makeKeys, publicCode, publicOf } from "../core/keys.js";
import { when } from "../page/moments.js";
import { said } from "../page/words.js";

class DeskKeys extends HTMLElement {
  draw(shell) {
    if (!this.shell) this.begin(shell);
    const { key } = shell;
    this.part("none").hidden = Boolean(key);
    this.part("mine").hidden = !key;
    if (key) this.tell(key);
  }

  begin(shell) {
    this.shell = shell;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this[event.target.dataset.do](event.target);
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (button) this[button.dataset.do](button);
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  async tell(key) {
    const { shell } = this, known = publicOf(key), listed = shell.listed(key);
    this.part("whose").textContent = said(this, "key-of", { text: shell.me.name });
    const state = !listed ? "unlisted" : listed.withdrawn ? "withdrawn" : "listed";
    const line = this.part("listed");
    line.dataset.state = state;
    line.textContent = said(this, `key-${state}`, { text: listed ? listed.name : "" });
    this.old(shell.keys.slice(1));
    if (this.told === key.id + shell.me.name) return;
    this.told = key.id + shell.me.name;
    const print = await fingerprint(known), code = publicCode(known, shell.manual);
    this.part("finger").textContent = print;
    this.part("public").firstElementChild.show({ text: said(this, "public-text", { n: print, of: code, text: shell.me.name }) });
    // Not within the sentence: what packs our scripts takes a back quote in a pattern for its end.
    const name = shell.me.name.replace(/["\\\x60$]/g, "");
    this.part("command").firstElementChild.show({ text: `training-manual trainer add ${this.short(shell.me.name, key)} --name "${name}" --key ${code}` });
  }

  /** An id HQ can use as it stands; it may choose another. */
  short(name, { id }) {
    const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return plain || `trainer-${id.slice(0, 6)}`;
  }

  async old(keys) {
    this.part("older").hidden = !keys.length;
    const rows = await Promise.all(keys.map(async (key) => {
      const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
      row.querySelector(".tm-row__name").textContent = await fingerprint(publicOf(key));
      const n = this.shell.desk.all("assignments").filter(([, { keyId }]) => keyId === key.id).length;
      row.querySelector(".tm-row__note").textContent = said(this, "older-note", { day: when(key.made), n });
      row.querySelector("button").dataset.key = key.id;
      return row;
    }));
    this.part("old").replaceChildren(...rows);
  }

  async make(form) {
    const { shell } = this, name = form.name.value.replace(/\s+/g, " ").trim();
    if (!name) return form.name.focus();
    await shell.know({ name });
    await this.add();
    shell.say(said(this, "key-made"));
    return this.querySelector("[data-part=mine] h2").focus();
  }

  /** What the browser promised not to clear away on its own is asked for when there is something to keep. */
  async add() {
    const { shell } = this, keys = await makeKeys();
    await shell.desk.put("keys", keys.id, keys);
    if (navigator.storage?.persist) await navigator.storage.persist().catch(() => false);
    shell.draw();
  }

  async replace() {
    if (!confirm(said(this, "replace-ask"))) return;
    await this.add();
    this.shell.say(said(this, "replaced"));
    scrollTo(0, 0);
  }

  async drop({ dataset }) {
    if (!confirm(said(this, "older-ask"))) return;
    await this.shell.desk.drop("keys", dataset.key);
    this.shell.draw();
  }

  async rename(form) {
    const name = form.name.value.replace(/\s+/g, " ").trim();
    if (!name) return;
    await this.shell.know({ name });
    form.reset();
    form.closest("details").open = false;
    this.shell.draw();
  }
}

customElements.define("desk-keys", DeskKeys);
