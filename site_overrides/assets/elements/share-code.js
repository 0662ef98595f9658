// <share-code>: a text or links to hand on. QR pictures to scan or press for long, letters to copy; no download needed.
import { fill } from "../core/kept.js";
import { qrPicture } from "../page/qr.js";

class ShareCode extends HTMLElement {
  connectedCallback() {
    if (this.area) return;
    this.area = this.querySelector("textarea");
    this.addEventListener("click", ({ target }) => {
      const { step } = target.closest("button").dataset;
      if (step) this.turn(this.at + Number(step));
      else this.copy();
    });
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /**
   * @param {{text?: string, links?: string[], name?: string}} what  links: a QR picture each; without a text one link
   *   alone can be copied; name: what it is, for who cannot see the picture
   */
  show({ text = "", links = [], name = "" }) {
    Object.assign(this, { text, links, name });
    this.hidden = false;
    this.part("steps").hidden = links.length < 2;
    this.part("picture").hidden = !links.length;
    // One of many links alone is of no use to anybody.
    this.part("text").hidden = !text && links.length > 1;
    return this.turn(0);
  }

  async turn(to) {
    const { links, text, name, dataset } = this, of = links.length;
    this.say("");
    this.at = of && (to + of) % of;
    this.area.value = text || links[this.at] || "";
    if (!of) return;
    const place = of > 1 ? fill(dataset.place, { n: this.at + 1, of }) : "", image = this.querySelector("img");
    try {
      image.src = await qrPicture(links[this.at]);
      image.alt = `${fill(dataset.alt, { name })} ${place}`.trim();
      this.part("place").textContent = place;
    } catch {
      this.part("picture").hidden = true;
      this.say("noPicture");
    }
  }

  async copy() {
    let done = true;
    try {
      await navigator.clipboard.writeText(this.area.value);
    } catch {
      this.area.select();
      done = document.execCommand("copy");
    }
    this.say(done ? "copied" : "failed");
  }

  say(word) {
    const line = this.querySelector(".tm-say");
    line.textContent = this.dataset[word] || "";
    line.classList.toggle("tm-say--failed", Boolean(word) && word !== "copied");
  }
}

customElements.define("share-code", ShareCode);
