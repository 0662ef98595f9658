// What links, slips and records call by an earlier name: they are older than a renaming.

const had = ({ was }, name) => Array.isArray(was) && was.includes(name);

/**
 * A set of assigned work, by its name or one it had before. @template {{set: string, was?: string[]}} T
 * @param {T[]} sets @param {string} name @returns {T|undefined}
 */
export const setNamed = (sets, name) => sets.find(({ set }) => set === name) || sets.find((one) => had(one, name));

/** Every name of a set. @param {{set: string, was?: string[]}} one @returns {string[]} */
export const namesOf = ({ set, was = [] }) => [set, ...was];

/**
 * A question, by its id or one it had before. Of several that came of one, that which is as it was answered.
 * @template {{id: string, tag?: string, was?: string[]}} T @param {Map<string, T>} bank @param {string} id @param {string} [tag] @returns {T|undefined}
 */
export function found(bank, id, tag) {
  if (bank.has(id)) return bank.get(id);
  const heirs = [...bank.values()].filter((item) => had(item, id));
  return heirs.find((item) => item.tag === tag) || heirs[0];
}

/** An attempt begun earlier, by the names its questions have now. @param {{ids: string[], tags: string[], responses: object, flags: string[], now?: string}} attempt */
export function renamed(attempt, bank) {
  const names = new Map(attempt.ids.map((id, n) => [id, found(bank, id, attempt.tags[n])?.id ?? id])), name = (id) => names.get(id) ?? id;
  // Two that became one have two answers: neither is that to the one.
  if (new Set(names.values()).size < names.size) return attempt;
  const responses = Object.fromEntries(Object.entries(attempt.responses).map(([id, response]) => [name(id), response]));
  return { ...attempt, ids: attempt.ids.map(name), responses, flags: attempt.flags.map(name), now: name(attempt.now) };
}
