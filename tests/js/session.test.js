// A role-play session is dealt fairly, whatever the seed, the number of people and the form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deal, differ, drawCards, fitting, leftOf, phasesOf, ring, SIZES, tablesOf } from "../../site_overrides/assets/core/session.js";

const CARDS = Array.from({ length: 30 }, (_, n) => `card-${n}`);
const PLACES = ["staff", "customer", "observer"];

/** How often each person has been in each place after some rounds. */
function counted(rounds, people) {
  const counts = Array.from({ length: people }, () => ({ staff: 0, customer: 0, observer: 0 }));
  for (const table of rounds.flat()) {
    counts[table.staff].staff++;
    counts[table.customer].customer++;
    for (const one of table.observers) counts[one].observer++;
  }
  return counts;
}

function assertFair(rounds, people, told) {
  for (let n = 1; n <= rounds.length; n++) {
    const counts = counted(rounds.slice(0, n), people);
    for (const place of PLACES) {
      const all = counts.map((one) => one[place]);
      assert.ok(Math.max(...all) - Math.min(...all) <= 1, `${told}, ${place} after ${n} rounds: ${all}`);
    }
    for (const one of counts) assert.equal(one.staff + one.customer + one.observer, n, `${told}: everybody has one place a round`);
  }
}

function assertNoCardTwice(rounds, people, told) {
  for (let person = 0; person < people; person++) {
    const had = rounds.flat().filter((table) => [table.staff, table.customer, ...table.observers].includes(person)).map(({ card }) => card);
    assert.equal(new Set(had).size, had.length, told);
  }
}

test("seven people over five rounds: places differ by at most one, nobody gets a card twice, for 500 seeds", () => {
  for (let seed = 0; seed < 500; seed++) {
    for (const apart of [false, true]) {
      const { rounds, problem } = deal({ people: 7, form: "triad", rounds: 5, cards: CARDS, apart }, `s${seed}`);
      assert.equal(problem, undefined);
      assert.equal(rounds.length, 5);
      assertFair(rounds, 7, `seed ${seed}`);
      assertNoCardTwice(rounds, 7, `seed ${seed}`);
    }
  }
});

test("every number of people from 2 to 24 is dealt fairly in every form, at any moment of up to 12 rounds", () => {
  for (const form of Object.keys(SIZES)) {
    for (let people = 2; people <= 24; people++) {
      const { rounds } = deal({ people, form, rounds: 12, cards: CARDS }, `${form}${people}`);
      assert.equal(rounds.length, 12);
      assertFair(rounds, people, `${people} people, ${form}`);
      assertNoCardTwice(rounds, people, `${people} people, ${form}`);
    }
  }
});

test("three people in three rounds: everybody has been in each place", () => {
  for (let seed = 0; seed < 50; seed++) {
    const { rounds } = deal({ people: 3, form: "triad", rounds: 3, cards: CARDS }, seed);
    for (const one of counted(rounds, 3)) assert.deepEqual(one, { staff: 1, customer: 1, observer: 1 });
  }
});

test("whoever is left over observes: seven in pairs are three tables, one with an observer", () => {
  const [round] = deal({ people: 7, form: "pair", rounds: 1, cards: CARDS }, 1).rounds;
  assert.deepEqual(round.map(({ observers }) => observers.length).sort(), [0, 0, 1]);
  assert.equal(tablesOf(7, "triad"), 2);
  assert.equal(tablesOf(30, "fishbowl"), 1);
});

test("with one deck no two tables play the same card at a time; without that wish all play the same", () => {
  for (let seed = 0; seed < 50; seed++) {
    const session = { people: 9, form: "triad", rounds: 5, cards: CARDS };
    for (const round of deal({ ...session, apart: true }, seed).rounds) assert.equal(new Set(round.map(({ card }) => card)).size, 3);
    for (const round of deal(session, seed).rounds) assert.equal(new Set(round.map(({ card }) => card)).size, 1);
  }
});

test("the same seed deals the same session, another one does not", () => {
  const session = { people: 8, form: "group", rounds: 4, cards: CARDS };
  assert.deepEqual(deal(session, "0612"), deal(session, "0612"));
  assert.notDeepEqual(deal(session, "0612"), deal(session, "0613"));
});

test("people who have met are put together again as late as can be: nine in triads meet new faces in the second round", () => {
  let met = 0;
  for (let seed = 0; seed < 30; seed++) {
    const [one, two] = deal({ people: 9, form: "triad", rounds: 2, cards: CARDS }, seed).rounds;
    const pairs = (round) => round.flatMap(({ staff, customer, observers }) => {
      const all = [staff, customer, ...observers].sort();
      return all.flatMap((a, n) => all.slice(n + 1).map((b) => `${a}-${b}`));
    });
    met += pairs(two).filter((pair) => pairs(one).includes(pair)).length;
  }
  // By chance alone a quarter of the 270 meetings would be repeated: 9 of 36 pairs have met.
  assert.ok(met < 30, `${met} met again`);
});

test("too few cards or people is said, never dealt", () => {
  assert.equal(deal({ people: 6, form: "triad", rounds: 5, cards: CARDS.slice(0, 4) }, 1).problem, "cards");
  assert.equal(deal({ people: 1, form: "pair", rounds: 1, cards: CARDS }, 1).problem, "people");
  assert.deepEqual(deal({ people: 1, form: "pair", rounds: 1, cards: CARDS }, 1).rounds, []);
});

const DECK = CARDS.map((id, n) => ({ id, difficulty: (n % 3) + 1, chapters: [`chapter-${n % 5}`], tags: n % 2 ? ["complaint"] : ["complaint", "empathy"] }));

test("two easy, two medium, one hard: drawn so, easy first, the same for the same seed", () => {
  const levels = { 1: 2, 2: 2, 3: 1 }, { cards, missing } = drawCards(DECK, levels, 7);
  assert.deepEqual(missing, {});
  assert.deepEqual(cards.map((id) => DECK.find((card) => card.id === id).difficulty), [1, 1, 2, 2, 3]);
  assert.deepEqual(drawCards([...DECK].reverse(), levels, 7).cards, cards);
  assert.equal(new Set(cards).size, 5);
});

test("a difficulty with too few cards is named with how many are missing, and nothing is drawn", () => {
  const few = DECK.filter(({ difficulty }) => difficulty !== 3).concat(DECK[2]);
  assert.deepEqual(drawCards(few, { 1: 1, 2: 0, 3: 3 }, 1), { cards: [], missing: { 3: 2 } });
});

test("cards of one of the chapters and of one of the tags", () => {
  assert.equal(fitting(DECK, {}).length, 30);
  assert.equal(fitting(DECK, { chapters: ["chapter-0", "chapter-1"] }).length, 12);
  assert.ok(fitting(DECK, { chapters: ["chapter-0"], tags: ["empathy"] }).every((card) => card.tags.includes("empathy")));
});

test("the ring of seats is balanced: of seven seats at two tables S and C take turns", () => {
  assert.deepEqual(ring(7, 2), ["observer", "staff", "observer", "customer", "observer", "staff", "customer"]);
});

test("phases in seconds, and what is left of one that goes on", () => {
  assert.deepEqual(phasesOf({ prepare: 2, play: 5, debrief: 6 }), [["prepare", 120], ["play", 300], ["score", 60], ["debrief", 360], ["replay", 120]]);
  assert.equal(leftOf({ phase: 0, left: 90, since: null }, 5000), 90);
  assert.equal(leftOf({ phase: 0, left: 90, since: 1000 }, 31000), 60);
});

test("observers more than three points apart talk about it", () => {
  assert.equal(differ([{ score: 12 }, { score: 15 }]), false);
  assert.equal(differ([{ score: 11 }, { score: 15 }, { score: 13 }]), true);
  assert.equal(differ([{ score: 3 }]), false);
});
