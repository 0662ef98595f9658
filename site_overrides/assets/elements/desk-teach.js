// <desk-teach>: what to teach again: topics below the pass mark, with the paragraphs most missed.
import { LEAST, topicShares } from "../core/statistics.js";
import { catalogueAt, placeOf } from "../page/catalogue.js";
import { bar } from "../page/chart.js";
import { element } from "../page/element.js";
import { told } from "../page/marked.js";

const MOST_PLACES = 4;

class DeskTeach extends HTMLElement {
  async draw(shell, marked) {
    const turn = (this.turns = (this.turns || 0) + 1), places = await catalogueAt(shell.dataset.assignment);
    if (turn !== this.turns) return;
    const { bank, papers, assignment, set } = marked, by = set && set.by === "objective" ? (item) => [item.objective] : (item) => item.tags;
    const topics = topicShares(papers, bank, (id) => by(bank.get(id)).filter(Boolean));
    const names = this.names(shell, marked, places), line = assignment.pass / 100, isLow = ({ share, right, n }) => (share ?? right / n) < line;
    const low = topics.filter(isLow), few = papers.length < LEAST;
    this.querySelector("[data-part=lead]").textContent = !topics.length ? told(this, "teach-nothing") : low.length ? told(this, few ? "teach-few" : "teach-lead", { n: assignment.pass }) : told(this, "teach-fine", { n: assignment.pass });
    const draw = (all) => all.map((topic) => this.topic(topic, names, bank, places));
    this.querySelector("[data-part=low]").replaceChildren(...draw(low));
    this.querySelector("[data-part=rest]").replaceChildren(...draw(topics.filter((topic) => !isLow(topic))));
    this.querySelector("details").hidden = low.length === topics.length;
  }

  /** Competencies of a sealed exam stand in its answer file, the others in the manual's list. */
  names(shell, { assignment }, { topics }) {
    const key = shell.keyFile ? shell.keyFile(assignment.set, assignment.digest) : undefined, language = document.documentElement.lang, own = (key && key.names) || {};
    return (id) => topics.get(id) || (Object.prototype.hasOwnProperty.call(own, id) ? own[id][language] || Object.values(own[id])[0] : "") || id;
  }

  topic({ topic, right, n, share, ids }, names, bank, places) {
    const row = element("li", "", "tm-teach__topic"), head = element("p", "", "tm-teach__head");
    head.append(element("b", names(topic)), element("span", share === null ? told(this, "teach-count", { n: right, of: n }) : told(this, "teach-share", { n: Math.round(share * 100) }), "tm-teach__figure"));
    row.append(head, bar(share === null ? right : share, share === null ? n : 1, "right"));
    const seen = new Map(ids.map((id) => placeOf(places, bank.get(id))).filter(Boolean).map((place) => [place.url, place]));
    if (seen.size) {
      const list = element("ul", "", "tm-teach__places");
      list.append(...[...seen.values()].slice(0, MOST_PLACES).map(({ url, title }) => {
        const item = element("li", "");
        item.append(Object.assign(element("a", title), { href: url }));
        return item;
      }));
      row.append(list);
    }
    return row;
  }
}

customElements.define("desk-teach", DeskTeach);
