import { sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { PaymentMethod } from '../../domain/receipts/payment.ts';
import { paymentNames } from '../../domain/receipts/paymentNames.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';
import { amountText, decimal } from './amounts.ts';
import type { Elements } from './elements.ts';
import type { Fa3Correction, Fa3Invoice } from './facts.ts';
import { text256 } from './texts.ts';

/** Source: FA(3) `Obciazenia` and `Odliczenia`, maxOccurs. */
const mostCharges = 100;

/** `Rozliczenie` of an invoice with deposits, which are outside the VAT base: each deposit, their sum and what is due. */
export function depositElements({ deposits, due, currency }: Fa3Invoice): Elements | undefined {
  if (deposits.length === 0) return undefined;
  const { rows, total } = depositRows(deposits, currency);
  return { Obciazenia: rows, SumaObciazen: total, DoZaplaty: decimal(due) };
}

/** `Rozliczenie` of a correction that gives deposits back: each deposit, their sum and what is paid back in all. */
export function returnedDepositElements({ deposits, due, invoice }: Fa3Correction): Elements | undefined {
  if (deposits.length === 0) return undefined;
  const { rows, total } = depositRows(deposits, invoice.currency);
  return {
    Odliczenia: rows,
    SumaOdliczen: total,
    ...(due > 0 ? { DoZaplaty: decimal(due) } : { DoRozliczenia: decimal(Math.abs(due)) }),
  };
}

function depositRows(deposits: readonly Deposit[], currency: string): { rows: Elements[]; total: string } {
  const amounts = deposits.map(({ unitPrice, quantity }) => priceOf(unitPrice, quantity));
  const named = deposits.length > mostCharges ? mostCharges - 1 : deposits.length;
  const rows = deposits.slice(0, named).map((deposit, index) => ({
    Kwota: decimal(amounts[index] ?? 0),
    Powod: text256(depositText(deposit, currency)),
  }));
  const others = { Kwota: decimal(sum(amounts.slice(named))), Powod: 'Kaucja (system kaucyjny), pozostałe' };
  return { rows: named < deposits.length ? [...rows, others] : rows, total: decimal(sum(amounts)) };
}

/** "Kaucja (system kaucyjny) Butelka 6 x 0,50 PLN". */
function depositText({ name, quantity, unitPrice }: Deposit, currency: string): string {
  return `Kaucja (system kaucyjny) ${name} ${quantity.replace('.', ',')} x ${amountText(unitPrice, currency)}`;
}

/** Codes of `TFormaPlatnosci`. Another way has none. */
const methods: ReadonlyMap<PaymentMethod, string> = new Map([
  ['cash', '1'],
  ['card', '2'],
  ['voucher', '3'],
  ['cheque', '4'],
  ['credit', '5'],
  ['transfer', '6'],
  ['mobile', '7'],
]);

/** `Platnosc`: a fiscal receipt is printed once it is paid. `payments` of several methods are listed in words. */
export function paymentElements({ payments, saleDate, currency }: Fa3Invoice): Elements {
  const [first] = payments;
  const code = first && payments.length === 1 ? methods.get(first.method) : undefined;
  const listed = payments
    .map(({ method, amount }) => `${paymentNames.pl[method]} ${amountText(amount, currency)}`)
    .join(', ');
  return {
    Zaplacono: '1',
    DataZaplaty: saleDate,
    ...(code === undefined ? {} : { FormaPlatnosci: code }),
    ...(code === undefined && first ? { PlatnoscInna: '1', OpisPlatnosci: text256(listed) } : {}),
  };
}
