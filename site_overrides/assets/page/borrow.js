// Takes questions out of their practice pages: there is one home for each, and what was once fetched is offline.

/** @returns {object[]} every item of the page's own list, with the address of its practice set */
export function itemsOf(page) {
  const { chapters } = JSON.parse(page.querySelector("[data-items]").textContent);
  return chapters.flatMap(({ items, practice, number, title }) => items.map((item) => ({ ...item, practice, where: `${number}　${title}` })));
}

/**
 * Puts the questions of `items` into the form and their answers behind it, in this order.
 * @returns {Promise<boolean>} false: some page cannot be fetched, or no longer holds its question
 */
export async function borrow(player, items) {
  const pages = new Map();
  await Promise.all([...new Set(items.map(({ practice }) => practice))].map(async (practice) => {
    const url = new URL(practice, location), reply = await fetch(url).catch(() => null);
    if (reply && reply.ok) pages.set(practice, [new DOMParser().parseFromString(await reply.text(), "text/html"), url]);
  }));
  const found = items.map(({ id, practice }) => {
    const [page, url] = pages.get(practice) || [];
    const pair = page ? [page.getElementById(id), page.getElementById(`${id}.answer`)] : [];
    for (const link of pair[1] ? pair.flatMap((part) => [...part.querySelectorAll("[href]:not([href^='#']),[src]")]) : []) {
      const name = link.hasAttribute("href") ? "href" : "src";
      link.setAttribute(name, new URL(link.getAttribute(name), url));
    }
    return pair;
  });
  if (!found.every((pair) => pair[1])) return false;
  player.form.querySelectorAll("practice-question").forEach((old) => old.remove());
  player.querySelector(".tm-answers").replaceChildren(...found.map((pair) => pair[1]));
  player.part("status").before(...found.map((pair) => pair[0]));
  return true;
}
