// What a formula block works out. Twin: plugins/training_manual/blocks/formula.py; both are held to one table.

const presentValue = ([gain, years, rate]) => {
  if (!Number.isInteger(years) || years < 0 || years > 50 || rate < 0) return null;
  let total = 0;
  for (let year = 1; year <= years; year += 1) total += gain / (1 + rate / 100) ** year;
  return total;
};

const COMPUTE = {
  "ratio-percent": ([a, b]) => (b ? (a / b) * 100 : null),
  ratio: ([a, b]) => (b ? a / b : null),
  difference: ([a, b]) => a - b,
  sum: (values) => values.reduce((a, b) => a + b, 0),
  product: (values) => values.reduce((a, b) => a * b, 1),
  "present-value": presentValue,
};

/** @param {number[]} values @returns {number|null} null where there is no result, such as a division by 0 */
export function worked(compute, values) {
  const result = values.every(Number.isFinite) ? COMPUTE[compute](values) : null;
  return Number.isFinite(result) ? result : null;
}

/** Rounded half up, away from zero; the hair of a binary fraction below a half does not count. */
export function rounded(value, decimals) {
  const size = Math.abs(value), scale = 10 ** decimals;
  const text = (Math.round(size * scale * (1 + Number.EPSILON * 4)) / scale).toFixed(decimals);
  return value < 0 && Number(text) ? `-${text}` : text;
}
