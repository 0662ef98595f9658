// <session-setup>: who takes part, how they sit, which cards; then the draw.
import { deal, drawCards, fitting, tablesOf } from "../core/session.js";
import { said } from "../page/words.js";

const MOST = 60;

class SessionSetup extends HTMLElement {
  draw(room) {
    if (!this.room) this.begin(room);
    this.put(room.local.read("session-setup", {}));
    this.byHash();
    if (!this.form.seed.value) this.form.seed.value = String(Math.floor(1000 + Math.random() * 9000));
    this.told();
  }

  /** An assignment leads here with its cards chosen. */
  byHash() {
    const [, listed] = /^#cards=([a-z0-9,-]{1,2000})$/.exec(location.hash) || [];
    if (!listed) return;
    for (const input of this.form.querySelectorAll("[name=picked]")) input.checked = listed.split(",").includes(input.value);
    for (const input of this.form.querySelectorAll("[name=which]")) input.checked = input.value === "pick";
  }

  begin(room) {
    this.room = room;
    this.form = this.querySelector("form");
    this.form.addEventListener("input", () => {
      room.local.write("session-setup", this.values());
      this.asked = false;
      this.told();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.deal();
    });
  }

  /** The form as it stands. */
  values() {
    const { form } = this, all = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map(({ value }) => value);
    const levels = Object.fromEntries([1, 2, 3].map((level) => [level, Math.max(0, Math.floor(Number(form[`level-${level}`].value)) || 0)]));
    return {
      people: form.people.value, seats: form.seats.value, which: form.which.value, levels, seed: form.seed.value.trim(),
      chapters: all("chapters"), tags: all("tags"), picked: all("picked"), apart: form.apart.checked,
    };
  }

  put({ people, seats, which, levels, seed, chapters = [], tags = [], picked = [], apart }) {
    const { form } = this;
    if (people === undefined) return;
    Object.assign(form.people, { value: people });
    form.seed.value = seed;
    form.apart.checked = apart;
    for (const [level, n] of Object.entries(levels)) form[`level-${level}`].value = n;
    for (const [name, values] of Object.entries({ seats: [seats], which: [which], chapters, tags, picked }))
      for (const input of form.querySelectorAll(`[name=${name}]`)) input.checked = values.includes(input.value);
  }

  /** Names, one a line; a number alone stands for so many people. */
  people({ people }) {
    const typed = people.split(/[\n、，,;；]+/).map((name) => name.trim().slice(0, 40)).filter(Boolean), count = (name, i) => typed.slice(0, i).filter((one) => one === name).length;
    const names = typed.map((name, i) => (count(name, i) ? `${name} ${count(name, i) + 1}` : name));
    const n = names.length === 1 && /^\d{1,2}$/.test(names[0].normalize("NFKC")) ? Number(names[0].normalize("NFKC")) : 0;
    return (n ? Array.from({ length: n }, (_, i) => said(this, "person", { n: i + 1 })) : names).slice(0, MOST);
  }

  told() {
    const values = this.values(), people = this.people(values), cards = fitting(this.room.deck, values);
    const tables = people.length > 1 ? tablesOf(people.length, values.seats) : 0;
    const count = (level) => cards.filter(({ difficulty }) => difficulty === level).length;
    this.part("people", people.length ? said(this, "people-count", { n: people.length }) : "");
    this.part("tables", tables > 1 ? said(this, "seats-told", { n: tables }) : tables ? said(this, "seats-told-one") : "");
    this.part("fitting", said(this, "fitting", { n: count(1), of: count(2), text: count(3) }));
    for (const fold of this.querySelectorAll("details[data-name]")) {
      const n = fold.querySelectorAll(":checked").length;
      fold.querySelector("[data-count]").textContent = n ? said(this, "chosen", { n }) : said(this, "any");
    }
    this.toggleAttribute("data-picks", values.which === "pick");
    this.part("problem", "");
  }

  part(name, text) {
    this.querySelector(`[data-part=${name}]`).textContent = text;
  }

  deal() {
    const values = this.values(), people = this.people(values), { room } = this, { seed, seats, apart } = values;
    const drawn = values.which === "pick"
      ? { cards: room.deck.filter(({ id }) => values.picked.includes(id)).map(({ id }) => id), missing: {} }
      : drawCards(fitting(room.deck, values), values.levels, seed);
    const [level] = Object.keys(drawn.missing);
    if (level) return this.part("problem", said(this, `missing-${level}`, { n: drawn.missing[level] }));
    if (!drawn.cards.length) return this.part("problem", said(this, "none-picked"));
    // A table with cards of its own needs more of them than there are rounds.
    const others = apart && values.which === "draw" ? fitting(room.deck, values).map(({ id }) => id).filter((id) => !drawn.cards.includes(id)) : [];
    const { rounds, problem } = deal({ people: people.length, form: seats, rounds: drawn.cards.length, cards: [...drawn.cards, ...others], apart }, seed);
    if (problem) return this.part("problem", said(this, `no-${problem}`));
    if (room.session && !this.asked) {
      this.asked = true;
      return this.part("problem", said(this, "replace"));
    }
    this.asked = false;
    room.local.write("session-setup", values);
    return room.set({ id: Date.now().toString(36), seed, people, form: seats, apart, rounds, at: null, way: "one" }, "plan");
  }
}

customElements.define("session-setup", SessionSetup);
