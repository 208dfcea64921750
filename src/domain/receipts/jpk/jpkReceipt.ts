import { minor } from '../../money/money.ts';
import { formatQuantity, parseQuantity, readDecimal } from '../../money/quantity.ts';
import { basisPoints, type Percent } from '../../money/rate.ts';
import { vatInGross } from '../../money/vat.ts';
import type { BadField } from '../../problem.ts';
import type { Converted, ReceiptExtras } from '../converted.ts';
import type { PushedReceipt } from '../pushedReceipt.ts';
import type { KasaParagon, Paragon } from './kasaParagon.ts';
import { paidNet } from './paidNet.ts';
import { soldLines } from './soldLines.ts';
import { storeOf } from './storeOf.ts';

/**
 * A `JPK_KASA_PARAGON` as the native receipt, which is then checked as any other. Refused here, with pointers into the
 * JPK: sums that the native receipt does not hold (VAT, sums a rate), stornos without their line, and markups.
 * Source: domain.md § 3.2, rules 17 and 26.
 */
export function jpkReceipt({ dokument }: KasaParagon, extras: ReceiptExtras = {}): Converted {
  const { podmiot1, paragon } = dokument;
  const { lines, discounts, errors: lineErrors } = soldLines(paragon.pozycja);
  const rates = ratesOf(paragon);
  const reconciled = discountsByRate(paragon, lines, discounts);
  const packaging = packagingOf(paragon);
  const paid = paidNet(paragon.platnosc);
  const errors = [
    ...lineErrors,
    ...rates.errors,
    // A storno without its line makes every sum wrong; the sums are not reported then.
    ...(lineErrors.length === 0 ? reconciled.errors : []),
    ...vatErrors(paragon, rates.rows),
    ...packaging.errors,
    ...paid.errors,
    ...payableErrors(paragon),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const returned = packaging.returned === 0 ? [] : [{ method: 'zwrot opakowań', amount: packaging.returned }];
  return {
    ok: true,
    receipt: {
      store: storeOf(podmiot1.adresPod, podmiot1.nazwaPod, extras.store),
      till: { uniqueNumber: podmiot1.nrUnik, ...(paragon.nrKasy === undefined ? {} : { number: paragon.nrKasy }) },
      documentNumber: String(paragon.nrDok),
      ...(paragon.nrParag === undefined ? {} : { receiptNumber: String(paragon.nrParag) }),
      issuedAt: paragon.zakSprzed,
      currency: paragon.podsum.waluta,
      ...(extras.buyerNip === undefined ? {} : { buyerNip: extras.buyerNip }),
      rates: rates.rows,
      lines,
      ...(reconciled.discounts.length === 0 ? {} : { discounts: reconciled.discounts }),
      ...(packaging.deposits.length === 0 ? {} : { deposits: packaging.deposits }),
      payments: [...paid.payments, ...returned],
      total: paragon.podsum.sumaBrutto,
      ...(extras.code === undefined ? {} : { code: extras.code }),
    },
  };
}

type RateRow = { letter: string; percent: Percent };

function ratesOf({ stPTU }: Paragon): { rows: RateRow[]; errors: BadField[] } {
  const rows: RateRow[] = [];
  const errors: BadField[] = [];
  for (const [index, { id, wart }] of stPTU.entries()) {
    if (wart === 'ZW') rows.push({ letter: id, percent: 'exempt' });
    else if (typeof wart === 'number') rows.push({ letter: id, percent: wart / 100 });
    else errors.push({ pointer: `/dokument/paragon/stPTU/${index}/wart`, code: 'jpk.rate_unknown' });
  }
  return { rows, errors };
}

/**
 * The receipt's discounts a rate: what a rate's lines come to above the sum that the register gives for the rate.
 * Readers of this format disagree on which goods a discount belongs to; the register's own sums do not.
 */
function discountsByRate(
  { podsum }: Paragon,
  lines: PushedReceipt['lines'],
  discounts: { name: string; amount: number }[],
): { discounts: NonNullable<PushedReceipt['discounts']>; errors: BadField[] } {
  const pointer = '/dokument/paragon/podsum';
  const errors: BadField[] = [];
  const byRate: NonNullable<PushedReceipt['discounts']> = [];
  const name = [...new Set(discounts.map((one) => one.name))].join(', ').slice(0, 120) || 'Rabat';
  const letters = new Set([...lines.map((line) => line.rate), ...podsum.sumaNetto.map((row) => row.idStPTU)]);
  for (const letter of letters) {
    const index = podsum.sumaNetto.findIndex((row) => row.idStPTU === letter);
    const given = podsum.sumaNetto[index]?.brutto ?? 0;
    const sold = total(lines.filter((line) => line.rate === letter).map((line) => line.gross));
    const at = index < 0 ? `${pointer}/sumaNetto` : `${pointer}/sumaNetto/${index}/brutto`;
    if (sold < given || (sold > given && discounts.length === 0)) errors.push(differs(at, sold, given));
    else if (sold > given) byRate.push({ name, amount: sold - given, rate: letter });
  }
  const asked = total(discounts.map((one) => one.amount));
  const found = total(byRate.map((one) => one.amount));
  if (errors.length === 0 && asked !== found) errors.push(differs(`${pointer}/sumaNetto`, asked, found));
  const gross = total(podsum.sumaNetto.map((row) => row.brutto));
  if (gross !== podsum.sumaBrutto) errors.push(differs(`${pointer}/sumaBrutto`, gross, podsum.sumaBrutto));
  return { discounts: byRate, errors };
}

/** VAT a rate may differ by a grosz from the formula, as registers round in their own way. Source: rule 17. */
function vatErrors({ podsum }: Paragon, rates: readonly RateRow[]): BadField[] {
  const pointer = '/dokument/paragon/podsum';
  const errors = podsum.sumaNetto.flatMap(({ idStPTU, brutto, vat }, index) => {
    const at = `${pointer}/sumaNetto/${index}`;
    const row = rates.find((one) => one.letter === idStPTU);
    if (!row) return [{ pointer: `${at}/idStPTU`, code: 'rate.unknown_letter', params: { letter: idStPTU } }];
    const bp = row.percent === 'exempt' ? 0 : Math.round(row.percent * 100);
    if (bp > 10_000) return [];
    const expected = vatInGross(minor(brutto), basisPoints(bp));
    return Math.abs(expected - vat) > 1 ? [differs(`${at}/vat`, expected, vat, 'jpk.vat_differs')] : [];
  });
  const vat = total(podsum.sumaNetto.map((row) => row.vat));
  if (vat !== podsum.sumaPod) errors.push(differs(`${pointer}/sumaPod`, vat, podsum.sumaPod));
  return errors;
}

/** Deposits paid, and the sum of deposits given back. */
function packagingOf({ opak }: Paragon): {
  deposits: NonNullable<PushedReceipt['deposits']>;
  returned: number;
  errors: BadField[];
} {
  const deposits: NonNullable<PushedReceipt['deposits']> = [];
  const errors: BadField[] = [];
  let returned = 0;
  let sum = 0;
  for (const [index, { nazwa, cena, ilosc }] of (opak?.daneOpak ?? []).entries()) {
    const text = String(ilosc);
    const quantity = readDecimal(text.replace(/^-/, '').replace(',', '.'));
    if (quantity === undefined) {
      errors.push({ pointer: `/dokument/paragon/opak/daneOpak/${index}/ilosc`, code: 'field.pattern' });
      continue;
    }
    const value = Number((BigInt(Math.abs(cena)) * quantity) / parseQuantity('1'));
    const isReturn = cena < 0 !== text.startsWith('-');
    sum += isReturn ? -value : value;
    if (isReturn) returned += value;
    else deposits.push({ name: nazwa.trim(), quantity: formatQuantity(quantity), unitPrice: Math.abs(cena) });
  }
  if (opak && errors.length === 0 && sum !== opak.wart)
    errors.push(differs('/dokument/paragon/opak/wart', sum, opak.wart));
  return { deposits, returned, errors };
}

/** To pay: the total, and the deposits less those given back. */
function payableErrors({ podsum, opak, total: { zaplZwrot } }: Paragon): BadField[] {
  const expected = podsum.sumaBrutto + (opak?.wart ?? 0);
  return expected === zaplZwrot ? [] : [differs('/dokument/paragon/total/zaplZwrot', expected, zaplZwrot)];
}

function differs(pointer: string, expected: number, given: number, code = 'jpk.sum_differs'): BadField {
  return { pointer, code, params: { expected, given } };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
