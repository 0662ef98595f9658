// The facts of an assignment as rows of a list: what a learner sees before accepting.
import { isPaper } from "../core/assignment.js";
import { element } from "./element.js";
import { said } from "./words.js";

/** In the page's language, by the clock of this phone. @param {number} ms */
export const momentOf = (ms) => new Date(ms).toLocaleString(document.documentElement.lang, { month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function button(text, className, data) {
  const one = Object.assign(element("button", text, className), { type: "button" });
  Object.assign(one.dataset, data);
  return one;
}

/** One assignment in the list of them. */
export function offerRow(link, title, note) {
  const item = element("li", ""), words = element("span", ""), row = button("", "tm-row", { do: "arrive", link });
  words.append(element("span", title, "tm-row__name"), element("span", note, "tm-row__note"));
  row.append(words);
  item.append(row);
  return item;
}

/** The way to a slip that was handed in: the n-th from 0. */
export const slipButton = (at, text) => button(text, "tm-button tm-button--wide", { do: "slip", at });

/** @param {number} sections how many of an assignment's are this person's to confirm @returns {HTMLElement[]} one <div><dt><dd> for each fact that is there */
export function offerFacts(root, { assignment, set, done, sections }) {
  const { by, group, note, n, minutes, opens, due, pass, attempts, edition, cards } = assignment;
  const named = set.cards && set.cards.filter(({ id }) => cards.includes(id)).map(({ code, title }) => `${code} ${title}`).join(said(root, "comma"));
  const facts = {
    by: by, group, note,
    items: isPaper(set) ? said(root, "n-items", { n: Math.min(n || set.n, set.of) }) : set.kind === "cards" ? named : said(root, "n-sections", { n: sections }),
    time: isPaper(set) && (minutes ? said(root, "minutes", { n: minutes }) : said(root, "no-limit")),
    opens: opens > Date.now() && momentOf(opens),
    due: due ? momentOf(due) : said(root, "no-due"),
    pass: isPaper(set) && (set.critical ? said(root, "pass-critical", { n: pass }) : said(root, "pass", { n: pass })),
    attempts: isPaper(set) && said(root, done ? "attempts-done" : "attempts", { n: attempts, of: done }),
    edition: edition !== root.dataset.edition && said(root, "other-edition", { text: edition }),
  };
  return Object.entries(facts).filter(([, text]) => text).map(([name, text]) => {
    const row = element("div", "");
    row.append(element("dt", said(root, `fact-${name}`)), element("dd", text));
    return row;
  });
}

/** What a set's paper will need, while there still is a signal: the script that seals, and the questions. */
export function fetchAhead(page, { kind, paper, chapters = [] }) {
  const { chapters: all } = JSON.parse(page.querySelector("[data-items]").textContent), pages = all.filter(({ id }) => chapters.includes(id)).map(({ practice }) => practice);
  const hrefs = [new URL("../vendor/hpke.js", import.meta.url).pathname, ...(kind === "sealed" ? [paper] : pages)];
  // A worker that is not at work yet takes this list along when it begins.
  page.dataset.keep = hrefs.join(" ");
  for (const href of hrefs) fetch(new URL(href, location)).catch(() => {});
}
