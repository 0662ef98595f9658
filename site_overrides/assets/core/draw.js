// Drawing a paper: the same seed draws the same questions in the same order, in every browser and on any later day.

/**
 * @typedef {{id: string, difficulty?: number, tags?: string[], objective?: string|null, critical?: boolean}} Item
 * @typedef {{n: number, tag?: string, objective?: string, critical?: boolean}} Row  n items with this in common
 */

/**
 * Numbers in [0, 1) that depend on `text` alone: mulberry32 (Tommy Ettinger, public domain), begun at the FNV-1a hash
 * (Fowler, Noll and Vo) of its UTF-8 bytes.
 */
export function random(text) {
  let state = fnv1a(text);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const fnv1a = (text) =>
  new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);

/** A copy in an order drawn with `next` (Fisher and Yates). */
export function shuffle(list, next) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** How many of `n` items have difficulty 1, 2, 3: the largest remainders get what rounding down leaves. */
export function columns(n, shares) {
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1, quotas = {};
  shares.forEach((share, i) => (quotas[i + 1] = Math.floor((n * share) / whole)));
  const rest = (i) => (n * shares[i - 1]) % whole;
  const most = Object.keys(quotas).sort((a, b) => rest(b) - rest(a) || a - b);
  let left = n - shares.reduce((sum, _, i) => sum + quotas[i + 1], 0);
  for (const i of most) if (left-- > 0) quotas[i]++;
  return quotas;
}

const fits = (row, item) =>
  (!row.tag || item.tags?.includes(row.tag)) &&
  (!row.objective || item.objective === row.objective) &&
  (!row.critical || item.critical);

/**
 * Draws `n` items of `pool` and gives their ids in an order drawn too; `pool` may stand in any order. `columns` are
 * quotas by difficulty; an item fills one row, or none. What can be filled is filled exactly; where the pool is too
 * small, quotas give way: first of rows, then of columns.
 * @param {Item[]} pool
 * @param {{n: number, columns?: Object<number, number>, rows?: Row[]}} blueprint
 */
export function drawPaper(pool, { n, columns: quotas, rows = [] }, seed) {
  const next = random(String(seed));
  const items = shuffle([...pool].sort((a, b) => (a.id < b.id ? -1 : 1)), next);
  const rowOf = new Map();
  const drawn = (level) => [...rowOf.keys()].filter((item) => item.difficulty === level);

  // One more item for `row`, where need be one whose own row finds another (augmenting paths, Ford and Fulkerson 1956;
  // the twin of model/blueprint.py). `seen` holds the rows and difficulties that were looked at.
  const oneMore = (row, limits, seen) => {
    seen.add(row);
    const swaps = new Map();
    for (const item of items) {
      const level = item.difficulty;
      if (rowOf.has(item) || !fits(row, item)) continue;
      if (!limits || drawn(level).length < (limits[level] || 0)) return rowOf.set(item, row);
      if (seen.has(level)) continue;
      seen.add(level);
      for (const other of drawn(level)) swaps.set(other, item);
    }
    for (const item of rowOf.keys()) if (fits(row, item)) swaps.set(item, item);
    for (const [other, item] of swaps) {
      const its = rowOf.get(other);
      if (seen.has(its) || !oneMore(its, limits, seen)) continue;
      rowOf.delete(other);
      return rowOf.set(item, row);
    }
    return null;
  };

  const lines = [...shuffle(rows, next).map((row) => ({ ...row })), { n }];
  for (const limits of quotas ? [quotas, null] : [null]) {
    for (const row of lines) {
      const has = () => [...rowOf.values()].filter((one) => one === row).length;
      while (rowOf.size < n && has() < row.n && oneMore(row, limits, new Set()));
    }
  }
  return shuffle(items.filter((item) => rowOf.has(item)), next).map((item) => item.id);
}
