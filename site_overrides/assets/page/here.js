// Where an element stands: the browser's storage, and the prefix of the learner now at the device.
import { prefixOf } from "../core/learners.js";
import { openStore } from "../core/store.js";

/** A function, because asking for localStorage can itself throw. */
export const storage = () => localStorage;

/** The manual's own name in the storage. */
export const baseOf = (element) => element.closest("[data-store]").dataset.store;

/** The learner's. */
export const storeOf = (element) => prefixOf(storage, baseOf(element));

export function openRecord(element) {
  let local = null;
  try {
    local = localStorage;
  } catch { /* refused: the store goes on in memory and says so */ }
  return openStore(local, `${storeOf(element)}/record`, navigator.locks);
}
