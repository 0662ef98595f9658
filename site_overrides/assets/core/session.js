// A role-play session: which cards, who plays what with whom in each round, how long each phase lasts. Pure; the same
// seed deals the same session on every phone.
import { drawPaper, random, shuffle } from "./draw.js";

/**
 * @typedef {{id: string, difficulty: number, chapters: string[], tags: string[]}} Card
 * @typedef {{card: string, staff: number, customer: number, observers: number[]}} Table  people by their place in the list
 * @typedef {Table[]} Round
 */

/** How many sit at one table; who is left over observes at one of them. */
export const SIZES = { pair: 2, triad: 3, fishbowl: Infinity, group: 4 };
/** Two observers further apart than this talk about it; their points are never averaged. */
export const APART = 3;

/** Cards of any of these chapters and any of these tags; an empty list asks for nothing. @param {Card[]} cards */
export const fitting = (cards, { chapters = [], tags = [] }) => cards.filter((card) =>
  (!chapters.length || card.chapters.some((one) => chapters.includes(one))) &&
  (!tags.length || card.tags.some((one) => tags.includes(one))));

/**
 * Draws cards by difficulty ("2 easy, 2 medium, 1 hard"), easy ones first.
 * @param {Card[]} cards @param {Object<number, number>} levels how many of difficulty 1, 2, 3
 * @returns {{cards: string[], missing: Object<number, number>}} missing: how many of a difficulty there are not
 */
export function drawCards(cards, levels, seed) {
  const missing = {}, n = Object.values(levels).reduce((sum, one) => sum + one, 0);
  for (const [level, wanted] of Object.entries(levels)) {
    const found = cards.filter(({ difficulty }) => difficulty === Number(level)).length;
    if (found < wanted) missing[level] = wanted - found;
  }
  const of = Object.fromEntries(cards.map((card) => [card.id, card.difficulty]));
  const drawn = Object.keys(missing).length ? [] : drawPaper(cards, { n, columns: levels }, seed);
  return { cards: drawn.sort((a, b) => of[a] - of[b]), missing };
}

/**
 * Seats around a ring, staff and customers in turn among the observers, as evenly as whole numbers allow (Bresenham).
 * Whoever moves on by one seat a round has, after any number of rounds, been in each place as often as anybody, give
 * or take one: any stretch of such a ring holds as many of a kind as any other of its length, give or take one.
 */
export function ring(people, tables) {
  let players = 0;
  return Array.from({ length: people }, (_, seat) => {
    const plays = Math.floor(((seat + 1) * 2 * tables) / people) > Math.floor((seat * 2 * tables) / people);
    return plays ? (players++ % 2 ? "customer" : "staff") : "observer";
  });
}

/** As many tables as the form fills; two people always make one. */
export const tablesOf = (people, form) => Math.max(1, Math.floor(people / SIZES[form]));

/** Meetings so far of everybody at a table with everybody else there. */
function meetings(table, met) {
  const all = [table.staff, table.customer, ...table.observers];
  return all.flatMap((one, n) => all.slice(n + 1).map((other) => [Math.min(one, other), Math.max(one, other)].join()))
    .map((pair) => [pair, met.get(pair) || 0]);
}

/** Out of some ways of putting people together the one in which the fewest meet again. */
function seated(places, tables, met, next) {
  let best, least = Infinity;
  for (let tries = 0; tries < 24 && least; tries++) {
    const [staff, customers, observers] = ["staff", "customer", "observer"].map((place) => shuffle(places[place], next));
    const round = Array.from({ length: tables }, (_, n) => ({
      staff: staff[n], customer: customers[n], observers: observers.filter((_, at) => at % tables === n),
    }));
    const again = round.flatMap((table) => meetings(table, met)).reduce((sum, [, n]) => sum + n, 0);
    if (again < least) [best, least] = [round, again];
  }
  for (const table of best) for (const [pair, n] of meetings(table, met)) met.set(pair, n + 1);
  return best;
}

/**
 * Who plays what in each round. Nobody gets a card twice; places differ by at most one between any two people.
 * @param {{people: number, form: string, rounds: number, cards: string[], apart?: boolean}} session
 *   cards: in the order to be played; apart: no two tables have the same card at a time, else all play the same one and
 *   can talk about it together
 * @returns {{rounds: Round[], problem?: "people"|"cards"}} problem: fewer than two people, or too few cards
 */
export function deal({ people, form, rounds, cards, apart = false }, seed) {
  if (people < 2) return { rounds: [], problem: "people" };
  const next = random(`${seed}/seats`), tables = tablesOf(people, form), seats = ring(people, tables);
  const order = shuffle([...Array(people).keys()], next), met = new Map(), had = order.map(() => new Set());
  const dealt = [];
  for (let n = 0; n < rounds; n++) {
    const places = { staff: [], customer: [], observer: [] };
    order.forEach((person, at) => places[seats[(at + n) % people]].push(person));
    const round = [];
    for (const table of seated(places, tables, met, next)) {
      const all = [table.staff, table.customer, ...table.observers];
      const onTable = (one) => apart && round.some(({ card }) => card === one);
      const card = cards.find((one) => !onTable(one) && all.every((person) => !had[person].has(one)));
      if (!card) return { rounds: [], problem: "cards" };
      for (const person of all) had[person].add(card);
      round.push({ card, ...table });
    }
    dealt.push(round);
  }
  return { rounds: dealt };
}

/** Seconds of each phase of a card. @param {{prepare: number, play: number, debrief: number}} minutes */
export const phasesOf = ({ prepare, play, debrief }) =>
  [["prepare", prepare * 60], ["play", play * 60], ["score", 60], ["debrief", debrief * 60], ["replay", 120]];

/**
 * @typedef {{phase: number, left: number, since: number|null}} Clock
 *   left: seconds left when it last stood still; since: when it was set going (ms), null while it stands
 */

/** @param {Clock} clock @returns {number} seconds left, below 0 when the phase is over */
export const leftOf = ({ left, since }, now) => left - (since === null ? 0 : (now - since) / 1000);

/** Sheets of one play that need a talk. @param {{score: number}[]} sheets */
export const differ = (sheets) => {
  const points = sheets.map(({ score }) => score);
  return points.length > 1 && Math.max(...points) - Math.min(...points) > APART;
};

export { csv } from "./spreadsheet.js";
