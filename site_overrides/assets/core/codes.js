// A text that survives a chat: a kind with its version, the manual, a payload, a checksum, all in letters of a link.

/** Codes longer than what a browser keeps at all are nobody's. */
export const MOST = 4000000;

const FRAME = "\\.([A-Za-z0-9-]{1,64})\\.([a-z])([\\w-]*)\\.([\\w-]{6})";
/** What a chat, a mail or a keyboard puts between the letters of a long word. */
const BETWEEN = /[\s>\u00ad\u200b-\u200f\u2060\ufeff]+/g;

/** The manual's own code in letters of a link; Chinese becomes its bytes. */
export const lettersOf = (manual) => encodeURIComponent(manual).replace(/[^A-Za-z0-9-]/g, "").slice(0, 64) || "-";

/** CRC-32, as in zip and PNG: finds every single changed letter. */
export function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** @param {Uint8Array} bytes @returns {string} base64url */
export function letters(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** @returns {Uint8Array} of letters that came from `letters`; others give nothing */
export function bytesOf(text) {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

const seal = (text) => {
  const sum = checksum(new TextEncoder().encode(text));
  return letters(Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum));
};

/** @param {string} kind and version, `TMR1` @param {string} form one small letter: how the payload is packed */
export function writeCode(kind, manual, form, bytes) {
  const text = `${kind}.${lettersOf(manual)}.${form}${letters(bytes)}`;
  return `${text}.${seal(text)}`;
}

/**
 * Every code of a kind in a text, whatever stands around and between its letters.
 * @param {string} kind without its version
 * @returns {({version: number, manual: string, form: string, bytes: Uint8Array}|{problem: "damaged"})[]}
 *   damaged: cut off, or a letter has changed
 */
export function findCodes(kind, text) {
  const all = text.slice(0, MOST).replace(BETWEEN, ""), start = new RegExp(`${kind}(\\d{1,3})\\.`, "g");
  const found = [];
  for (let begun; (begun = start.exec(all)); ) {
    const frame = new RegExp(FRAME, "y");
    frame.lastIndex = start.lastIndex - 1;
    const [whole, manual, form, payload, sum] = frame.exec(all) || [];
    if (whole && seal(all.slice(begun.index, frame.lastIndex - 7)) === sum) {
      found.push({ version: Number(begun[1]), manual, form, bytes: bytesOf(payload) });
      start.lastIndex = frame.lastIndex;
    } else found.push({ problem: "damaged" });
  }
  return found;
}
