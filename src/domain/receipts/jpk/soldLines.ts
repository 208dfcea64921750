import { formatQuantity, readDecimal } from '../../money/quantity.ts';
import type { BadField } from '../../problem.ts';
import type { PushedLine } from '../pushedReceipt.ts';
import type { Pozycja, Towar } from './kasaParagon.ts';

/** A line that was sold and not cancelled; `quantity` in millionths. */
type Sold = { towar: Towar; name: string; quantity: bigint; discount: number; gross: number };

export type SoldLines = { lines: PushedLine[]; discounts: { name: string; amount: number }[]; errors: BadField[] };

/**
 * What was sold in the end: stornos are taken off the lines that they cancel, padding and tax letter off the names. The
 * discounts are those on the whole receipt, in grosze above zero. Source: domain.md § 3.2.
 */
export function soldLines(items: readonly Pozycja[]): SoldLines {
  const sold: Sold[] = [];
  const discounts: SoldLines['discounts'] = [];
  const errors: BadField[] = [];
  const nameOf = nameReader(items);
  for (const [index, { towar, rabat }] of items.entries()) {
    const pointer = `/dokument/paragon/pozycja/${index}`;
    if (towar) errors.push(...takeGoods(sold, towar, nameOf(towar), `${pointer}/towar`));
    if (rabat) errors.push(...takeDiscount(discounts, rabat, `${pointer}/rabat`));
  }
  return { lines: sold.map(lineOf), discounts, errors };
}

function takeGoods(sold: Sold[], towar: Towar, name: string, pointer: string): BadField[] {
  const quantity = readDecimal(towar.ilosc.trim().replace(',', '.'));
  if (quantity === undefined) return [{ pointer: `${pointer}/ilosc`, code: 'field.pattern' }];
  const markup = towar.rabat?.wart ?? 0;
  const discount = Math.abs(markup);
  if (towar.oper) return cancel(sold, { towar, name, quantity, discount, gross: Math.abs(towar.brutto) }, pointer);
  // The native receipt has no markups: a line above its price would look like a mistake of the till.
  if (markup > 0) return [{ pointer: `${pointer}/rabat/wart`, code: 'jpk.markup' }];
  sold.push({ towar, name, quantity, discount, gross: towar.brutto });
  return [];
}

/** Takes a storno off the latest line of the same goods: the line as a whole, else a part of a longer line. */
function cancel(sold: Sold[], storno: Sold, pointer: string): BadField[] {
  const isSame = (one: Sold) =>
    one.name === storno.name && one.towar.idStPTU === storno.towar.idStPTU && one.towar.cena === storno.towar.cena;
  const whole = sold.findLastIndex(
    (one) => isSame(one) && one.quantity === storno.quantity && one.gross === storno.gross,
  );
  if (whole >= 0) {
    sold.splice(whole, 1);
    return [];
  }
  const longer = sold.findLast((one) => isSame(one) && one.quantity > storno.quantity && one.gross >= storno.gross);
  if (!longer) return [{ pointer, code: 'jpk.storno_unmatched' }];
  longer.quantity -= storno.quantity;
  longer.gross -= storno.gross;
  longer.discount = Math.max(0, longer.discount - storno.discount);
  return [];
}

function takeDiscount(
  discounts: SoldLines['discounts'],
  { nazwa, wart, oper }: { nazwa?: string; wart: number; oper?: boolean },
  pointer: string,
): BadField[] {
  const amount = Math.abs(wart);
  if (oper) {
    const cancelled = discounts.findLastIndex((one) => one.amount === amount);
    if (cancelled < 0) return [{ pointer, code: 'jpk.storno_unmatched' }];
    discounts.splice(cancelled, 1);
    return [];
  }
  if (wart > 0) return [{ pointer: `${pointer}/wart`, code: 'jpk.markup' }];
  if (amount > 0) discounts.push({ name: oneSpaced(nazwa ?? '') || 'Rabat', amount });
  return [];
}

/**
 * Registers pad a name and end it with the tax letter. The letter is taken off only when every line of the receipt ends
 * with its own letter and one of them shows padding: "Witamina C" at rate C may be the whole name.
 */
function nameReader(items: readonly Pozycja[]): (towar: Towar) => string {
  const goods = items.flatMap(({ towar }) => towar ?? []);
  const endsWithLetter = goods.every(({ nazwa, idStPTU }) => {
    const text = nazwa.trimEnd();
    return text.endsWith(idStPTU) && /\s$/.test(text.slice(0, -idStPTU.length));
  });
  const isPadded = goods.some(({ nazwa }) => /\s{2,}\S$/.test(nazwa.trimEnd()));
  return ({ nazwa, idStPTU }) => {
    const text = nazwa.trimEnd();
    return oneSpaced(endsWithLetter && isPadded ? text.slice(0, -idStPTU.length) : text);
  };
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function lineOf({ towar, name, quantity, discount, gross }: Sold): PushedLine {
  // A register that gives no unit sells pieces. Without a unit a part of a piece was weighed or measured.
  const unit = towar.jm ?? (quantity % 1_000_000n === 0n ? 'szt.' : 'j.m.');
  return {
    name,
    quantity: formatQuantity(quantity),
    unit,
    unitPrice: towar.cena,
    ...(discount === 0 ? {} : { discount }),
    gross,
    rate: towar.idStPTU,
  };
}
