// Unpacks deflate (RFC 1951), so that a code made on a new phone is read on one whose browser cannot do it.

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const steps = (first, bits) => {
  let at = first;
  return bits.map((n) => [at, n, (at += 1 << n)]);
};
/** Code -> [first length or distance, bits that follow]. */
const LENGTHS = steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]).concat([[258, 0]]);
const DISTANCES = steps(1, [0, 0, 0, 0, ...Array.from({ length: 26 }, (_, i) => (i >> 1) + 1)]);

/** How many codes of each length there are, and the symbols in the order of their codes. */
function tree(lengths) {
  const counts = new Array(16).fill(0), symbols = [];
  for (const length of lengths) counts[length]++;
  for (let n = 1; n < 16; n++) lengths.forEach((length, symbol) => length === n && symbols.push(symbol));
  return { counts, symbols };
}

const FIXED = [
  tree(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  tree(new Array(30).fill(5)),
];

/**
 * @param {Uint8Array} bytes raw deflate @param {number} most bytes that may come out
 * @returns {Uint8Array|null} null: not deflate, cut off, or more than that
 */
export function inflate(bytes, most) {
  let at = 0, out = new Uint8Array(Math.min(most, 1024)), size = 0;

  const bit = () => {
    if (at >= bytes.length * 8) throw new RangeError("cut off");
    return (bytes[at >> 3] >> (at++ & 7)) & 1;
  };
  const number = (bits) => {
    let value = 0;
    for (let n = 0; n < bits; n++) value |= bit() << n;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    for (let length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
      code |= bit();
      if (code - first < counts[length]) return symbols[index + code - first];
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new RangeError("no such code");
  };
  const put = (byte) => {
    if (size === most || byte === undefined) throw new RangeError("too much");
    if (size === out.length) {
      const wider = new Uint8Array(Math.min(most, size * 2));
      wider.set(out);
      out = wider;
    }
    out[size++] = byte;
  };
  const trees = () => {
    const literals = number(5) + 257, distances = number(5) + 1, count = number(4) + 4;
    const kinds = new Array(19).fill(0), lengths = [];
    for (let n = 0; n < count; n++) kinds[ORDER[n]] = number(3);
    for (const kind = tree(kinds); lengths.length < literals + distances; ) {
      const next = symbol(kind);
      const [again, times] = next < 16 ? [next, 1] : next === 16 ? [lengths[lengths.length - 1], number(2) + 3]
        : [0, next === 17 ? number(3) + 3 : number(7) + 11];
      for (let n = 0; n < times; n++) lengths.push(again);
    }
    return [tree(lengths.slice(0, literals)), tree(lengths.slice(literals))];
  };
  const block = ([literal, distance]) => {
    for (let next; (next = symbol(literal)) !== 256; ) {
      if (next < 256) put(next);
      else {
        const [length, more] = LENGTHS[next - 257], times = length + number(more);
        const [far, bits] = DISTANCES[symbol(distance)], back = far + number(bits);
        for (let n = 0; n < times; n++) put(out[size - back]);
      }
    }
  };

  try {
    for (let last = 0; !last; ) {
      last = bit();
      const kind = number(2);
      if (kind === 0) {
        at = (at + 7) & ~7;
        const length = number(16);
        if ((number(16) ^ 0xffff) !== length) return null;
        for (let n = 0; n < length; n++) put(number(8));
      } else if (kind === 3) return null;
      else block(kind === 1 ? FIXED : trees());
    }
    return out.slice(0, size);
  } catch {
    return null;
  }
}
