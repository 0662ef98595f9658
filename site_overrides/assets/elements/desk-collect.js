// <desk-collect>: everything that comes in: pasted chats, many files, pictures, the camera, a scanned link. Each slip once.
import { MOST_FILE } from "../core/answerfile.js";
import { checksum, writeCode } from "../core/codes.js";
import { collect } from "../core/collect.js";
import { looksLikeKeyFile } from "../core/keyfile.js";
import { utf8 } from "../core/keys.js";
import { decodeText } from "../core/roster.js";
import { element } from "../page/element.js";
import { hasCamera, readPicture, watch } from "../page/scanning.js";
import { said } from "../page/words.js";

/** So many bad ones of one text are kept, and so many letters of each: enough to find out whose it was. */
const KEPT = 30, LETTERS = 6000, LATEST = 12, TICK = 700;
const KINDS = ["new", "again", "waiting", "part", "bad"];

class DeskCollect extends HTMLElement {
  draw(shell) {
    this.part("no-key").hidden = Boolean(shell.key);
    this.part("panel").hidden = !shell.key;
  }

  begin(shell) {
    this.shell = shell;
    this.busy = Promise.resolve();
    this.parts = new Map();
    this.form = this.querySelector("form");
    this.part("scan").hidden = !hasCamera();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.paste();
    });
    // What was pasted is taken at once; a stray letter waits for the button.
    this.form.text.addEventListener("paste", () => setTimeout(() => this.paste()));
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => this.files([...target.files]).then(() => (target.value = "")));
    const panel = this.part("panel");
    panel.addEventListener("dragover", (event) => {
      event.preventDefault();
      panel.setAttribute("data-over", "");
    });
    panel.addEventListener("dragleave", () => panel.removeAttribute("data-over"));
    panel.addEventListener("drop", (event) => {
      event.preventDefault();
      panel.removeAttribute("data-over");
      if (event.dataTransfer.files.length) this.files([...event.dataTransfer.files]);
      else this.take(event.dataTransfer.getData("text"));
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do]();
    });
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  leave() {
    this.stop();
  }

  async paste() {
    const { text } = this.form, typed = text.value;
    if (!typed.trim()) return text.focus();
    const { none } = await this.take(typed);
    // What holds nothing stays, to be looked at again.
    if (!none && text.value === typed) text.value = "";
    return undefined;
  }

  /** @param {string} text a chat, a file, an address @returns {Promise<Object<string, number>>} how many came as what */
  async take(text) {
    const came = await this.taken(text);
    this.tell(came);
    this.shell.draw();
    return came;
  }

  /** One after the other: the camera is faster than what it shows can be opened. */
  taken(text) {
    const next = this.busy.then(() => this.enter(text));
    this.busy = next.catch(() => {});
    return next;
  }

  async enter(text) {
    const { shell } = this, { desk } = shell, came = { other: [] };
    // Other tabs collect too: each picture scanned with the phone's own camera opens one.
    this.parts = new Map(desk.all("waiting").filter(([id]) => id.startsWith("part:")).map(([id, { part }]) => [id.slice(5), [...part]]));
    if (looksLikeKeyFile(text)) {
      came.other.push(await shell.takeKeyFile(text));
      return came;
    }
    if (/TMA\d{1,3}\./.test(text)) came.other.push(await shell.querySelector("desk-assigned").take(text));
    const list = await collect(text, {
      manual: shell.manual, keys: shell.keys, parts: this.parts,
      knows: (id) => Boolean(shell.assignment(id)), has: (id) => Boolean(desk.get("slips", id) || desk.get("waiting", id)),
    });
    const starts = [...text.matchAll(/T\s*M\s*S\s*\d{1,3}\s*\./g)].map(({ index }) => index), exact = starts.length === list.length;
    for (const [n, one] of list.entries()) {
      if (one.problem === "none") came.none = came.other.length ? 0 : 1;
      else if (one.problem === "long") came.long = 1;
      else {
        if (one.as === "part" && this.isHere(one)) one.as = "again";
        came[one.as] = (came[one.as] || 0) + 1;
        await this.keep(one, came, exact ? text.slice(starts[n], starts[n + 1]) : text);
      }
    }
    await this.keepParts();
    return came;
  }

  async keep({ as, slip, problem, found, have, of }, came, text) {
    const { desk } = this.shell;
    if (as === "new") {
      await desk.put("slips", slip.id, { ...slip, flags: [] });
      this.latest(slip);
    } else if (as === "waiting") await desk.put("waiting", slip.id, { slip, assignment: slip.assignment, at: slip.at });
    else if (as === "part") came.places = { n: have, of, slip };
    else if (as === "bad" && came.bad <= KEPT) {
      const kept = found ? writeCode("TMS1", this.shell.manual, "s", found.bytes) : text.slice(0, LETTERS).trim();
      await desk.put("bad", checksum(utf8(kept)).toString(16), { text: kept, problem, at: Date.now(), ...(found && { assignment: found.assignment }) });
    }
  }

  /** A picture of a slip that is whole already: its receipt is the beginning of its name. */
  isHere({ slip }) {
    const name = slip.split("/")[0].toUpperCase(), is = ({ receipt }) => receipt.replace("-", "") === name;
    const here = this.shell.desk.all("slips").some(([, one]) => is(one)) || this.shell.desk.all("waiting").some(([, one]) => one.slip && is(one.slip));
    if (here) this.parts.delete(slip);
    return here;
  }

  /** What is there of a slip must last until the rest comes, perhaps on another page. */
  async keepParts() {
    const { desk } = this.shell;
    for (const [name, part] of this.parts) {
      const id = `part:${name}`, n = part.filter(Boolean).length, whole = n === Number(name.split("/")[1]), kept = desk.get("waiting", id);
      if (whole) {
        this.parts.delete(name);
        if (kept) await desk.drop("waiting", id);
      } else if (!kept || kept.n !== n) await desk.put("waiting", id, { part, n, at: Date.now() });
    }
  }

  /** With a new key or assignment some that had to wait can enter. */
  async again(shell) {
    const { desk } = shell;
    for (const [id, { slip, assignment }] of desk.all("waiting")) {
      if (!slip || !shell.assignment(assignment)) continue;
      await desk.put("slips", id, { ...slip, flags: [] });
      await desk.drop("waiting", id);
    }
    for (const [id, { text, problem }] of desk.all("bad")) {
      if (problem !== "foreign-key") continue;
      await desk.drop("bad", id);
      await this.taken(text); // comes back among the bad where its key is still not here
    }
  }

  async files(files) {
    const all = { other: [] }, list = this.part("files");
    list.replaceChildren();
    for (const [n, file] of files.entries()) {
      this.part("came").textContent = said(this, "reading-files", { n: n + 1, of: files.length });
      const came = await this.file(file);
      if (typeof came === "string") list.append(element("li", said(this, "file-line", { n: file.name, text: said(this, came) })));
      else for (const [name, value] of Object.entries(came)) all[name] = name === "other" ? [...all.other, ...value] : name === "places" ? value : (all[name] || 0) + value;
    }
    if (list.children.length === files.length) this.part("came").textContent = "";
    else this.tell(all);
    this.shell.draw();
  }

  /** @returns {Promise<object|string>} what came of it, or the word for why nothing did */
  async file(file) {
    const picture = file.type.startsWith("image/");
    // A photo is larger than any text, and only its codes are kept; so may a key file be.
    const limit = picture ? this.dataset.pictureLimit : /json/.test(file.type) ? MOST_FILE : this.dataset.fileLimit;
    if (file.size > Number(limit)) return "file-large";
    if (!picture) {
      const text = decodeText(new Uint8Array(await new Response(file).arrayBuffer())), came = text === null ? null : await this.taken(text);
      return !came ? "file-unread" : came.none ? "file-none" : came;
    }
    const found = await readPicture(file);
    if (!found) return "picture-unread";
    const came = found.length ? await this.taken(found.join("\n")) : { none: 1 };
    return came.none ? "picture-none" : came;
  }

  tell(came) {
    const counts = KINDS.filter((kind) => came[kind] && kind !== "part").map((kind) => said(this, `came-${kind}`, { n: came[kind] }));
    // The last of many files may have made it whole.
    if (came.places && this.parts.has(came.places.slip)) counts.push(said(this, "came-part", came.places));
    const lines = [...came.other.map((name) => said(this, name)), counts.join(said(this, "comma")), came.none ? said(this, "came-none") : "", came.long ? said(this, "came-long") : ""].filter(Boolean);
    this.part("came").replaceChildren(...lines.map((text) => element("p", text)));
    this.part("came").dataset.state = came.new || came.again || came.other.length ? "good" : "bad";
    this.part("seen").textContent = lines.join(" ");
  }

  latest({ body, receipt, assignment }) {
    const one = this.shell.assignment(assignment), row = element("li", "", "tm-row"), words = document.createElement("span");
    words.append(element("b", body.name || body.code, "tm-row__name"), element("span", `${body.code} ${one ? this.shell.querySelector("desk-assigned").title(one) : ""}`, "tm-row__note"));
    row.append(words, element("span", receipt, "tm-desk__mono"));
    this.part("latest").prepend(row);
    while (this.part("latest").children.length > LATEST) this.part("latest").lastElementChild.remove();
  }

  async scan() {
    const camera = this.part("camera");
    camera.hidden = false;
    this.part("scan").hidden = true;
    this.part("seen").textContent = said(this, "scanning");
    camera.scrollIntoView({ block: "center" });
    const turn = (this.turn = Symbol("scan"));
    try {
      const stop = await watch(this.querySelector("video"), (text) => this.seen(text));
      if (this.turn === turn) this.stopCamera = stop;
      else stop(); // left while the browser was still asking
    } catch (problem) {
      if (this.turn !== turn) return;
      this.stop();
      this.part("came").replaceChildren(element("p", said(this, `camera-${problem.message === "denied" ? "denied" : "none"}`)));
      this.part("came").dataset.state = "bad";
    }
  }

  async seen(text) {
    const { none } = await this.take(text), view = this.querySelector(".tm-desk__view");
    view.dataset.tick = none ? "no" : "yes";
    setTimeout(() => delete view.dataset.tick, TICK);
  }

  stop() {
    this.turn = null;
    if (this.stopCamera) this.stopCamera();
    this.stopCamera = null;
    this.part("camera").hidden = true;
    this.part("scan").hidden = !hasCamera();
  }
}

customElements.define("desk-collect", DeskCollect);
