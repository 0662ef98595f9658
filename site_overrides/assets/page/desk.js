// The trainer's desk in this browser: rows of a few kinds in IndexedDB, all at hand in memory; other tabs' changes come in.
import { isRow, KINDS } from "../core/rows.js";
import { createStore, del, entries, set } from "../vendor/idb-keyval.js";

/** Another tab that takes in a thousand pieces says so a thousand times: one look at the end of it is enough. */
const GATHER = 200;

/**
 * @param {string} manual its name in the storage
 * @returns {Promise<Desk>}
 * @typedef {{problem: null|"blocked"|"full", all(kind: string): [string, any][], get(kind: string, id: string): any,
 *   put(kind: string, id: string, row: any): Promise<boolean>, drop(kind: string, id: string): Promise<boolean>,
 *   isKept(kind: string, id: string): boolean, onchange: function}} Desk
 *   put and drop say whether it is really kept. What is not stays in memory until the page closes, whatever other tabs write, and
 *   is tried again whenever this tab or another has kept something. Rows that are not of their kind's shape stay in the storage, unread.
 */
export async function openDesk(manual) {
  const rows = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])), desk = { problem: null, onchange() {} };
  const name = (kind, id) => `${kind}:${id}`, others = typeof BroadcastChannel === "function" ? new BroadcastChannel(`${manual}/desk`) : null;
  // What is not in the storage yet: name -> {kind, id, row}; a row of null is one to delete.
  const unkept = new Map();
  let store = null, gathering = null;

  const lay = ({ kind, id, row }) => (row === null ? rows[kind].delete(id) : rows[kind].set(id, row));
  const take = async () => {
    const listed = await entries(store);
    for (const kept of Object.values(rows)) kept.clear();
    for (const [key, row] of listed) {
      const at = String(key).indexOf(":"), kind = String(key).slice(0, at), id = String(key).slice(at + 1);
      if (rows[kind] && isRow(kind, id, row)) rows[kind].set(id, row);
    }
    for (const one of unkept.values()) lay(one);
  };
  try {
    store = createStore(`${manual}/desk`, "rows");
    await take();
  } catch {
    desk.problem = "blocked";
  }

  const write = async (at, one) => {
    try {
      await (one.row === null ? del(at, store) : set(at, one.row, store));
    } catch {
      return false;
    }
    // Meanwhile it may have been changed again.
    if (unkept.get(at) === one) unkept.delete(at);
    return true;
  };
  const failed = () => [...unkept].filter(([, { tried }]) => tried);
  /** Until one fails again: where there is no room for the first, the second need not ask. */
  const again = async () => {
    for (const [at, one] of failed()) if (!(await write(at, one))) return;
  };
  const change = async (kind, id, row) => {
    const at = name(kind, id), one = { kind, id, row, tried: false };
    lay(one);
    unkept.set(at, one);
    if (desk.problem === "blocked") return false;
    const kept = await write(at, one);
    one.tried = true;
    if (kept) await again();
    desk.problem = failed().length ? "full" : null;
    if (kept && others) others.postMessage("changed");
    return kept;
  };
  const look = async () => {
    gathering = null;
    try {
      await take();
    } catch {
      return; // what is in memory is as good as it was
    }
    // Perhaps the other one has made room.
    if (failed().length) {
      await again();
      desk.problem = failed().length ? "full" : null;
    }
    desk.onchange();
  };
  if (others) others.onmessage = () => (gathering = gathering || setTimeout(look, GATHER));

  desk.all = (kind) => [...rows[kind]];
  desk.get = (kind, id) => rows[kind].get(id);
  desk.put = (kind, id, row) => change(kind, id, row);
  desk.drop = (kind, id) => change(kind, id, null);
  desk.isKept = (kind, id) => rows[kind].has(id) && !unkept.has(name(kind, id));
  return desk;
}
