// Sealing: HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM; and the sealed paper of an exam.
import { bytesOf } from "./codes.js";
import { inflate } from "./inflate.js";
import { joined, utf8 } from "./keys.js";

/** The point's first byte says that it is not compressed; we leave it out everywhere else. */
const WHOLE = 4, ENCAPSULATED = 65;
/** Bytes that may come out of a sealed paper. */
const MOST = 20000000;

/** Loaded when something is sealed: readers never need it, and a browser too old for it can still say so. */
async function suite() {
  const { CipherSuite, KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM } = await import("../vendor/hpke.js");
  return new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
}

const pointOf = (known) => joined(Uint8Array.of(WHOLE), known.slice(0, ENCAPSULATED - 1));

/** Throws where the browser cannot seal, or not to this key: before an exam begins, not at its end. */
export const canSeal = async (known) => (await suite()).DeserializePublicKey(pointOf(known));

/**
 * @param {Uint8Array} known a trainer's public key, sealing point first
 * @param {Uint8Array} info what both sides must agree on besides
 * @returns {Promise<Uint8Array>} encapsulated key and ciphertext
 */
export async function sealTo(known, plain, info) {
  const hpke = await suite();
  const { encapsulatedSecret, ciphertext } = await hpke.Seal(await hpke.DeserializePublicKey(pointOf(known)), plain, { info });
  return joined(new Uint8Array(encapsulatedSecret), new Uint8Array(ciphertext));
}

/** @param {import("./keys.js").Keys} keys @returns {Promise<Uint8Array|null>} null: another key's, or changed on its way */
export async function openWith({ seal: { d, ...half } }, sealed, info) {
  const how = { name: "ECDH", namedCurve: half.crv };
  try {
    const privateKey = await crypto.subtle.importKey("jwk", { ...half, d }, how, true, ["deriveBits"]);
    const publicKey = await crypto.subtle.importKey("jwk", half, how, true, []);
    return new Uint8Array(await (await suite()).Open({ privateKey, publicKey }, sealed.slice(0, ENCAPSULATED), sealed.slice(ENCAPSULATED), { info }));
  } catch {
    return null;
  }
}

/** Letters people take for others when they type a code from a board (Crockford's base32). */
const TAKEN_FOR = { O: "0", I: "1", L: "1", U: "V" };
/** An opening code as it was meant, however it was typed. @returns {string} 16 letters, or fewer where some are missing */
export const openingLetters = (typed) =>
  typed.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[OILU]/g, (letter) => TAKEN_FOR[letter]);

/**
 * The paper of a sealed exam. Twin of sealing.py.
 * @param {string} text the file's @param {string} info of paperInfo
 * @returns {Promise<object|null>} null: not this code
 */
export async function openPaper(text, code, info) {
  const bytes = bytesOf(text.trim()), about = utf8(info);
  try {
    const ikm = await crypto.subtle.importKey("raw", utf8(openingLetters(code)), "HKDF", false, ["deriveBits"]);
    const made = new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: bytes.slice(0, 16), info: about }, ikm, 28 * 8));
    const key = await crypto.subtle.importKey("raw", made.slice(0, 16), "AES-GCM", false, ["decrypt"]);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: made.slice(16), additionalData: about }, key, bytes.slice(16));
    return JSON.parse(new TextDecoder().decode(inflate(new Uint8Array(plain), MOST)));
  } catch {
    return null;
  }
}

/** @param {string} manual its own code, as written in brand.yml */
export const paperInfo = (manual, exam, digest) => `training-manual/paper/1\n${manual}\n${exam}\n${digest}`;
