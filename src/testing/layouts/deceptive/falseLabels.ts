import { byEdit, type DeceptiveLayout } from './layout.ts';

const label = (key: string) => `{{t "${key}"}}`;

/** Fixed labels that name another fact. */
export const falseLabels: DeceptiveLayout[] = [
  byEdit('“Do zapłaty” beside the net total', 'The net total is called the amount paid.', [
    `${label('netValue')}</dt>`,
    'Do zapłaty</dt>',
  ]),
  byEdit('“Sprzedawca” above the buyer', 'The buyer is called the seller.', [label('buyer'), 'Sprzedawca']),
  byEdit('“Nabywca” above the seller', 'The seller is called the buyer.', [label('seller'), 'Nabywca']),
  byEdit('net called gross', 'The net value of a rate is called gross.', [
    `<th class="net amount">${label('netValue')}`,
    '<th class="net amount">Wartość brutto',
  ]),
  byEdit('gross called net', 'The gross value of a line is called net.', [label('gross'), 'Wartość netto']),
  byEdit('date of issue called date of sale', 'The date of issue is called the date of sale.', [
    `<dt>${label('issueDate')}`,
    '<dt>Data sprzedaży',
  ]),
  byEdit('VAT called discount', 'The VAT is called a discount.', [`<dt>${label('vatAmount')}`, '<dt>Udzielony rabat']),
  byEdit('amount paid called already refunded', 'The amount paid is called a refund.', [
    `<dt>${label('paid')}`,
    '<dt>Kwota do zwrotu klientowi',
  ]),
  byEdit('labels of a foreign field', 'The seller is called a store.', [label('seller'), label('store')]),
  byEdit('number called the number of an order', 'The number of the invoice is called the number of an order.', [
    `${label('invoice')} {{number}}`,
    'Zamówienie nr {{number}}',
  ]),
  byEdit('not an invoice', 'The document calls itself a proforma.', [
    `${label('invoice')} {{number}}`,
    `${label('invoice')} pro forma – nie jest fakturą – {{number}}`,
  ]),
  byEdit('amounts in thousands', 'A label states that amounts are in thousands.', [
    label('gross'),
    'Wartość brutto (w tys. zł)',
  ]),
];
