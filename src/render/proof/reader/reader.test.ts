import * as mupdf from 'mupdf';
import { afterEach, expect, it } from 'vitest';
import { Problem } from '../../../domain/problem.ts';
import { anInvoice } from '../../../testing/builders/invoices.ts';
import { readThemeFolder } from '../../themeFolder.ts';
import { invoiceView } from '../../view/view.ts';
import type { ReadBack } from './readBack.ts';
import { openReaders, type PdfReaders, type ReadLimits } from './reader.ts';

const { theme } = await readThemeFolder('zielony');
const view = invoiceView(anInvoice(), { language: 'pl', theme });

let readers: PdfReaders | undefined;
afterEach(() => readers?.close());

function open(limits: Partial<ReadLimits> = {}): PdfReaders {
  readers = openReaders({ size: 1, limits });
  return readers;
}

/** A PDF whose pages all have this content stream; empty by default. */
function aPdf({ pages = 1, content = '' } = {}): Uint8Array {
  const document = new mupdf.PDFDocument();
  for (let page = 0; page < pages; page += 1)
    document.insertPage(-1, document.addPage([0, 0, 595, 842], 0, document.newDictionary(), content));
  return Uint8Array.from(document.saveToBuffer('').asUint8Array());
}

const asked = (pdf: Uint8Array): ReadBack => ({ pdf, view, drawn: 'all' });
const reasonOf = (error: unknown) => (error instanceof Problem ? error.params.reason : error);
const outcome = (reading: Promise<unknown>) => reading.then(() => 'read', reasonOf);

/** A PDF that takes minutes to draw: 400,000 curves, each filled over the whole page. */
const endless = aPdf({ content: 'q 0 0 m 595 842 0 842 595 0 c 0 500 400 20 300 800 c f* Q\n'.repeat(400_000) });

it('an empty page lacks the facts of the invoice', async () => {
  const problems = await open().read('chain', asked(aPdf()));
  expect(problems).toContainEqual({ code: 'fact.missing', path: 'number' });
  expect(problems).toContainEqual({ code: 'fact.missing', path: 'paid' });
});

it('bytes that are no PDF fail, and the next PDF is read', async () => {
  const { read } = open();
  expect(await outcome(read('chain', asked(new TextEncoder().encode('no PDF'))))).toBe('crash');
  expect(await outcome(read('chain', asked(aPdf())))).toBe('read');
});

it('a PDF that exceeds the time limit fails, and the next PDF is read', async () => {
  const { read } = open({ wallMs: 6_000, wallMsPerPage: 0 });
  expect(await outcome(read('chain', asked(endless)))).toBe('time');
  expect(await outcome(read('chain', asked(aPdf())))).toBe('read');
});

it('a PDF that exceeds the memory limit fails', async () => {
  expect(await outcome(open({ memoryBytes: 1 }).read('chain', asked(endless)))).toBe('memory');
});

it('a PDF of too many bytes is not read', async () => {
  const pdf = aPdf();
  expect(await outcome(open({ pdfBytes: pdf.byteLength - 1 }).read('chain', asked(pdf)))).toBe('size');
  expect(await outcome(open({ pdfBytes: pdf.byteLength }).read('chain', asked(pdf)))).toBe('read');
});

it('a PDF of more pages than a document may have is not read', async () => {
  expect(await outcome(open().read('chain', asked(aPdf({ pages: 1_001 }))))).toBe('size');
});
