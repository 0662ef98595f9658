// The words of a page whose sentences several elements share: one <template data-words>, holes to be filled.
import { fill } from "../core/kept.js";

/** @param {string} name of a [data-word]; its data-one is said where n is 1 */
export function said(element, name, values = {}) {
  const { content } = element.closest("[data-store]").querySelector("template[data-words]");
  const word = content.querySelector(`[data-word=${name}]`);
  return fill((values.n === 1 && word.dataset.one) || word.textContent, values);
}

/** "12 questions answered, 5 sections read": of each figure that is not 0 its own sentence. */
export const counted = (element, figures, prefix = "") => Object.entries(figures)
  .filter(([, n]) => n)
  .map(([name, n]) => said(element, prefix + name, { n }))
  .join(said(element, "comma"));

/** What a record holds, in one sentence. @param {{latest: number}} summary of core/transfer.js */
export function holding(element, { latest, ...figures }) {
  const day = latest && new Date(latest).toLocaleDateString(document.documentElement.lang, { year: "numeric", month: "long", day: "numeric" });
  const parts = [counted(element, figures), day && said(element, "latest", { day })].filter(Boolean);
  return parts.join(said(element, "comma")) || said(element, "empty");
}

/** "小李的记录", or that of the device while its learner has no name. */
export const whose = (element, name) => said(element, name ? "whose" : "whose-nobody", { name });
