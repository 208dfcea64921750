import { isolated } from '../../domain/bidi.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { formatAmount, formatDay, formatQuantityText, formatRate, type Language } from '../../domain/format.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { CorrectionNote, Invoice, InvoiceLine } from '../../domain/invoices/invoice.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import { labels, reasonText } from '../labels.ts';
import {
  type DepositView,
  deepFreeze,
  depositView,
  type InvoiceView,
  isolatedParty,
  type RateView,
  rateView,
  type SaleView,
  saleView,
  totalsView,
} from '../view/view.ts';

type PartyView = { name: string; nip: string; address: string };

/** A line that the correction changes. `difference` is negative when less is charged. */
export type CorrectedLineView = {
  /** Counts from 1 on the corrected invoice. */
  position: number;
  name: string;
  unit: string;
  rate: string;
  unitPrice: string;
  quantityBefore: string;
  quantity: string;
  grossBefore: string;
  gross: string;
  difference: string;
};

/** Everything that the layout of corrections prints. Rates and totals are differences. Source: art. 106j(2). */
export type CorrectionView = {
  kind: 'correction';
  language: Language;
  brand: string;
  title: string;
  number: string;
  issueDate: string;
  corrected: { number: string; issueDate: string; saleDate: string };
  reason: string;
  seller: PartyView;
  buyer: PartyView;
  /** Empty texts where the buyer stays the same. */
  buyerBefore: PartyView;
  isBuyerChanged: boolean;
  lines: CorrectedLineView[];
  rates: RateView[];
  totals: InvoiceView['totals'];
  /** Deposits that are given back. */
  deposits: DepositView[];
  depositsTotal: string;
  /** What the buyer gets back, without a sign. */
  refund: string;
  sales: SaleView[];
  annotations: string[];
};

/** The frozen view of an issued correction. Throws for an invoice that is none. */
export function correctionView(
  correction: Invoice,
  { language, theme }: { language: Language; theme: { name: string } },
): CorrectionView {
  const { correction: note, totals, due, currency } = correction;
  if (!note) throw new Error(`${correction.number} is no correction`);
  const country = countryOf(correction.country);
  const priced = (amount: number) => formatAmount(minor(Math.abs(amount)), language, currency);
  const party = (buyer: Buyer): PartyView => ({
    name: isolated(buyer.name),
    nip: buyer.kind === 'company' ? country.taxId.format(buyer.nip) : '',
    address: isolated(buyer.address ?? ''),
  });
  return deepFreeze({
    kind: 'correction',
    language,
    brand: isolated(theme.name),
    title: `${labels[language].correction} ${correction.number}`,
    number: correction.number,
    issueDate: formatDay(correction.issueDate, language),
    corrected: correctedOf(note, correction.saleDate, language),
    reason: reasonText(note.reason, language),
    seller: { ...isolatedParty(correction.seller), nip: country.taxId.format(correction.seller.nip) },
    buyer: party(correction.buyer),
    buyerBefore: note.buyerBefore ? party(note.buyerBefore) : { name: '', nip: '', address: '' },
    isBuyerChanged: note.buyerBefore !== undefined,
    lines: correction.lines.map((line) => ({
      ...lineView(line, language),
      unit: isolated(country.unitName(line.unit, language)),
      rate: formatRate(line.rate, language, country.labels.rates),
    })),
    rates: correction.rates.map((rate) => rateView(rate, language, country)),
    totals: totalsView(totals, (amount) => formatAmount(amount, language)),
    deposits: correction.deposits.map((deposit) => depositView(deposit, language)),
    depositsTotal: correction.deposits.length > 0 ? priced(due - totals.gross) : '',
    refund: priced(due),
    sales: correction.sales.map((sale, index) => saleView(sale, index, language)),
    annotations: [...correction.annotations],
  });
}

function correctedOf({ corrected }: CorrectionNote, saleDate: string, language: Language): CorrectionView['corrected'] {
  return {
    number: corrected.number,
    issueDate: formatDay(corrected.issueDate, language),
    saleDate: formatDay(saleDate, language),
  };
}

function lineView(line: InvoiceLine, language: Language): Omit<CorrectedLineView, 'rate' | 'unit'> {
  const { before } = line;
  if (!before) throw new Error('a line of a correction states what held before');
  const money = (amount: Minor) => formatAmount(amount, language);
  return {
    position: before.position,
    name: isolated(line.name),
    unitPrice: money(line.unitPrice),
    quantityBefore: formatQuantityText(before.quantity, language),
    quantity: formatQuantityText(line.quantity, language),
    grossBefore: money(before.gross),
    gross: money(line.gross),
    difference: money(minor(line.gross - before.gross)),
  };
}
