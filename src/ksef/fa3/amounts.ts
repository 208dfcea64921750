/** Grosze: 34900 → "349.00", −28374 → "-283.74". Source: FA(3) `TKwotowy`. */
export function decimal(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 34900 → "349,00 PLN", as Polish sentences write amounts. */
export function amountText(amount: number, currency: string): string {
  return `${decimal(amount).replace('.', ',')} ${currency}`;
}
