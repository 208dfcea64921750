import type { ChainSettings } from '../chains/settings.ts';
import type { Language, RateLabels } from '../format.ts';
import type { Buyer } from '../invoices/buyer.ts';
import type { NumberingRules } from '../invoices/numbering.ts';
import type { Currency } from '../money/currency.ts';
import type { Minor } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { RateTotal, Totals } from '../money/vat.ts';
import type { ProblemCode } from '../problem.ts';
import type { Random } from '../random.ts';
import type { PricedLine } from '../receipts/pricedLine.ts';

/** ISO 3166-1 codes of the countries whose rules are written; the check on `chains.country` lists the same. */
export const countryCodes = ['PL'] as const;
export type CountryCode = (typeof countryCodes)[number];

/** All that a country's law decides about a receipt and its invoice. Every member is pure; days are chain-local ISO days. */
export type Country = {
  code: CountryCode;
  currency: Currency;
  /** IANA zone in which days begin: sale dates, deadlines, issue dates and the limits of a day. */
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
  /** Whether goods of this unit, as tills spell it, are sold whole. */
  isPieceUnit(unit: string): boolean;
  /** Where invoices are reported to the tax office, and whether a text has the form of a number given there. */
  fiscalChannel: { kind: 'ksef'; isNumber(text: string): boolean };
  /** What an issued invoice that turns out wrong is followed by. */
  correctedBy: 'correction';
  /** What a new chain starts with, and what a chain that never chose has. */
  defaultSettings: ChainSettings;
};

/** What pages need of a country: how its ids, amounts, days and rates are read and written. */
export type ShownCountry = Pick<Country, 'code' | 'currency' | 'timeZone' | 'isPieceUnit'> & {
  taxId: Omit<TaxIdRules, 'draw'>;
  labels: Pick<LegalLabels, 'rates'>;
};

export type TaxIdRules = {
  /** The one spelling of an id as people type it, or undefined for what has not its shape. The check digit is `isValid`'s. */
  normalise(text: string): string | undefined;
  /** Whether an id in its one spelling has the right shape and check digit. */
  isValid(id: string): boolean;
  /** As printed; what has not the shape of an id comes back as it is. */
  format(id: string): string;
  /** A valid id by chance, for samples. */
  draw(random: Random): string;
};

/** What of an invoice decides which legal texts it has to carry. */
export type AnnotatedInvoice = {
  rates: readonly RateTotal[];
  totals: Pick<Totals, 'gross'>;
  lines: readonly Pick<PricedLine, 'annex15'>[];
  buyer: Pick<Buyer, 'kind'>;
};

/** What of a receipt decides who may have its invoice: the whole receipt's total, never the selection's. */
export type EligibleReceipt = { total: Minor; saleDate: string; buyerNip?: string };
export type Eligibility = { buyer: Buyer['kind']; allowed: boolean; reason?: ProblemCode };
export type EligibilitySettings = Pick<ChainSettings, 'lateRequests' | 'simplifiedInvoice'>;

export type EligibilityRules = {
  /** Who may ask for an invoice, and if not, why: one answer for each kind of buyer. */
  answers(receipt: EligibleReceipt, settings: EligibilitySettings, today: string): Eligibility[];
  /** Throws Problem, with a pointer into the request, for a buyer who may not have this receipt's invoice. */
  assertMayInvoice(
    receipt: EligibleReceipt,
    buyer: Buyer,
    settings: EligibilitySettings & Pick<ChainSettings, 'personAddress'>,
    today: string,
  ): void;
};

export type Deadlines = {
  /** The last day on which a request binds the seller. */
  lastRequestDay(saleDay: string): string;
  /** The day by which an invoice asked for on a day has to be issued. */
  issueNoLaterThan(saleDay: string, requestDay: string): string;
  /** The last day on which the invoice of a sale has to be kept. */
  keptUntil(saleDay: string): string;
};

/** Words that the law itself prescribes for an invoice to a receipt. */
export type LegalLabels = {
  /** Names the receipts, by the numbers printed on them, that the invoice belongs to. */
  receiptNote(numbers: readonly string[], language: Language): string;
  /** Says that the sale was already recorded on a cash register. */
  registerNote: Readonly<Record<Language, string>>;
  rates: RateLabels;
};
