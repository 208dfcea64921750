import { isolated } from '../../domain/bidi.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { formatAmount, formatDay, formatQuantityText, type Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { minor } from '../../domain/money/money.ts';
import { labels } from '../labels.ts';
import { deepFreeze, isolatedParty, paidByText } from './view.ts';

/**
 * Everything that a mail template can print. The link is not a field: only `{{> button}}` writes the platform's own link.
 */
export type MailView = {
  language: Language;
  brand: string;
  /** As on the document. */
  documentName: string;
  title: string;
  number: string;
  issueDate: string;
  saleDate: string;
  seller: { name: string; nip: string; address: string };
  buyer: { name: string; nip: string; isCompany: boolean };
  store: string;
  lines: { name: string; quantity: string; unit: string; gross: string }[];
  lineCount: number;
  /** The number of lines that `lines` leaves out: a mail lists the first twelve. */
  moreLines: number;
  depositsTotal: string;
  /** Gross and deposits, which the receipts have paid. */
  paid: string;
  paidMinor: number;
  /** As on the invoice. */
  paidBy: string;
};

const shownLines = 12;

type MailOptions = { language: Language; theme: Theme; documentName?: string };

/** The frozen view for the mail with an issued invoice. */
export function mailView(
  invoice: Invoice,
  { language, theme, documentName = labels[language].invoice }: MailOptions,
): MailView {
  const { taxId, unitName } = countryOf(invoice.country);
  const deposits = invoice.deposits.length > 0;
  return deepFreeze({
    language,
    brand: isolated(theme.name),
    documentName,
    title: `${documentName} ${invoice.number}`,
    number: invoice.number,
    issueDate: formatDay(invoice.issueDate, language),
    saleDate: formatDay(invoice.saleDate, language),
    seller: { ...isolatedParty(invoice.seller), nip: taxId.format(invoice.seller.nip) },
    buyer: {
      name: isolated(invoice.buyer.name),
      nip: invoice.buyer.kind === 'company' ? taxId.format(invoice.buyer.nip) : '',
      isCompany: invoice.buyer.kind === 'company',
    },
    store: [...new Set(invoice.sales.map((sale) => isolated(sale.storeName)))].join(', '),
    lines: invoice.lines.slice(0, shownLines).map((line) => ({
      name: isolated(line.name),
      quantity: formatQuantityText(line.quantity, language),
      unit: isolated(unitName(line.unit, language)),
      gross: formatAmount(line.gross, language),
    })),
    lineCount: invoice.lines.length,
    moreLines: Math.max(0, invoice.lines.length - shownLines),
    depositsTotal: deposits ? formatAmount(minor(invoice.due - invoice.totals.gross), language) : '',
    paid: formatAmount(invoice.due, language, invoice.currency),
    paidMinor: invoice.due,
    paidBy: paidByText(invoice, language),
  });
}
