// Several learners on one device, told apart by names that stay on it. Everything kept hangs under the learner's prefix.
import { kept } from "./kept.js";

/** @typedef {{now: string, names: Object<string, string>}} Learners  id -> name; "" is who came first, nameless until named */

/** @returns {Learners} */
export function learnersOf(storage, store) {
  const { now, names } = kept(storage, store).read("learners", null) || {};
  const known = { "": "", ...(names instanceof Object ? names : {}) };
  return { now: typeof now === "string" && now in known ? now : "", names: known };
}

/** @returns {string} under which the learner now at the device keeps everything */
export const prefixOf = (storage, store) => prefixed(store, learnersOf(storage, store).now);
export const prefixed = (store, id) => (id ? `${store}~${id}` : store);

/** Whom to offer: who is learning now, everybody named, and who came first where that one has kept a record. @returns {[string, string][]} */
export function listedLearners(storage, store) {
  const { now, names } = learnersOf(storage, store);
  return Object.entries(names).filter(([id, name]) => name || id === now || storage().getItem(`${store}/record`));
}

/** The id of whoever is called so, or a new one. */
export const learnerCalled = (name, names) => Object.keys(names).find((id) => names[id] === name) ?? Date.now().toString(36);

/** Make `id` the learner at the device, under `name`. @returns {boolean} false: the device does not keep it */
export function chooseLearner(storage, store, id, name) {
  const { names } = learnersOf(storage, store);
  return kept(storage, store).write("learners", { now: id, names: { ...names, [id]: name ?? names[id] } });
}

/** Forget a learner and everything kept under the prefix. */
export function forgetLearner(storage, store, id) {
  const { now, names } = learnersOf(storage, store), start = `${prefixed(store, id)}/`, all = storage();
  for (const key of Object.keys(all)) if (key.startsWith(start) && key !== `${store}/learners`) all.removeItem(key);
  delete names[id];
  return kept(storage, store).write("learners", { now: now === id ? "" : now, names });
}
