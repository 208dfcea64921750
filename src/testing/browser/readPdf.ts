import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as a reader's program finds it. */
export type PdfText = {
  /** Text of each page in reading order, as far as it is on the page and large enough; runs of spaces are one space. */
  pages: string[];
  title: string;
  language: string;
  tagged: boolean;
};

/** Reads text, title, language and the tagged flag with pdf.js, which the product itself does not use for its proof. Rejects for bytes that are no PDF. */
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
