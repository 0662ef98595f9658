// <mistake-list>: every wrong item by chapter; its paragraph is fetched from the chapter when its fold is opened.
import { mistakes } from "../core/review.js";
import { itemsOf } from "../page/borrow.js";
import { openRecord } from "../page/here.js";

class MistakeList extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("template").content, wrong = mistakes(openRecord(this).record, itemsOf(this));
    const say = (name, n) => words.querySelector(`[data-word=${name}]`).textContent.replace("{n}", n);
    const list = this.querySelector("[data-part=list]");
    this.querySelector("[data-part=count]").textContent = wrong.length ? say("mistakes", wrong.length) : say("none");
    this.querySelector("[data-part=play]").hidden = !wrong.length;
    list.textContent = "";
    let chapter = null;
    for (const item of wrong) {
      if (chapter !== item.chapter) {
        const heading = document.createElement("h2");
        heading.textContent = item.where;
        list.append(heading);
      }
      chapter = item.chapter;
      const entry = words.querySelector("article").cloneNode(true), fold = entry.querySelector("details");
      entry.querySelector("h3").textContent = item.prompt;
      entry.querySelector("summary span").textContent = item.title;
      entry.querySelector("[data-go=reread]").href = item.reread;
      entry.querySelector("[data-go=again]").href = `${item.practice}#${item.id}`;
      fold.addEventListener("toggle", () => this.show(item.reread, fold.querySelector("div"), say), { once: true });
      list.append(entry);
    }
  }

  async show(address, place, say) {
    const url = new URL(address, location);
    place.textContent = say("fetching");
    const reply = await fetch(url).catch(() => null);
    const page = reply && reply.ok ? new DOMParser().parseFromString(await reply.text(), "text/html") : null;
    const target = page && page.getElementById(url.hash.slice(1)), block = target && (target.closest("[data-ref]") || target.closest("section"));
    place.textContent = block ? "" : say("not-fetched");
    if (!block) return;
    for (const one of [block, ...block.querySelectorAll("[id]")]) one.removeAttribute("id");
    for (const link of block.querySelectorAll("[href],[src]")) {
      const name = link.hasAttribute("href") ? "href" : "src";
      link.setAttribute(name, new URL(link.getAttribute(name), url));
    }
    place.append(block);
  }
}

customElements.define("mistake-list", MistakeList);
