import { type Minor, minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';
import { amountText, decimal } from './amounts.ts';
import type { Elements } from './elements.ts';
import type { Fa3Invoice } from './facts.ts';
import { text256 } from './texts.ts';

/** Source: FA(3) `Obciazenia`, maxOccurs. */
const mostCharges = 100;

/** `Rozliczenie` of an invoice with deposits, which are outside the VAT base: each deposit, their sum and what is due. */
export function depositElements({ deposits, due, currency }: Fa3Invoice): Elements | undefined {
  const charges = deposits.map((deposit) => ({
    amount: priceOf(deposit.unitPrice, deposit.quantity),
    reason: depositText(deposit, currency),
  }));
  if (charges.length === 0) return undefined;
  const named = charges.length > mostCharges ? charges.slice(0, mostCharges - 1) : charges;
  const others = sum(charges.slice(named.length).map((charge) => charge.amount));
  return {
    Obciazenia: [
      ...named.map(({ amount, reason }) => ({ Kwota: decimal(amount), Powod: text256(reason) })),
      ...(named.length < charges.length
        ? [{ Kwota: decimal(others), Powod: 'Kaucja (system kaucyjny), pozostałe' }]
        : []),
    ],
    SumaObciazen: decimal(sum(charges.map((charge) => charge.amount))),
    DoZaplaty: decimal(due),
  };
}

/** `Rozliczenie` of a correction that changes the deposits: what is charged in addition, or what is given back. */
export function changedDepositElements(deposits: Minor, grossDifference: Minor): Elements | undefined {
  if (deposits === 0) return undefined;
  const due = minor(grossDifference + deposits);
  const amount = decimal(Math.abs(deposits));
  return {
    ...(deposits > 0
      ? { Obciazenia: { Kwota: amount, Powod: 'Kaucja (system kaucyjny)' }, SumaObciazen: amount }
      : { Odliczenia: { Kwota: amount, Powod: 'Zwrot kaucji (system kaucyjny)' }, SumaOdliczen: amount }),
    ...(due >= 0 ? { DoZaplaty: decimal(due) } : { DoRozliczenia: decimal(Math.abs(due)) }),
  };
}

/** "Kaucja (system kaucyjny) Butelka 6 x 0,50 PLN". */
function depositText({ name, quantity, unitPrice }: Deposit, currency: string): string {
  return `Kaucja (system kaucyjny) ${name} ${quantity.replace('.', ',')} x ${amountText(unitPrice, currency)}`;
}

/** Methods as tills name them, with their code in `TFormaPlatnosci`. */
const methods: ReadonlyMap<string, string> = new Map([
  ['cash', '1'],
  ['card', '2'],
  ['voucher', '3'],
  ['cheque', '4'],
  ['credit', '5'],
  ['transfer', '6'],
  ['mobile', '7'],
]);

/** `Platnosc`: a fiscal receipt is printed once it is paid. `payments` of several methods are listed in words. */
export function paymentElements({ payments = [], saleDate, currency }: Fa3Invoice): Elements {
  const [first] = payments;
  const code = new Set(payments.map(({ method }) => method)).size === 1 ? methods.get(first?.method ?? '') : undefined;
  const listed = payments.map(({ method, amount }) => `${method} ${amountText(amount, currency)}`).join(', ');
  return {
    Zaplacono: '1',
    DataZaplaty: saleDate,
    ...(code === undefined ? {} : { FormaPlatnosci: code }),
    ...(code === undefined && first ? { PlatnoscInna: '1', OpisPlatnosci: text256(listed) } : {}),
  };
}
