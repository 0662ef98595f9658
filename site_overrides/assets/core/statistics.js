// Item analysis: how hard a question is, whether it parts those who know from those who do not, what was chosen instead.
// Rates of fewer than five people say more about a person than about a question: then there are counts alone.

/** Fewer people than this, and nothing is reckoned from them. */
export const LEAST = 5;
/**
 * When a question is worth a look. Shares below .30 and above .95 are the curriculum's; from .95 on Moodle's quiz report,
 * too, calls a question extremely easy. Discrimination below .10: Ebel and Frisbie (Essentials of Educational Measurement,
 * 5th ed., 1991) call an index below .20 poor; ours leaves the item itself out, which lowers it where a test is short.
 */
export const FLAGS = { hard: 0.3, easy: 0.95, apart: 0.1 };

/**
 * @typedef {import("./marking.js").Paper} Paper
 * @typedef {{id: string, n: number, right: number, half: number, wrong: number, blank: number, facility: number|null,
 *   discrimination: number|null, chosen: Map<string, number>, missed: Map<string, number>, flags: ("hard"|"easy"|"apart")[]}} ItemStatistics
 *   n: people whose answer was marked; chosen: how many gave each answer, as the table writes it; missed: those that are not right
 */

const MARKED = ["right", "half", "wrong", "blank"];
const isMarked = ({ state }) => MARKED.includes(state);
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

/**
 * Pearson's r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² · Σ(y−ȳ)²). Where x is 0 or 1 it is the point-biserial correlation; with y the
 * rest of the test it is the corrected item-total correlation (Crocker and Algina, Introduction to Classical and Modern
 * Test Theory, 1986, ch. 14): an item is not measured by itself.
 * @param {[number, number][]} pairs @returns {number|null} null where one side never varies
 */
export function correlation(pairs) {
  const x = mean(pairs.map(([one]) => one)), y = mean(pairs.map(([, one]) => one));
  let both = 0, ofX = 0, ofY = 0;
  for (const [a, b] of pairs) {
    both += (a - x) * (b - y);
    ofX += (a - x) ** 2;
    ofY += (b - y) ** 2;
  }
  return ofX < 1e-12 || ofY < 1e-12 ? null : both / Math.sqrt(ofX * ofY);
}

function counted(seen) {
  const counts = new Map();
  for (const [{ chosen }] of seen) if (chosen) counts.set(chosen, (counts.get(chosen) || 0) + 1);
  return counts;
}

/** Share of everything else on the paper; people may have drawn different questions. */
function restOf(paper, cell, points) {
  let score = 0, of = 0;
  for (const other of paper.cells) {
    if (other === cell || !isMarked(other)) continue;
    score += other.share * points(other.id);
    of += points(other.id);
  }
  return of ? score / of : null;
}

/**
 * @param {Paper[]} papers  one a person
 * @param {Map<string, {points: number}>} bank
 * @returns {ItemStatistics[]} every question somebody was asked, in the order they first come
 */
export function itemStatistics(papers, bank) {
  const items = new Map(), points = (id) => bank.get(id)?.points ?? 1;
  for (const paper of papers)
    for (const cell of paper.cells.filter(isMarked)) items.set(cell.id, [...(items.get(cell.id) || []), [cell, paper]]);
  return [...items].map(([id, seen]) => {
    const count = (state) => seen.filter(([cell]) => cell.state === state).length, [chosen, missed] = [seen, seen.filter(([cell]) => cell.state !== "right")].map(counted);
    const item = { id, n: seen.length, right: count("right"), half: count("half"), wrong: count("wrong"), blank: count("blank"), facility: null, discrimination: null, chosen, missed, flags: [] };
    if (seen.length < LEAST) return item;
    const pairs = seen.map(([cell, paper]) => [cell.share, restOf(paper, cell, points)]).filter(([, rest]) => rest !== null);
    item.facility = mean(seen.map(([cell]) => cell.share));
    item.discrimination = pairs.length < LEAST ? null : correlation(pairs);
    if (item.facility < FLAGS.hard) item.flags.push("hard");
    if (item.facility > FLAGS.easy) item.flags.push("easy");
    if (item.discrimination !== null && item.discrimination < FLAGS.apart) item.flags.push("apart");
    return item;
  });
}

/**
 * How often each option of a question was chosen; `chosen` of a cell is its letters.
 * @param {ItemStatistics} item @param {string[]} letters
 */
export const optionCounts = ({ chosen }, letters) =>
  letters.map((letter) => [...chosen].reduce((sum, [text, n]) => sum + (text.includes(letter) ? n : 0), 0));

/**
 * How well each topic went, the weakest first. @param {(id: string) => string[]} topicsOf  of a question
 * @returns {{topic: string, people: number, right: number, n: number, share: number|null, ids: string[]}[]}
 *   right: answers that are wholly right; ids: questions that somebody has not wholly right, most missed first
 */
export function topicShares(papers, bank, topicsOf) {
  const topics = new Map();
  for (const paper of papers)
    for (const cell of paper.cells.filter(isMarked)) {
      for (const topic of topicsOf(cell.id)) {
        const of = topics.get(topic) || { people: new Set(), right: 0, n: 0, score: 0, points: 0, missed: new Map() }, worth = bank.get(cell.id)?.points ?? 1;
        topics.set(topic, of);
        of.people.add(paper);
        of.n += 1;
        of.right += cell.state === "right" ? 1 : 0;
        of.score += cell.share * worth;
        of.points += worth;
        if (cell.state !== "right") of.missed.set(cell.id, (of.missed.get(cell.id) || 0) + 1);
      }
    }
  return [...topics].map(([topic, { people, right, n, score, points, missed }]) => ({
    topic, people: people.size, right, n, share: people.size < LEAST ? null : score / points,
    ids: [...missed].sort(([, a], [, b]) => b - a).map(([id]) => id),
  })).sort((a, b) => (a.share ?? a.right / a.n) - (b.share ?? b.right / b.n));
}
