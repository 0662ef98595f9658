// The deck of role-play cards, out of the page a session is played on: its keys, and what each row of a sheet asks for.

const decks = new Map();

/** @typedef {{id: string, code: string, title: string, tag: string, key: object, rows: {id: string, text: string, critical: boolean, levels: string[]}[]}} DeckCard */

function rowsOf(page, id) {
  const template = page.getElementById(`${id}/observer`);
  return [...(template ? template.content.querySelectorAll("[data-row]") : [])].map((row) => ({
    id: row.dataset.row, text: row.querySelector("legend").textContent.trim(), critical: "critical" in row.dataset,
    levels: [...row.querySelectorAll("[data-level]")].map((level) => level.textContent.trim()),
  }));
}

async function fetched(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(address);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const cards = JSON.parse(page.querySelector("script[data-deck]").textContent);
  return new Map(cards.map((card) => [card.id, { ...card, rows: rowsOf(page, card.id) }]));
}

/** @param {string} address of the session's page @returns {Promise<Map<string, DeckCard>|null>} null: it could not be fetched */
export function deckAt(address) {
  const url = new URL(address, location).href;
  if (!decks.has(url)) decks.set(url, fetched(url).catch(() => decks.delete(url) && null));
  return decks.get(url);
}
