// Days and times as people of the page's language say them.

/** "12月1日 18:00"; the year only where it is another one. @param {number} ms */
export function when(ms, now = Date.now()) {
  const date = new Date(ms), year = date.getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" };
  return date.toLocaleString(document.documentElement.lang, { ...year, month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "12月1日"; the year only where it is another one. @param {number} ms */
export function dayOf(ms, now = Date.now()) {
  const date = new Date(ms), year = date.getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" };
  return date.toLocaleDateString(document.documentElement.lang, { ...year, month: "long", day: "numeric" });
}

/** What an <input type=datetime-local> holds. */
export const fieldOf = (ms) => (ms ? new Date(ms - new Date(ms).getTimezoneOffset() * 60000).toISOString().slice(0, 16) : "");

/** @param {string} value of such a field @returns {number} 0 for none */
export const momentOf = (value) => new Date(value).getTime() || 0;
