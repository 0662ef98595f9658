// Keeps the learner's record under one key of a Storage; what cannot be kept stays in memory, and `problem` says why.
import { emptyRecord, mergeRecords, readRecord } from "./record.js";

/**
 * @param {Storage|null} storage  null: the browser refuses it
 * @param {string} key
 * @returns {{record: object, problem: null|"blocked"|"damaged"|"newer"|"full", update(change: function): void}}
 */
export function openStore(storage, key) {
  const store = { record: emptyRecord(), problem: null };

  function keep(name, text) {
    try {
      storage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  function load() {
    let text;
    try {
      text = storage.getItem(key);
    } catch {
      store.problem = "blocked";
      return;
    }
    const { record, problem } = readRecord(text);
    if (problem === "damaged") keep(`${key}.damaged`, text);
    // Another tab may have written since: join, never overwrite.
    store.record = mergeRecords(store.record, record);
    store.problem = problem || store.problem;
  }

  store.update = (change) => {
    load();
    store.record = change(store.record);
    if (store.problem === "blocked" || store.problem === "newer") return;
    if (!keep(key, JSON.stringify(store.record))) store.problem = "full";
    else if (store.problem === "full") store.problem = null;
  };

  load();
  return store;
}
