const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
/** FA(3) `TNrNIP`: no leading zero, and no tax-office code of two zeros. The pattern excludes 0000000000. */
const schemaPattern = /^[1-9](\d[1-9]|[1-9]\d)\d{7}$/;

/** The ten digits of a typed NIP ("PL 856-734-62-15"), or undefined. `isNip` checks the check digit. */
export function normaliseNip(text: string): string | undefined {
  const bare = text.replace(/[\s\u2010-\u2015-]/g, '').replace(/^PL/i, '');
  return /^\d{10}$/.test(bare) ? bare : undefined;
}

/** Whether ten digits match the schema and have the right check digit: weights 6 5 7 2 3 4 5 6 7, modulo 11. */
export function isNip(digits: string): boolean {
  if (!schemaPattern.test(digits)) return false;
  const check = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0) % 11;
  return check === Number(digits[9]);
}

/** 8567346215 → "856-734-62-15"; anything but ten digits is returned unchanged. */
export function formatNip(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1-$2-$3-$4');
}
