// <desk-backup>: the whole desk under a passphrase, as a text or a file, and back again here or on a second device.
import { backupCode, mergeBackup, newerKey, readBackup, SHORTEST, strengthOf } from "../core/backup.js";
import { fingerprint, publicOf } from "../core/keys.js";
import { dateOf } from "../core/review.js";
import { when } from "../page/moments.js";
import { said } from "../page/words.js";

/** What a chat takes in one message; a key file alone is ten times that. */
const CHAT = 8000;

class DeskBackup extends HTMLElement {
  draw(shell) {
    if (!this.shell) this.begin(shell);
    const { key, me, desk } = shell, { backup } = me;
    this.part("out").hidden = !key;
    const later = backup ? desk.all("slips").filter(([, { at }]) => at > backup.at).length : 0;
    const last = !backup ? "backup-never" : backup.key !== key?.id ? "backup-older" : later ? "backup-later" : "backup-last";
    this.part("last").textContent = said(this, last, { day: backup ? when(backup.at) : "", n: later });
    this.lasting();
  }

  begin(shell) {
    this.shell = shell;
    // WeChat drops downloads without a word.
    if (/MicroMessenger/i.test(navigator.userAgent)) this.querySelector("[value=file]").remove();
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter || event.target.querySelector("button:not([type])");
      this[event.target.dataset.do](event.target, button);
    });
    this.addEventListener("click", ({ target }) => target.closest("[data-do=saved]") && this.saved());
    this.querySelector("[name=pass]").addEventListener("input", ({ target }) => {
      this.part("strength").textContent = target.value && said(this, `strength-${strengthOf(target.value)}`);
    });
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => this.open(target));
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  async lasting() {
    const sure = navigator.storage?.persisted ? await navigator.storage.persisted().catch(() => false) : false;
    this.part("lasting").textContent = said(this, sure ? "lasting" : "not-lasting");
  }

  async save(form, button) {
    const { shell } = this, pass = form.pass.value, again = form.again.value;
    const wrong = [...pass].length < SHORTEST ? "pass-short" : pass !== again ? "pass-differs" : "";
    this.part("saved").hidden = true;
    this.querySelector("share-code").hidden = true;
    if (wrong) {
      this.tell("told", wrong);
      return form[wrong === "pass-short" ? "pass" : "again"].focus();
    }
    button.disabled = true;
    this.tell("told", "backup-making");
    const code = await backupCode(shell.desk, pass, shell.manual);
    button.disabled = false;
    if (!code) return this.tell("told", "backup-large");
    const day = dateOf(Date.now()), text = `${said(this, "backup-head", { day, text: shell.me.name })}\n\n${code}\n`;
    if (button.value === "file") this.download(text, said(this, "backup-name", { day }));
    else this.querySelector("share-code").show({ text });
    this.say("told", said(this, button.value === "file" ? "backup-file-done" : text.length > CHAT ? "backup-text-long" : "backup-text-how", { n: text.length }));
    this.made = Date.now();
    this.part("saved").hidden = false;
    form.reset();
    return (this.part("strength").textContent = "");
  }

  download(text, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Only the trainer can say that it really lies elsewhere. */
  async saved() {
    await this.shell.know({ backup: { key: this.shell.key.id, at: this.made } });
    this.part("saved").hidden = true;
    this.querySelector("share-code").hidden = true;
    this.shell.draw();
    this.tell("told", "backup-done");
  }

  async open(field) {
    const [file] = field.files;
    if (!file) return;
    if (file.size > this.dataset.fileLimit) this.tell("restored", "file-large");
    else this.querySelector("[name=text]").value = await new Response(file).text().catch(() => "");
    field.value = "";
  }

  async restore(form) {
    const { shell } = this;
    this.tell("restored", "restoring");
    const read = await readBackup(form.text.value, form.pass.value, shell.manual);
    if (read.problem) {
      this.tell("restored", `restore-${read.problem}`);
      return form[read.problem === "passphrase" ? "pass" : "text"].focus();
    }
    // Their links lead to this site, whatever the backup says.
    for (const [, one] of read.rows.assignments) one.link = one.link && shell.linkOf(one.link.split("#").pop());
    const newer = newerKey(shell.desk, read), isWanted = Boolean(newer) && confirm(said(this, "restore-key-ask", { text: await fingerprint(publicOf(newer)) }));
    const news = await mergeBackup(shell.desk, read, isWanted);
    // Who restores a key has its backup in hand.
    if (shell.key && !shell.isBackedUp && read.rows.keys.some(([id]) => id === shell.key.id)) await shell.know({ backup: { key: shell.key.id, at: read.at } });
    form.reset();
    this.part("restore").open = false;
    shell.banks.clear();
    await shell.querySelector("desk-collect").again(shell);
    shell.draw();
    const parts = ["keys", "groups", "assignments", "slips", "judged", "exams"].filter((kind) => news[kind]).map((kind) => said(this, `news-${kind}`, { n: news[kind] }));
    const told = [parts.length ? said(this, "restored", { text: parts.join(said(this, "and")) }) : read.left ? "" : said(this, "restored-nothing")];
    for (const [word, n] of [["restored-left", read.left], ["restored-unkept", news.unkept]]) if (n) told.push(said(this, word, { n }));
    return this.say("restored", told.join(" ").trim());
  }

  tell(part, word) {
    this.say(part, said(this, word));
  }

  say(part, text) {
    this.part(part).textContent = text;
  }
}

customElements.define("desk-backup", DeskBackup);
