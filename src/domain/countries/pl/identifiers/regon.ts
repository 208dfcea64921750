const weights9 = [8, 9, 2, 3, 4, 5, 6, 7];
const weights14 = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];

/** A business register number of 9 or 14 digits with the right check digits (modulo 11, modulo 10). */
export function isRegon(digits: string): boolean {
  if (/^\d{9}$/.test(digits)) return endsWithCheck(digits, weights9);
  if (/^\d{14}$/.test(digits)) return endsWithCheck(digits.slice(0, 9), weights9) && endsWithCheck(digits, weights14);
  return false;
}

function endsWithCheck(digits: string, weights: readonly number[]): boolean {
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
  return (total % 11) % 10 === Number(digits[weights.length]);
}
