import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { inkOf } from './ink.ts';
import type { InvoiceView } from './view.ts';

/** A PDF as a reader's program finds it. */
export type PdfText = {
  /** Text of each page in reading order, as far as it is on the page and large enough; runs of spaces are one space. */
  pages: string[];
  title: string;
  language: string;
  tagged: boolean;
};

/**
 * Reads text, title, language and the tagged flag back from a PDF; with `seen` only text that stands out from its ground,
 * for which each page is drawn. Rejects for bytes that are no PDF.
 */
export async function readPdf(bytes: Uint8Array, { seen = false } = {}): Promise<PdfText> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await loading.promise;
    const [{ info }, mark] = await Promise.all([document.getMetadata(), document.getMarkInfo()]);
    const { Title, Language } = info as { Title?: string; Language?: string };
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const isSeen = seen ? await inkOf(page) : () => true;
      const runs = items.map((item) => {
        if (!('str' in item)) return '';
        const shown = isOnPaper(item.transform, page.view) && (item.str.trim() === '' || isSeen(item));
        return (shown ? item.str : '') + (item.hasEOL ? ' ' : '');
      });
      pages.push(runs.join('').replace(/\s+/g, ' '));
    }
    return { pages, title: Title ?? '', language: Language ?? '', tagged: isMarked(mark) };
  } finally {
    await loading.destroy();
  }
}

// Small print has 5 or 6 points; this is dust.
const smallestPoints = 3;

/** Whether a text matrix writes on the sheet, in letters that can be seen. Source: ISO 32000-2 § 9.4.4. */
function isOnPaper([, , c, d, x, y]: number[], [left = 0, bottom = 0, right = 0, top = 0]: number[]): boolean {
  if (c === undefined || d === undefined || x === undefined || y === undefined) return false;
  return Math.hypot(c, d) >= smallestPoints && x >= left && x <= right && y >= bottom && y <= top;
}

/** Answers a Map where the types of the package promise an object. */
function isMarked(mark: unknown): boolean {
  if (mark instanceof Map) return mark.get('Marked') === true;
  return typeof mark === 'object' && mark !== null && 'Marked' in mark && mark.Marked === true;
}

/**
 * What art. 106e asks for and a reader does not find in the printed text, by field name: a layout may refer to a fact and
 * still hide it. Empty when everything is there.
 */
export function missingFacts(view: InvoiceView, { pages }: PdfText): string[] {
  const found = squeezed(pages.join(' '));
  return factsOf(view)
    .filter(([, value]) => value !== '' && !found.includes(squeezed(value)))
    .map(([name]) => name);
}

/** Long words wrap, so spaces are left out of the comparison, and so is the case: headings may be set in capitals. */
function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad]/g, '')
    .toLowerCase();
}

function factsOf(view: InvoiceView): [name: string, value: string][] {
  return [
    ['number', view.number],
    ['issueDate', view.issueDate],
    ['saleDate', view.saleDate],
    ['seller.name', view.seller.name],
    ['seller.nip', view.seller.nip],
    ['seller.address', view.seller.address],
    ['buyer.name', view.buyer.name],
    ['buyer.nip', view.buyer.nip],
    ['totals.net', view.totals.net],
    ['totals.vat', view.totals.vat],
    ['totals.gross', view.totals.gross],
    ['due', view.due],
    ...view.lines.flatMap((line, index): [string, string][] => [
      [`lines[${index}].name`, line.name],
      [`lines[${index}].quantity`, line.quantity],
      [`lines[${index}].unitPrice`, line.unitPrice],
      [`lines[${index}].discount`, line.discount],
      [`lines[${index}].gross`, line.gross],
    ]),
    ...view.rates.flatMap((rate, index): [string, string][] => [
      [`rates[${index}].rate`, rate.rate],
      [`rates[${index}].net`, rate.net],
      [`rates[${index}].vat`, rate.vat],
      [`rates[${index}].gross`, rate.gross],
    ]),
    ...view.sales.flatMap((sale, index): [string, string][] => [
      [`sales[${index}].documentNumber`, sale.documentNumber],
      [`sales[${index}].tillUniqueNumber`, sale.tillUniqueNumber],
    ]),
    ...view.annotations.map((text, index): [string, string] => [`annotations[${index}]`, text]),
  ];
}
