import type { ChainSettings } from '../chains/settings.ts';
import type { Language, RateLabels } from '../format.ts';
import type { Buyer } from '../invoices/buyer.ts';
import type { FiscalFile } from '../invoices/documentKind.ts';
import type { NumberingRules } from '../invoices/numbering.ts';
import type { Currency } from '../money/currency.ts';
import type { Minor } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { RateTotal, Totals } from '../money/vat.ts';
import type { ProblemCode } from '../problem.ts';
import type { Random } from '../random.ts';
import type { PaymentMethod } from '../receipts/payment.ts';
import type { PricedLine } from '../receipts/pricedLine.ts';

/** ISO 3166-1 codes of the countries whose rules exist in code; the check on `chains.country` lists the same. */
export const countryCodes = ['PL'] as const;
export type CountryCode = (typeof countryCodes)[number];

/**
 * The rules of a country's law for a receipt and its invoice. Every member is pure; days are ISO days in the chain's
 * zone.
 */
export type Country = {
  code: CountryCode;
  currency: Currency;
  /** IANA zone of the calendar days: sale dates, deadlines, issue dates and daily limits. */
  timeZone: string;
  taxId: TaxIdRules;
  /** The rate's code in the tax office's invoice file, or undefined where the country has no such rate on that day. */
  rateCode(rate: Rate, day: string): string | undefined;
  eligibility: EligibilityRules;
  deadlines: Deadlines;
  /** Legal texts that this invoice has to carry. */
  annotations(invoice: AnnotatedInvoice, settings: Pick<ChainSettings, 'exemptionBasis'>): string[];
  labels: LegalLabels;
  numbering: NumberingRules;
  /** Whether goods in this unit, spelled as tills do, are sold in whole numbers. */
  isPieceUnit(unit: string): boolean;
  /** A till's unit as a document or a page in this language prints it. */
  unitName(unit: string, language: Language): string;
  /** The way to pay that a till's text names. */
  paymentMethod(text: string): PaymentMethod;
  /** The tax office's system for invoices. */
  fiscalChannel: FiscalChannel;
  /** How an issued invoice with an error is put right. */
  correctedBy: 'correction';
  /** The settings of a new chain, and of a chain that has not chosen. */
  defaultSettings: ChainSettings;
};

/** What pages need to know of a country: how to read and write its tax ids, amounts, days and rates. */
export type ShownCountry = Pick<Country, 'code' | 'currency' | 'timeZone'> & { taxId: Omit<TaxIdRules, 'draw'> };

/** What pages with goods need in addition: how units and rates are named, and which goods are sold whole. */
export type ShownGoods = Pick<Country, 'isPieceUnit' | 'unitName'> & { labels: Pick<LegalLabels, 'rates'> };

export type TaxIdRules = {
  /** The one spelling of a typed id, or undefined for a text of another shape. `isValid` checks the check digit. */
  normalise(text: string): string | undefined;
  /** Whether an id in its one spelling has the right shape and check digit. */
  isValid(id: string): boolean;
  /** The id as printed. A text of another shape is returned unchanged. */
  format(id: string): string;
  /** A random valid id, for samples. */
  draw(random: Random): string;
};

/** What of an invoice decides which legal texts it has to carry. */
export type AnnotatedInvoice = {
  rates: readonly RateTotal[];
  totals: Pick<Totals, 'gross'>;
  lines: readonly Pick<PricedLine, 'annex15'>[];
  buyer: Pick<Buyer, 'kind'>;
};

/**
 * The facts of a receipt that decide who may have its invoice. The total is that of the whole receipt, not of the
 * selection.
 */
export type EligibleReceipt = { total: Minor; saleDate: string; buyerNip?: string };
export type Eligibility = { buyer: Buyer['kind']; allowed: boolean; reason?: ProblemCode };
export type EligibilitySettings = Pick<ChainSettings, 'lateRequests' | 'simplifiedInvoice'>;

export type EligibilityRules = {
  /** The largest total at which a company's receipt of this day is an invoice itself; undefined where none is. */
  invoiceItselfUpTo(saleDay: string): Minor | undefined;
  /** For each kind of buyer, whether such a buyer may ask for an invoice, and if not, why. */
  answers(receipt: EligibleReceipt, settings: EligibilitySettings, today: string): Eligibility[];
  /** Throws Problem, with a pointer into the request, when this buyer may not have the receipt's invoice. */
  assertMayInvoice(
    receipt: EligibleReceipt,
    buyer: Buyer,
    settings: EligibilitySettings & Pick<ChainSettings, 'personAddress'>,
    today: string,
  ): void;
};

export type Deadlines = {
  /** The last day on which the seller must accept a request. */
  lastRequestDay(saleDay: string): string;
  /** The last day for issuing an invoice that is requested on a given day. */
  issueNoLaterThan(saleDay: string, requestDay: string): string;
  /** The last day on which an invoice of a day has to be kept. */
  keptUntil(issueDay: string): string;
  /** The last day on which a receipt without an invoice is kept, so many days after the last request. */
  receiptKeptUntil(saleDay: string, marginDays: number): string;
};

export type FiscalChannel = {
  kind: 'ksef';
  /** Whether a text has the form of a number from this system. */
  isNumber(text: string): boolean;
  /** The file that is made of an invoice for such a buyer; undefined where none is. */
  file(buyer: Buyer['kind'], settings: Pick<ChainSettings, 'personInKsef'>): FiscalFile | undefined;
  /** The last day for handing over an invoice that was issued on a day. */
  handOverBy(issueDay: string): string;
  /** What the sales ledger names for an invoice that has no number from this system. */
  ledgerMark(buyer: Buyer['kind'], state: 'not_sent' | 'waiting' | 'refused'): string;
};

/** Texts that the law prescribes for an invoice to a receipt. */
export type LegalLabels = {
  /** Names the receipts of the invoice by their printed numbers. */
  receiptNote(numbers: readonly string[], language: Language): string;
  /** States that the sale was already recorded on a cash register. */
  registerNote: Readonly<Record<Language, string>>;
  rates: RateLabels;
};
