// A trainer's keys: one that answers are sealed to, one that assignments are signed with; both P-256, which old phones know.
import { bytesOf, findCodes, letters, writeCode } from "./codes.js";

/**
 * @typedef {{id: string, seal: JsonWebKey, sign: JsonWebKey, made: number}} Keys
 *   both with their public half: a browser does not rebuild it from the private one; made: milliseconds
 */

const KIND = "TMK", CURVE = "P-256";
/** Two points, x and y of 32 bytes each: sealing first. */
export const PUBLIC = 128;
/** OWASP's figure for PBKDF2 with SHA-256. */
const ROUNDS = 600000, SALT = 16, NONCE = 12;

/** Over plain http browsers have no cryptography at all. */
export const isSafe = () => Boolean(globalThis.crypto && crypto.subtle);

export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
export const randomHex = (bytes) => hex(crypto.getRandomValues(new Uint8Array(bytes)));

/** @returns {Promise<Keys>} */
export async function makeKeys(now = Date.now()) {
  const pair = async (name, uses) => {
    const { privateKey } = await crypto.subtle.generateKey({ name, namedCurve: CURVE }, true, uses);
    const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", privateKey);
    return { kty, crv, x, y, d };
  };
  const keys = { seal: await pair("ECDH", ["deriveBits"]), sign: await pair("ECDSA", ["sign"]), made: now };
  return { id: await keyId(publicOf(keys)), ...keys };
}

/** Both public points. @returns {Uint8Array} of PUBLIC bytes */
export const publicOf = ({ seal, sign }) => joined(...[seal.x, seal.y, sign.x, sign.y].map(bytesOf));

/** The name of a key, in slips and lists. @returns {Promise<string>} 16 hex digits */
export const keyId = async (known) => hex((await sha256(known)).slice(0, 8));

/** What two people compare by eye: 80 bits in five groups. */
export async function fingerprint(known) {
  return hex((await sha256(known)).slice(0, 10)).toUpperCase().match(/.{4}/g).join(" ");
}

/** The public half as a text for HQ. @returns {string} */
export const publicCode = (known, manual) => writeCode(`${KIND}1`, manual, "p", known);

/** The first public key in a text. @returns {Uint8Array|null} */
export function readPublicCode(text) {
  const found = findCodes(KIND, text).find((code) => !code.problem && code.version === 1 && code.bytes.length === PUBLIC);
  return found ? found.bytes : null;
}

const jwkOf = (point) => ({ kty: "EC", crv: CURVE, x: letters(point.slice(0, 32)), y: letters(point.slice(32)) });

/** @param {Keys} keys @returns {Promise<Uint8Array>} r and s, 32 bytes each */
export async function sign(keys, bytes) {
  const key = await crypto.subtle.importKey("jwk", keys.sign, { name: "ECDSA", namedCurve: CURVE }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytes));
}

/** @param {Uint8Array} known both public points @returns {Promise<boolean>} */
export async function verified(known, signature, bytes) {
  try {
    const key = await crypto.subtle.importKey("jwk", jwkOf(known.slice(64)), { name: "ECDSA", namedCurve: CURVE }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, bytes);
  } catch {
    return false; // not a point of the curve
  }
}

async function passKey(passphrase, salt, use) {
  const words = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, words, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** A text under a passphrase: salt, nonce, AES-256-GCM. @returns {Promise<Uint8Array>} */
export async function lock(text, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT)), iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const key = await passKey(passphrase, salt, "encrypt");
  return joined(salt, iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, utf8(text))));
}

/** @returns {Promise<string|null>} null: another passphrase, or the bytes have changed */
export async function unlock(bytes, passphrase) {
  try {
    const key = await passKey(passphrase, bytes.slice(0, SALT), "decrypt"), iv = bytes.slice(SALT, SALT + NONCE);
    return new TextDecoder("utf-8", { fatal: true }).decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(SALT + NONCE)));
  } catch {
    return null;
  }
}
