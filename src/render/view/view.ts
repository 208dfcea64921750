import { isolated } from '../../domain/bidi.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import type { Country } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { formatAmount, formatDay, formatQuantityText, formatRate, type Language } from '../../domain/format.ts';
import type { Invoice, RegisteredSale } from '../../domain/invoices/invoice.ts';
import type { TakenLine } from '../../domain/invoices/selection.ts';
import { type Minor, minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { RateTotal, Totals } from '../../domain/money/vat.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import { paymentNames } from '../../domain/receipts/paymentNames.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';
import { labels } from '../labels.ts';

/** A printed amount beside its raw grosze, for comparisons: `gross` is "12,99", `grossMinor` is 1299. */
export type LineView = {
  position: number;
  name: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  unitPriceMinor: number;
  /** Empty when the line has none, so `{{#if discount}}` works. */
  discount: string;
  discountMinor: number;
  /** The two parts of `discount`, each empty when there is none: the line's own, and its share of the receipt's. */
  ownDiscount: string;
  receiptDiscount: string;
  gross: string;
  grossMinor: number;
  rate: string;
  letter: string;
  /** The line's sale in `sales`, counted from 1. */
  sale: number;
};

/** A way to pay and what was paid that way. */
export type PaymentView = { method: string; amount: string };

export type RateView = { rate: string; net: string; vat: string; gross: string };

export type DepositView = { name: string; quantity: string; unitPrice: string; amount: string };

export type SaleView = {
  position: number;
  storeCode: string;
  storeName: string;
  storeAddress: string;
  saleDate: string;
  tillUniqueNumber: string;
  documentNumber: string;
  /** Empty when the till printed none. */
  receiptNumber: string;
};

/**
 * Everything that an invoice template can print: facts as text in the document's language, and raw numbers for
 * comparisons.
 */
export type InvoiceView = {
  language: Language;
  brand: string;
  /** "Faktura", or "Potwierdzenie transakcji" for a company's document before the invoice has its number in KSeF. */
  documentName: string;
  title: string;
  number: string;
  issueDate: string;
  saleDate: string;
  currency: string;
  seller: { name: string; nip: string; address: string };
  /** `nip` and `address` are empty when missing. */
  buyer: { name: string; nip: string; address: string; isCompany: boolean };
  receiptNote: string;
  registerNote: string;
  sales: SaleView[];
  severalSales: boolean;
  lines: LineView[];
  lineCount: number;
  /** Empty when no line has a discount. */
  discountsTotal: string;
  /** Empty when the receipts have no discounts of their own. */
  receiptDiscountsTotal: string;
  rates: RateView[];
  totals: { net: string; vat: string; gross: string; netMinor: number; vatMinor: number; grossMinor: number };
  deposits: DepositView[];
  depositsTotal: string;
  /** Gross and deposits, which the receipts have paid. */
  paid: string;
  paidMinor: number;
  /** "karta", and for several ways "gotówka 50,00 zł, karta 91,01 zł"; empty when it is not known. */
  paidBy: string;
  payments: PaymentView[];
  /** What is still to be paid: 0.00, as a receipt is printed once it is paid. */
  due: string;
  dueMinor: number;
  annotations: string[];
  /** The words under the QR codes of KSeF: its number, or OFFLINE and CERTYFIKAT. */
  codeLabels: string[];
};

/** As what an invoice is printed, and the words under its QR codes. Source: domain rule 22. */
export type PrintedAs = { isConfirmation: boolean; codeLabels: readonly string[] };

const outsideKsef: PrintedAs = { isConfirmation: false, codeLabels: [] };

type ViewOptions = { language: Language; theme: Pick<Theme, 'name'>; as?: PrintedAs };

/**
 * The frozen view of an issued invoice: only printable facts, no ids, no e-mail address. Texts from outside are isolated, so
 * that their direction of writing moves nothing beside them.
 */
export function invoiceView(invoice: Invoice, { language, theme, as = outsideKsef }: ViewOptions): InvoiceView {
  const words = labels[language];
  const documentName = as.isConfirmation ? words.confirmation : words.invoice;
  const country = countryOf(invoice.country);
  const money = (amount: Minor) => formatAmount(amount, language);
  const priced = (amount: Minor) => formatAmount(amount, language, invoice.currency);
  const discounts = minor(invoice.lines.reduce((total, line) => total + line.discount, 0));
  const receiptDiscounts = minor(invoice.lines.reduce((total, line) => total + line.receiptDiscount, 0));
  const due = minor(invoice.due - sum(invoice.payments.map((payment) => payment.amount)));
  const paid = minor(invoice.due - due);
  return deepFreeze({
    language,
    brand: isolated(theme.name),
    documentName,
    title: `${documentName} ${invoice.number}`,
    number: invoice.number,
    issueDate: formatDay(invoice.issueDate, language),
    saleDate: formatDay(invoice.saleDate, language),
    currency: invoice.currency,
    seller: { ...isolatedParty(invoice.seller), nip: country.taxId.format(invoice.seller.nip) },
    buyer: {
      name: isolated(invoice.buyer.name),
      nip: invoice.buyer.kind === 'company' ? country.taxId.format(invoice.buyer.nip) : '',
      address: isolated(invoice.buyer.address ?? ''),
      isCompany: invoice.buyer.kind === 'company',
    },
    receiptNote: country.labels
      .receiptNote(
        invoice.sales.map((sale) => sale.receiptNumber ?? sale.documentNumber),
        language,
      )
      .replace(words.invoice, documentName),
    registerNote: country.labels.registerNote[language],
    sales: invoice.sales.map((sale, index) => saleView(sale, index, language)),
    severalSales: invoice.sales.length > 1,
    lines: invoice.lines.map((line, index) => lineView(line, index, invoice.sales, language, country)),
    lineCount: invoice.lines.length,
    discountsTotal: discounts > 0 ? priced(discounts) : '',
    receiptDiscountsTotal: receiptDiscounts > 0 ? priced(receiptDiscounts) : '',
    rates: invoice.rates.map((rate) => rateView(rate, language, country)),
    totals: totalsView(invoice.totals, money),
    deposits: invoice.deposits.map((deposit) => depositView(deposit, language)),
    depositsTotal: invoice.deposits.length > 0 ? priced(minor(invoice.due - invoice.totals.gross)) : '',
    paid: priced(paid),
    paidMinor: paid,
    paidBy: paidByText(invoice, language),
    payments: invoice.payments.map(({ method, amount }) => ({
      method: paymentNames[language][method],
      amount: money(amount),
    })),
    due: priced(due),
    dueMinor: due,
    annotations: [...invoice.annotations],
    codeLabels: [...as.codeLabels],
  });
}

/** Whether the view is of a document that precedes its invoice. */
export function isConfirmation({ language, documentName }: Pick<InvoiceView, 'language' | 'documentName'>): boolean {
  return documentName === labels[language].confirmation;
}

function lineView(
  line: TakenLine,
  index: number,
  sales: RegisteredSale[],
  language: Language,
  country: Country,
): LineView {
  return {
    position: index + 1,
    name: isolated(line.name),
    quantity: formatQuantityText(line.quantity, language),
    unit: isolated(country.unitName(line.unit, language)),
    unitPrice: formatAmount(line.unitPrice, language),
    unitPriceMinor: line.unitPrice,
    discount: ifAny(line.discount, language),
    discountMinor: line.discount,
    ownDiscount: ifAny(minor(line.discount - line.receiptDiscount), language),
    receiptDiscount: ifAny(line.receiptDiscount, language),
    gross: formatAmount(line.gross, language),
    grossMinor: line.gross,
    rate: formatRate(line.rate, language, country.labels.rates),
    letter: line.letter,
    sale: sales.findIndex((sale) => sale.receiptId === line.receiptId) + 1,
  };
}

/** The amount, and an empty text for nothing. */
function ifAny(amount: Minor, language: Language): string {
  return amount > 0 ? formatAmount(amount, language) : '';
}

/** The ways to pay, with their amounts when there are several. */
export function paidByText({ payments, currency }: Invoice, language: Language): string {
  const name = (payment: Payment) => paymentNames[language][payment.method];
  if (payments.length < 2) return payments.map(name).join();
  return payments.map((payment) => `${name(payment)} ${formatAmount(payment.amount, language, currency)}`).join(', ');
}

export function rateView(total: RateTotal, language: Language, { labels }: Country): RateView {
  return {
    rate: formatRate(total.rate, language, labels.rates),
    net: formatAmount(total.net, language),
    vat: formatAmount(total.vat, language),
    gross: formatAmount(total.gross, language),
  };
}

export function totalsView(totals: Totals, money: (amount: Minor) => string): InvoiceView['totals'] {
  return {
    net: money(totals.net),
    vat: money(totals.vat),
    gross: money(totals.gross),
    netMinor: totals.net,
    vatMinor: totals.vat,
    grossMinor: totals.gross,
  };
}

export function depositView(deposit: Deposit, language: Language): DepositView {
  return {
    name: isolated(deposit.name),
    quantity: formatQuantityText(deposit.quantity, language),
    unitPrice: formatAmount(deposit.unitPrice, language),
    amount: formatAmount(priceOf(deposit.unitPrice, deposit.quantity), language),
  };
}

export function saleView(sale: RegisteredSale, index: number, language: Language): SaleView {
  return {
    position: index + 1,
    storeCode: sale.storeCode,
    storeName: isolated(sale.storeName),
    storeAddress: isolated(sale.storeAddress),
    saleDate: formatDay(sale.saleDate, language),
    tillUniqueNumber: sale.tillUniqueNumber,
    documentNumber: sale.documentNumber,
    receiptNumber: sale.receiptNumber ?? '',
  };
}

/** Name and address of a seller or buyer alone, without its other fields. */
export function isolatedParty({ name, address }: { name: string; address: string }): { name: string; address: string } {
  return { name: isolated(name), address: isolated(address) };
}

/** Freezes at every depth: a helper or a partial cannot change what the next one prints. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
