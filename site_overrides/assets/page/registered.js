// The register of one assignment, out of what the desk keeps: its sections, whose list it goes by, and everything confirmed.
import { registerOf, rolesIn, sectionsOf } from "../core/register.js";
import { sameCode } from "../core/roster.js";

/** Headquarters names roles, not a list: whoever of this desk's lists has one of them; who has none that is known, too. */
function meant(shell, { groupName }) {
  const wanted = rolesIn(groupName.replaceAll(" / ", "、"), shell.roles), all = new Map();
  for (const [, { members }] of shell.desk.all("groups")) for (const member of members) {
    const own = rolesIn(member.role || "", shell.roles);
    if (!wanted.length || !own.length || own.some((role) => wanted.includes(role))) all.set(sameCode(member.code), member);
  }
  return [...all.values()];
}

/**
 * @param {object} shell the desk @param {object} assignment of kind confirm
 * @returns {ReturnType<typeof registerOf> & {assignment: object, set: object|undefined, members: object[]}}
 */
export function registeredAt(shell, assignment) {
  const members = assignment.campaign ? meant(shell, assignment) : (shell.desk.get("groups", assignment.group) || { members: [] }).members;
  const slips = shell.desk.all("slips").map(([, slip]) => slip).filter(({ body }) => body.c), own = slips.filter((slip) => slip.assignment === assignment.id);
  const sections = sectionsOf(shell.sets, assignment.set, own);
  return { assignment, set: shell.setOf(assignment.set), members, ...registerOf({ sections, slips, assignment: assignment.id, members, roles: shell.roles }) };
}
