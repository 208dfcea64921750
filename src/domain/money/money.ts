/** Integer amount in minor units (grosze): 12345 is 123,45 zł. */
export type Minor = number & { readonly unit: 'minor' };

/** VAT rate in basis points: 2300 is 23 %. */
export type BasisPoints = number & { readonly unit: 'bp' };

/** The only cast to the branded type. Throws RangeError for anything but a safe integer. */
export function minor(amount: number | bigint): Minor {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in minor units: ${amount}`);
  return value as Minor;
}

/** Exact sum; an empty list gives 0. Throws RangeError as soon as a partial sum is not a safe integer. */
export function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((total, amount) => minor(total + amount), minor(0));
}
