// The trainer's desk in this browser: rows of a few kinds in IndexedDB, all at hand in memory; other tabs' changes come in.
import { createStore, del, entries, set } from "../vendor/idb-keyval.js";

const KINDS = ["keys", "settings", "groups", "assignments", "slips", "bad", "waiting", "exams", "judged"];

/**
 * @param {string} manual its name in the storage
 * @returns {Promise<Desk>}
 * @typedef {{problem: null|"blocked"|"full", all(kind: string): [string, any][], get(kind: string, id: string): any,
 *   put(kind: string, id: string, row: any): Promise<boolean>, drop(kind: string, id: string): Promise<boolean>, onchange: function}} Desk
 *   put and drop say whether it is really kept; what is not stays in memory
 */
export async function openDesk(manual) {
  const rows = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])), desk = { problem: null, onchange() {} };
  const name = (kind, id) => `${kind}:${id}`, others = typeof BroadcastChannel === "function" ? new BroadcastChannel(`${manual}/desk`) : null;
  let store = null;

  const take = async () => {
    const listed = await entries(store);
    for (const kept of Object.values(rows)) kept.clear();
    for (const [key, row] of listed) {
      const at = String(key).indexOf(":"), kept = rows[String(key).slice(0, at)];
      if (kept) kept.set(String(key).slice(at + 1), row);
    }
  };
  try {
    store = createStore(`${manual}/desk`, "rows");
    await take();
  } catch {
    desk.problem = "blocked";
  }

  const write = async (change) => {
    if (desk.problem === "blocked") return false;
    try {
      await change();
      desk.problem = null;
    } catch {
      desk.problem = "full";
      return false;
    }
    if (others) others.postMessage("changed");
    return true;
  };
  if (others) others.onmessage = () => take().then(() => desk.onchange(), () => {});

  desk.all = (kind) => [...rows[kind]];
  desk.get = (kind, id) => rows[kind].get(id);
  desk.put = (kind, id, row) => {
    rows[kind].set(id, row);
    return write(() => set(name(kind, id), row, store));
  };
  desk.drop = (kind, id) => {
    rows[kind].delete(id);
    return write(() => del(name(kind, id), store));
  };
  return desk;
}
