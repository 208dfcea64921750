/**
 * Exact quotient rounded to an integer, half away from zero: 5 ÷ 2 is 3, −5 ÷ 2 is −3.
 * The denominator is positive, else RangeError. Source: art. 106e(11).
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError(`not a positive denominator: ${denominator}`);
  const doubled = 2n * (numerator < 0n ? -numerator : numerator) + denominator;
  const magnitude = doubled / (2n * denominator);
  return numerator < 0n ? -magnitude : magnitude;
}
