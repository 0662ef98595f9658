// The facts of an assignment as rows of a list: what a learner sees before accepting.
import { element } from "./element.js";
import { said } from "./words.js";

/** In the page's language, by the clock of this phone. @param {number} ms */
export const momentOf = (ms) => new Date(ms).toLocaleString(document.documentElement.lang, { month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** @returns {HTMLElement[]} one <div><dt><dd> for each fact that is there */
export function offerFacts(root, { assignment, set, done }) {
  const { by, group, note, n, minutes, opens, due, pass, attempts, edition, cards } = assignment;
  const named = set.cards && set.cards.filter(({ id }) => cards.includes(id)).map(({ code, title }) => `${code} ${title}`).join(said(root, "comma"));
  const facts = {
    by: by, group, note,
    items: set.kind === "cards" ? named : said(root, "n-items", { n: Math.min(n || set.n, set.of) }),
    time: set.kind !== "cards" && (minutes ? said(root, "minutes", { n: minutes }) : said(root, "no-limit")),
    opens: opens > Date.now() && momentOf(opens),
    due: due ? momentOf(due) : said(root, "no-due"),
    pass: set.kind !== "cards" && (set.critical ? said(root, "pass-critical", { n: pass }) : said(root, "pass", { n: pass })),
    attempts: set.kind !== "cards" && said(root, done ? "attempts-done" : "attempts", { n: attempts, of: done }),
    edition: edition !== root.dataset.edition && said(root, "other-edition", { text: edition }),
  };
  return Object.entries(facts).filter(([, text]) => text).map(([name, text]) => {
    const row = element("div", "");
    row.append(element("dt", said(root, `fact-${name}`)), element("dd", text));
    return row;
  });
}
