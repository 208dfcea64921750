import { minor } from '../../money/money.ts';
import { formatQuantity, priceOf, readDecimal } from '../../money/quantity.ts';
import type { Converted, ReceiptExtras } from '../converted.ts';
import type { PushedLine, PushedReceipt } from '../pushedReceipt.ts';
import type { PoslogFormat } from '../receiptFormats.ts';
import { localInstant } from './localInstant.ts';
import { type Reader, reader } from './reader.ts';
import { childrenOf, textOf, type XmlElement } from './xmlElement.ts';

/**
 * The one sale of an ARTS POSLog as the native receipt, which is then checked as any other. The chain's format gives what
 * POSLog does not know: a letter and rate for each TaxGroupID, and the register's unique number for each workstation.
 * Operators, loyalty and card data are not read. Source: domain.md § 3.3; ARTS POSLog 2.1 to 6.
 */
export function poslogReceipt(
  root: XmlElement,
  format: PoslogFormat,
  timeZone: string,
  extras: ReceiptExtras = {},
): Converted {
  const transactions = root.name === 'Transaction' ? [root] : childrenOf(root, 'Transaction');
  const sales = transactions.flatMap((transaction) =>
    childrenOf(transaction, 'RetailTransaction').map((sale) => ({ transaction, sale })),
  );
  const [only] = sales;
  if (!only || sales.length > 1)
    return { ok: false, errors: [{ pointer: '', code: 'poslog.one_sale', params: { count: sales.length } }] };
  const read = reader();
  const head = headOf(only.transaction, only.sale, format, timeZone, read);
  const body = bodyOf(only.sale, format, read);
  if (read.errors.length > 0) return { ok: false, errors: read.errors };
  const store = extras.store ?? head.storeId;
  return {
    ok: true,
    receipt: {
      store: { code: store },
      till: head.till,
      documentNumber: head.documentNumber,
      issuedAt: head.issuedAt,
      currency: head.currency,
      ...(extras.buyerNip === undefined ? {} : { buyerNip: extras.buyerNip }),
      rates: ratesOf(format, body.lines, body.discounts),
      lines: body.lines,
      ...(body.discounts.length === 0 ? {} : { discounts: body.discounts }),
      ...(body.deposits.length === 0 ? {} : { deposits: body.deposits }),
      payments: body.payments,
      total: body.total,
      ...(extras.code === undefined ? {} : { code: extras.code }),
    },
  };
}

function headOf(transaction: XmlElement, sale: XmlElement, format: PoslogFormat, timeZone: string, read: Reader) {
  const at = '/Transaction';
  const storeId = read.text(transaction, at, 'RetailStoreID');
  const workstation = read.text(transaction, at, 'WorkstationID');
  const till = format.tills.find((one) => one.store === storeId && one.workstation === workstation);
  if (!till) read.refuse(`${at}/WorkstationID`, 'poslog.till_unknown', { till: `${storeId}/${workstation}` });
  return {
    storeId,
    till: { uniqueNumber: till?.uniqueNumber ?? '', number: workstation },
    documentNumber: textOf(sale, 'ReceiptNumber') ?? read.text(transaction, at, 'SequenceNumber'),
    issuedAt: localInstant(read.text(transaction, at, 'EndDateTime'), timeZone),
    currency: read.text(transaction, at, 'CurrencyCode'),
  };
}

type Body = Pick<PushedReceipt, 'lines' | 'payments' | 'total'> & {
  discounts: NonNullable<PushedReceipt['discounts']>;
  deposits: NonNullable<PushedReceipt['deposits']>;
};

function bodyOf(sale: XmlElement, format: PoslogFormat, read: Reader): Body {
  const body: Body = { lines: [], discounts: [], deposits: [], payments: [], total: 0 };
  let change = 0;
  for (const [index, item] of childrenOf(sale, 'LineItem').entries()) {
    // A voided line was on the screen of the till and not in the sale.
    if (item.attributes.VoidFlag === 'true' || item.attributes.CancelFlag === 'true') continue;
    const at = `/Transaction/RetailTransaction/LineItem/${index}`;
    if (childrenOf(item, 'Return').length > 0) read.refuse(`${at}/Return`, 'poslog.return');
    for (const one of childrenOf(item, 'Sale')) {
      if (one.attributes.ItemType === 'Deposit') body.deposits.push(depositOf(one, `${at}/Sale`, read));
      else body.lines.push(lineOf(one, `${at}/Sale`, format, read));
    }
    for (const one of childrenOf(item, 'Discount'))
      body.discounts.push({
        name: textOf(one, 'Description') ?? 'Rabat',
        amount: Math.abs(read.amount(one, `${at}/Discount`, 'Amount')),
      });
    for (const one of childrenOf(item, 'Tender')) {
      const amount = read.amount(one, `${at}/Tender`, 'Amount');
      if (one.attributes.TypeCode === 'Change') change += Math.abs(amount);
      else body.payments.push({ method: (one.attributes.TenderType ?? 'Tender').slice(0, 40), amount });
      for (const given of childrenOf(one, 'TenderChange'))
        change += Math.abs(read.amount(given, `${at}/Tender`, 'Amount'));
    }
  }
  takeChange(body.payments, change);
  const total = childrenOf(sale, 'Total').find((one) => one.attributes.TotalType === 'TransactionGrandAmount');
  const deposits = body.deposits.reduce((sum, one) => sum + priceOf(minor(one.unitPrice), one.quantity), 0);
  if (total) body.total = read.own(total, '/Transaction/RetailTransaction/Total') - deposits;
  else read.refuse('/Transaction/RetailTransaction', 'poslog.missing', { element: 'Total TransactionGrandAmount' });
  return body;
}

function lineOf(sale: XmlElement, at: string, format: PoslogFormat, read: Reader): PushedLine {
  assertTaxIncluded(sale, at, format, read);
  const group = textOf(sale, 'TaxGroupID') ?? childrenOf(sale, 'Tax').map((tax) => textOf(tax, 'TaxGroupID'))[0];
  const rate = format.taxGroups.find((one) => one.group === group);
  if (!rate) read.refuse(`${at}/Tax/TaxGroupID`, 'poslog.tax_group_unknown', { group: group ?? '?' });
  const { quantity, unit } = quantityOf(sale, at, read);
  const unitPrice = read.amount(sale, at, 'ActualSalesUnitPrice', 'RegularSalesUnitPrice');
  const extended = read.amount(sale, at, 'ExtendedAmount');
  const discount = textOf(sale, 'ExtendedDiscountAmount')
    ? Math.abs(read.amount(sale, at, 'ExtendedDiscountAmount'))
    : 0;
  // Some tills give the extended amount before the line's discount and some after it; the unit price tells which.
  const isBefore = extended === priceOf(minor(unitPrice), quantity);
  const gtin = textOf(sale, 'GTIN');
  return {
    name: textOf(sale, 'Description') ?? textOf(sale, 'ItemID') ?? read.text(sale, at, 'Description'),
    ...(gtin !== undefined && /^\d{8,14}$/.test(gtin) ? { gtin } : {}),
    quantity,
    unit,
    unitPrice,
    ...(discount === 0 ? {} : { discount }),
    gross: isBefore ? extended - discount : extended,
    rate: rate?.letter ?? '',
  };
}

/** A price without tax would be invoiced as if it held tax, so nothing is guessed. */
function assertTaxIncluded(sale: XmlElement, at: string, format: PoslogFormat, read: Reader): void {
  const holders = [sale, ...childrenOf(sale, 'Tax')];
  const flags = holders.flatMap(
    (one) => textOf(one, 'TaxIncludedInPriceFlag') ?? one.attributes.TaxIncludedInPriceFlag ?? [],
  );
  const isIncluded = flags.length > 0 ? flags.every((flag) => flag === 'true') : format.taxIncluded;
  if (!isIncluded) read.refuse(at, 'poslog.tax_not_included');
}

function depositOf(sale: XmlElement, at: string, read: Reader): { name: string; quantity: string; unitPrice: number } {
  return {
    name: read.text(sale, at, 'Description'),
    quantity: quantityOf(sale, at, read).quantity,
    unitPrice: read.amount(sale, at, 'ActualSalesUnitPrice', 'RegularSalesUnitPrice'),
  };
}

function quantityOf(sale: XmlElement, at: string, read: Reader): { quantity: string; unit: string } {
  const [element] = childrenOf(sale, 'Quantity');
  const micro = readDecimal(element?.text ?? '');
  if (micro === undefined) {
    read.refuse(`${at}/Quantity`, 'poslog.number', { element: 'Quantity' });
    return { quantity: '1', unit: '' };
  }
  const quantity = formatQuantity(micro);
  const measured = element?.attributes.UnitOfMeasureCode;
  return { quantity, unit: measured ?? (quantity.includes('.') ? 'j.m.' : 'szt.') };
}

/** Change is taken off the last payments. */
function takeChange(payments: PushedReceipt['payments'], change: number): void {
  let left = change;
  for (const payment of payments.toReversed()) {
    const taken = Math.min(left, payment.amount);
    payment.amount -= taken;
    left -= taken;
  }
}

/** The rates that the receipt uses. */
function ratesOf(
  format: PoslogFormat,
  lines: readonly PushedLine[],
  discounts: Body['discounts'],
): PushedReceipt['rates'] {
  const used = new Set([...lines, ...discounts].map((one) => one.rate));
  const rows = format.taxGroups
    .filter((one) => used.has(one.letter))
    .map(({ letter, percent }) => ({ letter, percent }));
  return [...new Map(rows.map((row) => [row.letter, row])).values()];
}
