import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Text and properties of a PDF. */
export type PdfText = {
  /** Text of each page in reading order, without text off the page or below 3 points. Runs of spaces become one space. */
  pages: string[];
  title: string;
  language: string;
  tagged: boolean;
};

/**
 * Reads text, title, language and the tagged flag with pdf.js, so that tests do not depend on MuPDF, which the product uses.
 * Rejects for bytes that are no PDF.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await loading.promise;
    const [{ info }, mark] = await Promise.all([document.getMetadata(), document.getMarkInfo()]);
    const { Title, Language } = info as { Title?: string; Language?: string };
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const runs = items.map((item) => {
        if (!('str' in item)) return '';
        const shown = isOnPaper(item.transform, page.view);
        return (shown ? item.str : '') + (item.hasEOL ? ' ' : '');
      });
      pages.push(runs.join('').replace(/\s+/g, ' '));
    }
    return { pages, title: Title ?? '', language: Language ?? '', tagged: isMarked(mark) };
  } finally {
    await loading.destroy();
  }
}

// Small print has 5 or 6 points. Text below 3 points cannot be read.
const smallestPoints = 3;

/** Whether a text matrix places text on the page, in at least 3 points. Source: ISO 32000-2 § 9.4.4. */
function isOnPaper([, , c, d, x, y]: number[], [left = 0, bottom = 0, right = 0, top = 0]: number[]): boolean {
  if (c === undefined || d === undefined || x === undefined || y === undefined) return false;
  return Math.hypot(c, d) >= smallestPoints && x >= left && x <= right && y >= bottom && y <= top;
}

/** Reads the Marked entry. pdf.js returns a Map, although its types declare an object. */
function isMarked(mark: unknown): boolean {
  if (mark instanceof Map) return mark.get('Marked') === true;
  return typeof mark === 'object' && mark !== null && 'Marked' in mark && mark.Marked === true;
}
