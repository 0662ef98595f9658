// Rows for a spreadsheet on their way out of the page: into the clipboard, or into a file.
import { dateOf } from "../core/review.js";
import { csv } from "../core/spreadsheet.js";

/** @returns {Promise<boolean>} false: the browser does not let us */
export async function copyRows(rows) {
  try {
    await navigator.clipboard.writeText(csv(rows, "\t", true));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name of what they are about; the day is added */
export function saveRows(rows, name) {
  // The mark in front makes spreadsheets read Chinese as UTF-8.
  const blob = new Blob(["\ufeff", csv(rows, ",", true), "\r\n"], { type: "text/csv" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${name.replace(/\W+/g, "-")}-${dateOf(Date.now())}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
