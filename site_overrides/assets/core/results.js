// The results of one assignment: who handed in what, on which attempt, and what to look at twice. Nobody is ranked.
import { memberBy, sameCode } from "./roster.js";

/**
 * @typedef {import("./marking.js").Paper} Paper
 * @typedef {import("./collect.js").Slip} Slip
 * @typedef {{slip: Slip, k: number, paper: Paper, flags: string[]}} Attempt  flags: late, early, long, other-questions, older, changed
 * @typedef {{code: string, name: string, outlet: string, role: string, attempts: Attempt[], shown: Attempt, flags: string[],
 *   verdict: "passed"|"failed"|"open"|"look"}} Person
 *   flags: those of the attempt shown, and stranger, twice, many, name; open: something is unjudged; look: no verdict is safe
 */

/** Clocks of phones differ, and so does the way from the last answer to the button. */
const GRACE = 120;

export const byCode = (a, b) => a.code.localeCompare(b.code, "en", { numeric: true });

/** Are the same questions asked, in whatever order? */
export const isSame = (a, b) => a.length === b.length && [...a].sort().join() === [...b].sort().join();

function flagsOf({ body }, paper, { assignment, edition = assignment.edition, drawn = () => null }) {
  const asked = drawn(body.k, body.p, body.ids), flags = [];
  if (assignment.due && body.h > assignment.due) flags.push("late");
  if (assignment.opens && body.s < assignment.opens) flags.push("early");
  if (assignment.minutes && body.u > assignment.minutes * 60 + GRACE) flags.push("long");
  if (asked && !isSame(asked, body.ids)) flags.push("other-questions");
  if (asked === undefined || [assignment.edition, edition].some((one) => one !== body.e)) flags.push("older");
  if (paper.cells.some(({ state }) => state === "changed" || state === "gone")) flags.push("changed");
  return flags;
}

const ratio = ({ paper }) => (paper.of ? paper.score / paper.of : 0);
const better = (a, b) => (b.paper.passed === true) - (a.paper.passed === true) || ratio(b) - ratio(a) || b.k - a.k;

/**
 * @param {object} of
 * @param {Slip[]} of.slips  of this assignment, in any order
 * @param {{members: {code: string, name: string, outlet: string, role: string}[]}|undefined} of.group
 * @param {(slip: Slip) => Paper} of.mark
 * @param {string} [of.edition]  that of the desk
 * @param {(k: number, pool: string, ids: string[]) => string[]|null|undefined} [of.drawn]  what attempt k had to ask; null: nobody can tell
 * @param {"best"|"last"} of.pick  which of several attempts counts
 * @returns {{people: Person[], missing: object[]}} by staff code; missing: of the group, who has handed in nothing
 */
export function resultsOf(of) {
  const { assignment, slips, group, mark, pick = "last" } = of;
  const members = group ? group.members : [], memberOf = memberBy(members), handed = new Map();
  for (const slip of slips) {
    const paper = mark(slip), code = sameCode((memberOf(slip.body.code) || slip.body).code);
    handed.set(code, [...(handed.get(code) || []), { slip, k: slip.body.k, paper, flags: flagsOf(slip, paper, of) }]);
  }
  const people = [...handed].map(([code, attempts]) => {
    const member = memberOf(code), { body } = attempts[0].slip, [last] = attempts.sort((a, b) => b.k - a.k || b.slip.at - a.slip.at);
    const [best] = [...attempts].sort(better), shown = pick === "best" ? best : last, flags = [...shown.flags];
    if (members.length && !member) flags.push("stranger");
    if (new Set(attempts.map(({ k }) => k)).size < attempts.length) flags.push("twice");
    if (assignment.set !== "cards" && assignment.attempts && attempts.some(({ k }) => k > assignment.attempts)) flags.push("many");
    if (member && body.name && member.name && member.name.trim() !== body.name.trim()) flags.push("name");
    return { code: member ? member.code : body.code, name: member?.name || last.slip.body.name, outlet: member?.outlet || "", role: member?.role || "", attempts: attempts.reverse(), shown, flags, verdict: verdictOf(shown) };
  });
  return { people: people.sort(byCode), missing: members.filter(({ code }) => !handed.has(sameCode(code))).sort(byCode) };
}

/** Whoever was asked something else than the assignment asks is neither passed nor failed until somebody has looked. */
function verdictOf({ paper, flags }) {
  if (flags.includes("other-questions") || !paper.of) return "look";
  return paper.passed === null ? "open" : paper.passed ? "passed" : "failed";
}

/** Every question on one of these papers: in the order of the assignment's draw, then as they come. @param {Person[]} people */
export const columnsOf = (people, drawn = []) => {
  const sound = people.filter(({ shown }) => !shown.flags.includes("other-questions")), listed = sound.length ? sound : people;
  const asked = new Set(listed.flatMap(({ shown }) => shown.paper.cells.map(({ id }) => id)));
  return [...new Set([...(drawn || []).filter((id) => asked.has(id)), ...asked])];
};
