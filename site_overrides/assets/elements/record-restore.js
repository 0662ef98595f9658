// <record-restore>: takes a pasted text, a file or a scanned link, shows what it holds, and merges it once told to.
import { learnersOf } from "../core/learners.js";
import { mergeRecords } from "../core/record.js";
import { newsOf, readCodes, summaryOf } from "../core/transfer.js";
import { baseOf, openRecord, storage } from "../page/here.js";
import { counted, holding, said, whose } from "../page/words.js";

class RecordRestore extends HTMLElement {
  connectedCallback() {
    if (this.manual) return;
    this.manual = baseOf(this);
    this.hidden = false;
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.look(this.querySelector("textarea").value);
    });
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => this.open(target));
    this.part("found").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this[button.dataset.do]();
    });
    addEventListener("hashchange", () => this.scanned());
    this.scanned();
  }

  /** What was found and what came of it stand at the top of the page: there a scanned link leads. */
  part(name) {
    return this.closest(".tm-record").querySelector(`:scope > header [data-part=${name}]`);
  }

  /** A scanned picture opens this page with a code in its address. */
  scanned() {
    if (location.hash.startsWith("#in=")) this.look(location.hash);
  }

  async open(field) {
    const [file] = field.files;
    if (!file) return;
    // Not file.text(): old kernels have none.
    const reader = new FileReader();
    reader.onload = () => this.look(reader.result);
    reader.onerror = () => this.tell(said(this, "unread"));
    if (file.size > this.dataset.fileLimit) this.tell(said(this, "unread"));
    else reader.readAsText(file);
    field.value = "";
  }

  look(text) {
    const { record, problems } = readCodes(text, this.manual), { now, names } = learnersOf(storage, this.manual);
    this.found = record;
    this.part("found").hidden = !record;
    this.tell([...problems, ...(record && problems.length ? ["partly"] : [])].map((name) => said(this, name)).join("\n"));
    if (!record) return this.part("news").focus();
    this.part("holds").textContent = holding(this, summaryOf(record));
    this.part("ask").textContent = said(this, "ask", { whose: whose(this, names[now]) });
    this.part("found").scrollIntoView({ block: "center" });
    this.part("found").focus({ preventScroll: true });
  }

  merge() {
    const store = openRecord(this), before = store.record;
    store.update((record) => mergeRecords(record, this.found));
    if (store.problem) return this.tell(said(this, "failed"));
    const news = counted(this, newsOf(before, store.record), "news-");
    this.done(news ? said(this, "news", { news }) : said(this, "news-none"));
    this.closest("[data-store]").dispatchEvent(new Event("record"));
  }

  leave() {
    this.done(said(this, "left"));
  }

  done(words) {
    this.found = null;
    this.part("found").hidden = true;
    this.querySelector("textarea").value = "";
    // Loading the page again must not ask again.
    history.replaceState(history.state, "", location.pathname + location.search);
    this.tell(words);
    this.part("news").focus();
  }

  tell(words) {
    this.part("news").hidden = !words;
    this.part("news").textContent = words;
  }
}

customElements.define("record-restore", RecordRestore);
