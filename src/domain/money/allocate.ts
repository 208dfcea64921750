import { type Minor, minor, sum } from './money.ts';

/**
 * Splits an amount in proportion to weights by largest remainder; equal remainders go to the earliest.
 * The shares add up to the amount, and none is below 0 or above its weight.
 * RangeError when the amount or a weight is negative, or the amount exceeds the sum of weights.
 */
export function allocate(amount: Minor, weights: readonly Minor[]): Minor[] {
  const whole = sum(weights);
  if (amount < 0 || weights.some((weight) => weight < 0)) throw new RangeError('cannot allocate below zero');
  if (amount > whole) throw new RangeError(`cannot allocate ${amount} over ${whole}`);
  if (amount === 0) return weights.map(() => minor(0));

  const shares = weights.map((weight) => floorShare(amount, weight, whole));
  const left = amount - sum(shares.map((share) => share.floor));
  // Fewer grosze are left over than there are shares with a remainder, so a rounded-up share never exceeds its weight.
  const roundedUp = new Set(
    shares
      .map((share, index) => ({ index, remainder: share.remainder }))
      .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map((share, index) => minor(share.floor + (roundedUp.has(index) ? 1 : 0)));
}

function floorShare(amount: Minor, weight: Minor, whole: Minor): { floor: Minor; remainder: number } {
  const product = BigInt(amount) * BigInt(weight);
  const divisor = BigInt(whole);
  return { floor: minor(product / divisor), remainder: Number(product % divisor) };
}
