// The register: who has read and understood which section, as it is now; who is missing what; what they asked. Nobody is marked.
import { setNamed } from "./named.js";
import { memberBy, sameCode } from "./roster.js";

/**
 * @typedef {{ref: string, title: string, tag: string, roles: string[], what: string, was?: string[]}} Section
 *   roles: [] for everybody; was: earlier references
 * @typedef {{id: string, names: string[]}} Role  names: what it is called, in every language
 * @typedef {import("./collect.js").Slip} Slip
 * @typedef {"confirmed"|"earlier"|"missing"} State  earlier: another text of the section than the present one
 * @typedef {{section: Section, state: State, at: number, note: string, edition: string, receipt: string, isAsked: boolean}} Line
 *   isAsked: this person needs the section; others may have confirmed it all the same
 * @typedef {{code: string, name: string, outlet: string, role: string, roles: string[], lines: Line[], open: Line[], asked: number,
 *   handed: number, isStranger: boolean}} Person  handed: when anything came last, by the phone's clock; 0 for nothing
 * @typedef {{outlet: string, people: Person[], open: Person[]}} Outlet
 */

const plain = (text) => text.normalize("NFKC").trim().toLowerCase();

/**
 * Which roles a list of learners means: "技师 / 店长" are two. @param {string} text @param {Role[]} roles
 * @returns {string[]} ids; [] where nobody can tell
 */
export function rolesIn(text, roles) {
  const idOf = (part) => roles.find(({ id, names }) => [id, ...names].some((name) => plain(name) === plain(part)))?.id;
  const whole = idOf(text);
  return whole ? [whole] : [...new Set(text.split(/[/、，,;；&＆]/).map(idOf).filter(Boolean))];
}

/** The later line holds, be it one that takes back; but an old phone's does not undo what was said of the present text. */
const weightier = (section, old, now) => (old && old.tag === section.tag && now.tag && now.tag !== section.tag ? old : now);

const latest = (slips) => [...slips].sort((a, b) => a.body.h - b.body.h || a.at - b.at);

/** What somebody's slips say of each section. @param {Slip[]} slips @returns {Map<Section, {tag: string, at: number, note: string, edition: string, receipt: string}>} */
function said(slips, sections) {
  const known = new Map(sections.flatMap((section) => [...(section.was || []), section.ref].map((ref) => [ref, section]))), found = new Map();
  for (const { body, receipt } of latest(slips))
    for (const [ref, tag, at, note] of body.c || []) {
      const section = known.get(ref);
      if (section) found.set(section, weightier(section, found.get(section), { tag, at, note, edition: body.e, receipt }));
    }
  return found;
}

/** A person's line for a section; null where nothing was asked of them, and they said nothing. */
function lineOf(section, { tag = "", ...one } = {}, isAsked) {
  if (!tag && !one.note && !isAsked) return null;
  return { section, state: !tag ? "missing" : tag === section.tag ? "confirmed" : "earlier", at: 0, note: "", edition: "", receipt: "", ...one, isAsked };
}

function personOf(member, slips, sections, roles, isStranger) {
  // The list says who somebody is; where it does not, they do; where nobody does, everything is theirs to read.
  const listed = rolesIn(member.role || "", roles), last = latest(slips).at(-1);
  const own = listed.length ? listed : rolesIn(last?.body.o || "", roles), confirmed = said(slips, sections);
  const isFor = (section) => !section.roles.length || !own.length || section.roles.some((role) => own.includes(role));
  const lines = sections.map((section) => lineOf(section, confirmed.get(section), isFor(section))).filter(Boolean), asked = lines.filter(({ isAsked }) => isAsked);
  return {
    code: member.code, name: member.name || last?.body.name || "", outlet: member.outlet || "", role: member.role || "", roles: own, lines, asked: asked.length,
    open: asked.filter(({ state }) => state !== "confirmed"), handed: last ? last.body.h : 0, isStranger,
  };
}

const byCode = (a, b) => a.code.localeCompare(b.code, "en", { numeric: true });

/**
 * @param {object} of
 * @param {Section[]} of.sections  of the assignment, in the order of the manual
 * @param {Slip[]} of.slips  that carry confirmations, of whichever assignment: who confirmed a text once need not do it again
 * @param {string} of.assignment  its id: strangers are those that answered this one
 * @param {import("./roster.js").Member[]} of.members  [] where there is no list: everybody who has handed in
 * @param {Role[]} of.roles
 * @returns {{people: Person[], outlets: Outlet[], sections: Section[], questions: {person: Person, line: Line}[]}}
 *   people: by staff code; sections: those that anybody has a line of; questions: in the order of the sections
 */
export function registerOf({ sections, slips, assignment, members, roles }) {
  const memberOf = memberBy(members), came = new Map();
  for (const slip of slips) {
    const code = sameCode((memberOf(slip.body.code) || slip.body).code);
    came.set(code, [...(came.get(code) || []), slip]);
  }
  const listed = new Set(members.map(({ code }) => sameCode(code)));
  const strangers = [...came].filter(([code, own]) => !listed.has(code) && own.some((slip) => slip.assignment === assignment));
  const people = [
    ...members.map((member) => personOf(member, came.get(sameCode(member.code)) || [], sections, roles, false)),
    ...strangers.map(([, own]) => personOf({ code: own[0].body.code, name: latest(own).at(-1).body.name }, own, sections, roles, members.length > 0)),
  ].sort(byCode);
  const shown = sections.filter((section) => people.some(({ lines }) => lines.some((line) => line.section === section)));
  const asking = (section) => people.flatMap((person) => person.lines.filter((line) => line.section === section && line.note).map((line) => ({ person, line })));
  return { people, outlets: outletsOf(people), sections: shown, questions: shown.flatMap(asking) };
}

/** Who has anything to confirm at all. @param {Person[]} people */
export const concernedOf = (people) => people.filter(({ asked }) => asked > 0);

/** By name; those of no outlet come last. @param {Person[]} people @returns {Outlet[]} */
function outletsOf(people) {
  const concerned = concernedOf(people), names = [...new Set(concerned.map(({ outlet }) => outlet))].sort((a, b) => !a - !b || a.localeCompare(b, "zh", { numeric: true }));
  return names.map((outlet) => {
    const own = concerned.filter((person) => person.outlet === outlet);
    return { outlet, people: own, open: own.filter(({ open }) => open.length) };
  });
}

/**
 * What the sections of an assignment are. Of a set that the manual has no more, those that somebody confirmed for it.
 * @param {{kind: string, set: string, sections?: Section[]}[]} sets @param {string} name @param {Slip[]} slips
 * @returns {Section[]}
 */
export function sectionsOf(sets, name, slips) {
  const own = setNamed(sets, name), all = sets.filter(({ kind }) => kind === "confirm").flatMap(({ sections }) => sections);
  if (own) return own.sections;
  const refs = new Set(slips.flatMap(({ body }) => (body.c || []).map(([ref]) => ref)));
  return all.filter(({ ref }, n) => refs.has(ref) && all.findIndex((one) => one.ref === ref) === n);
}

/** Is it read instead of answered? Of a set that is gone its name alone tells. */
export const isConfirming = ({ set }) => set.startsWith("confirm/");
