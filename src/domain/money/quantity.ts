import { type Minor, minor } from './money.ts';
import { divideHalfUp } from './rounding.ts';

const decimal = /^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,6}))?$/;
const microPerUnit = 1_000_000n;

/** "0.326" → 326000n millionths. Up to 9 whole digits and 6 places, as FA(3) allows; anything else is a RangeError. */
export function parseQuantity(text: string): bigint {
  const match = decimal.exec(text);
  if (!match) throw new RangeError(`not a quantity: ${JSON.stringify(text)}`);
  const [, whole = '0', places = ''] = match;
  return BigInt(whole) * microPerUnit + BigInt(places.padEnd(6, '0'));
}

/** As `parseQuantity`, of a till's own spelling: leading zeros, and zeros beyond six places; undefined for what is no quantity. */
export function readDecimal(text: string): bigint | undefined {
  const match = /^0*(\d{1,9})(?:\.(\d{1,6})0*)?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '0', places] = match;
  return parseQuantity(places === undefined ? String(Number(whole)) : `${Number(whole)}.${places}`);
}

/** The one spelling of a quantity: 1500000n → "1.5", no trailing zeros. RangeError below zero. */
export function formatQuantity(micro: bigint): string {
  if (micro < 0n) throw new RangeError(`not a quantity: ${micro} millionths`);
  const places = (micro % microPerUnit).toString().padStart(6, '0').replace(/0+$/, '');
  const whole = (micro / microPerUnit).toString();
  return places === '' ? whole : `${whole}.${places}`;
}

/**
 * Unit price × quantity, half a grosz up: 7990 × "0.326" is 2605. RangeError for a malformed quantity or a price that is
 * too large.
 */
export function priceOf(unitPrice: Minor, quantity: string): Minor {
  return minor(divideHalfUp(BigInt(unitPrice) * parseQuantity(quantity), microPerUnit));
}
