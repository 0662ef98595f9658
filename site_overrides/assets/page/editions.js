// The editions beside the site, from versions.json: asked at run time, for a page that is kept knows of no later one.
import { dateOf } from "../core/review.js";

/** @typedef {{version: string, path: string, effective: string}} Kept  path: from the folder of versions.json; effective: a date, or "" */

const asked = {};
/** @param {string} up  the way to the folder of versions.json @returns {Promise<Kept[]>} newest first; none without a signal */
export const editionsAt = (up) => (asked[up] = asked[up] || read(new URL("versions.json", new URL(up, location.href))));

async function read(url) {
  try {
    const listed = await (await fetch(url, { cache: "no-cache" })).json();
    const editions = listed.map(({ version, properties: { path, effective = "" } }) => ({ version: `${version}`, path, effective }));
    return editions.filter(({ path, effective }) => /^(?:e\/[\w.-]+\/)?$/.test(path) && /^(?:\d{4}-\d\d-\d\d)?$/.test(effective));
  } catch {
    return [];
  }
}

/** The newest that holds today; of editions that all begin later, the first. @param {Kept[]} editions newest first */
export const inForce = (editions) =>
  editions.find(({ effective }) => effective <= dateOf(Date.now())) || editions[editions.length - 1];

/** Where the same page stands in an edition; its first page, where that edition has no such page. @param {Kept} edition */
export async function sameIn(edition, up, here) {
  const home = new URL(edition.path || "./", new URL(up, location.href)), same = new URL(here || "./", home);
  const isSame = Boolean(here) && await fetch(same, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  return { href: (isSame ? same : home).href, isSame };
}
