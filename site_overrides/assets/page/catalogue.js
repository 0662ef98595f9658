// Names of the manual's topics and where to read about them again, out of the list an assignment's page carries.

const lists = new Map();

/**
 * @typedef {{topics: Map<string, string>, reread: Map<string, {url: string, title: string}>, chapters: Map<string, {url: string, title: string}>}} Catalogue
 *   topics: objectives and competencies; reread: the paragraph of each practice question
 */

/** @returns {Promise<Catalogue>} */
async function fetched(address) {
  const reply = await fetch(address), page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const { chapters, tags } = JSON.parse(page.querySelector("[data-items]").textContent), seen = (url) => new URL(url, address).href;
  return {
    topics: new Map([...Object.entries(tags), ...chapters.flatMap(({ objectives }) => objectives.map(({ id, text }) => [id, text]))]),
    reread: new Map(chapters.flatMap(({ items }) => items.map(({ id, reread, title }) => [id, { url: seen(reread), title }]))),
    chapters: new Map(chapters.map(({ id, url, number, title }) => [id, { url: seen(url), title: `${number}　${title}` }])),
  };
}

const NOTHING = { topics: new Map(), reread: new Map(), chapters: new Map() };

/** @param {string} address of the assignment's page; where it cannot be fetched, nothing has a name */
export function catalogueAt(address) {
  const url = new URL(address, location).href.split("#")[0];
  if (!lists.has(url)) lists.set(url, fetched(url).catch(() => lists.delete(url) && NOTHING));
  return lists.get(url);
}

/** Where to read a question's subject again. @returns {{url: string, title: string}|undefined} */
export const placeOf = ({ reread, chapters }, item) => reread.get(item.id) || chapters.get(item.chapter);
