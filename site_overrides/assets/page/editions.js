// The editions beside the site, from versions.json: asked at run time, for a page that is kept knows of no later one.

/** @typedef {{version: string, path: string, isLatest: boolean}} Kept  path: from the folder of versions.json */

const asked = {};
/** @param {string} up  the way to the folder of versions.json @returns {Promise<Kept[]>} newest first; none without a signal */
export const editionsAt = (up) => (asked[up] = asked[up] || read(new URL("versions.json", new URL(up, location.href))));

async function read(url) {
  try {
    const listed = await (await fetch(url, { cache: "no-cache" })).json();
    const editions = listed.map(({ version, aliases, properties }) =>
      ({ version, path: properties.path, isLatest: aliases.includes("latest") }));
    return editions.filter(({ version, path }) => typeof version === "string" && /^(?:e\/[\w.-]+\/)?$/.test(path));
  } catch {
    return [];
  }
}

/** Where the same page stands in an edition; its first page, where that edition has no such page. @param {Kept} edition */
export async function sameIn(edition, up, here) {
  const home = new URL(edition.path || "./", new URL(up, location.href)), same = new URL(here || "./", home);
  const there = here && await fetch(same, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  return { href: (there ? same : home).href, isSame: Boolean(there) };
}
