// <desk-collect>: everything that comes in: pasted chats, many files, pictures, the camera, a scanned link. Each slip once.
import { MOST_FILE } from "../core/answerfile.js";
import { checksum, writeCode } from "../core/codes.js";
import { collect } from "../core/collect.js";
import { looksLikeKeyFile, readKeyFile } from "../core/keyfile.js";
import { utf8 } from "../core/keys.js";
import { decodeText } from "../core/roster.js";
import { element } from "../page/element.js";
import { isWhole, keepPieces, piecesAt } from "../page/pieces.js";
import { hasCamera, readPicture, watch } from "../page/scanning.js";
import { said } from "../page/words.js";

/** So many bad ones of one text are kept, and so many letters of each: enough to find out whose it was. */
const KEPT = 30, LETTERS = 6000, LATEST = 12, TICK = 700;
const KINDS = ["new", "again", "waiting", "bad"];

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
    const { none, unkept } = await this.take(typed);
    // What holds nothing stays, to be looked at again; what the storage did not take, to be taken again.
    if (!none && !unkept && text.value === typed) text.value = "";
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
    if (looksLikeKeyFile(text)) return { other: [this.keyFile(text)], file: 1 };
    if (/TMA\d{1,3}\./.test(text)) came.other.push(said(this, await shell.querySelector("desk-assigned").take(text)));
    // Other tabs collect too: each picture scanned with the phone's own camera opens one.
    const parts = (this.parts = piecesAt(desk)), before = [...parts.keys()];
    const list = await collect(text, {
      manual: shell.manual, keys: shell.keys, parts,
      knows: (id) => Boolean(shell.assignment(id)), has: (id) => Boolean(desk.get("slips", id) || desk.get("waiting", id)),
    });
    // The line in front of a code says whose it is.
    const starts = [...text.matchAll(/(?:[^\n]{1,120}\n)?\s*T\s*M\s*S\s*\d{1,3}\s*\./g)].map(({ index }) => index), exact = starts.length === list.length;
    for (const [n, one] of list.entries()) {
      if (one.problem === "none") came.none = came.other.length ? 0 : 1;
      else if (one.problem === "long") came.long = 1;
      else {
        if (one.as === "part" && isWhole(desk, one.slip)) {
          parts.delete(one.slip);
          one.as = "again";
        }
        came[one.as] = (came[one.as] || 0) + 1;
        if (await this.keep(one, came, exact ? text.slice(starts[n], starts[n + 1]) : text)) continue;
        came[one.as]--;
        came.unkept = (came.unkept || 0) + 1;
      }
    }
    if (!(await keepPieces(desk, parts, before))) came.unkept = (came.unkept || 0) + 1;
    return came;
  }

  /** Anybody may have put it among the slips, and whoever takes it lets it decide who has passed: here it is only named. */
  keyFile(text) {
    const { shell } = this, { file, problem } = readKeyFile(text, shell.manual);
    return problem ? said(this, `file-${problem}`) : said(this, "file-elsewhere", { text: (shell.setOf(`tests/${file.exam}`) || { title: file.exam }).title });
  }

  /** @returns {Promise<boolean>} is it in the storage? */
  async keep({ as, slip, problem, found, have, of }, came, text) {
    const { desk } = this.shell;
    if (as === "new") {
      const kept = await desk.put("slips", slip.id, { ...slip, flags: [] });
      if (kept) this.latest(slip);
      return kept;
    }
    if (as === "waiting") return desk.put("waiting", slip.id, { slip, assignment: slip.assignment, at: slip.at });
    if (as === "again" && slip.id) {
      // Here already, but perhaps only in memory.
      const kind = desk.get("slips", slip.id) ? "slips" : "waiting", row = desk.get(kind, slip.id);
      return !row || desk.isKept(kind, slip.id) || desk.put(kind, slip.id, row);
    }
    if (as === "part") came.places = { n: have, of, slip };
    if (as !== "bad" || came.bad > KEPT) return true;
    const kept = found ? writeCode("TMS1", this.shell.manual, "s", found.bytes) : text.slice(0, LETTERS).trim();
    return desk.put("bad", checksum(utf8(kept)).toString(16), { text: kept, problem, at: Date.now(), ...(found && { assignment: found.assignment }) });
  }

  /** With a new key or assignment some that had to wait can enter. */
  async again(shell) {
    const { desk } = shell;
    for (const [id, { slip, assignment }] of desk.all("waiting"))
      if (slip && shell.assignment(assignment) && (await desk.put("slips", id, { ...slip, flags: [] }))) await desk.drop("waiting", id);
    for (const [id, { text, problem }] of desk.all("bad")) {
      if (problem !== "foreign-key") continue;
      // Not behind the others: what is being taken in may be the very link this waits for.
      const { bad, unkept } = await this.enter(text);
      if (!bad && !unkept) await desk.drop("bad", id);
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
    const counts = KINDS.filter((kind) => came[kind]).map((kind) => said(this, `came-${kind}`, { n: came[kind] }));
    // The last of many files may have made it whole.
    if (came.places && this.parts.has(came.places.slip)) counts.push(said(this, "came-part", came.places));
    const lines = [came.unkept ? said(this, "came-unkept", { n: came.unkept }) : "", ...came.other, counts.join(said(this, "comma")), came.none ? said(this, "came-none") : "", came.long ? said(this, "came-long") : ""].filter(Boolean);
    const part = this.part("came");
    part.replaceChildren(...lines.map((text) => element("p", text)));
    part.dataset.state = came.unkept ? "lost" : came.file ? "bad" : came.new || came.again || came.other.length ? "good" : "bad";
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
    const { none, unkept } = await this.take(text), view = this.querySelector(".tm-desk__view");
    view.dataset.tick = none || unkept ? "no" : "yes";
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
