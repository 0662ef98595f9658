// Keeps the learner's record under one key of a Storage; what cannot be kept stays in memory, and `problem` says why.
import { emptyRecord, mergeRecords, readRecord } from "./record.js";

/**
 * @param {Storage|null} storage  null: the browser refuses it
 * @param {string} key
 * @param {LockManager} [locks]  one tab writes at a time; without, a write joins what others wrote a moment before
 * @returns {{record: object, problem: null|"blocked"|"damaged"|"newer"|"full", update(change: function): void, load(): void}}
 */
export function openStore(storage, key, locks) {
  const store = { record: emptyRecord(), problem: null };
  let seen;

  function put(name, text) {
    try {
      storage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  store.load = () => {
    let text;
    try {
      text = storage.getItem(key);
    } catch {
      store.problem = "blocked";
      return;
    }
    if (text === seen) return;
    seen = text;
    const { record, problem } = readRecord(text);
    if (problem === "damaged") put(`${key}.damaged`, text);
    // Another tab may have written since: join, never overwrite.
    store.record = mergeRecords(store.record, record);
    store.problem = problem || store.problem;
  };

  function save() {
    if (store.problem === "blocked" || store.problem === "newer") return;
    const text = JSON.stringify(store.record);
    if (text === seen) return;
    if (put(key, text)) {
      seen = text;
      if (store.problem === "full") store.problem = null;
    } else store.problem = "full";
  }

  store.update = (change) => {
    store.load();
    store.record = change(store.record);
    // At once, for the tab may be killed after any tap.
    save();
    // And once more when no other tab stands between reading and writing.
    if (locks) locks.request(key, () => (store.load(), save())).catch(() => {});
  };

  store.load();
  return store;
}
