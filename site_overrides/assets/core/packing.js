// Packs a text as small as the browser can, and unpacks what any browser has packed.
import { inflate } from "./inflate.js";

/** @param {string} text @returns {Promise<[string, Uint8Array]>} the form, z or p, and the bytes */
export async function pack(text) {
  const bytes = new TextEncoder().encode(text);
  try {
    const packed = new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate")));
    // Without zlib's head and foot: every code has a checksum of its own.
    return ["z", new Uint8Array(await packed.arrayBuffer()).slice(2, -4)];
  } catch {
    return ["p", bytes]; // an old browser: longer, but the same
  }
}

/** @param {number} most bytes that may come out @returns {Uint8Array|null} */
export const unpack = (form, bytes, most) => (form === "z" ? inflate(bytes, most) : bytes);
