import { readdirSync, readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { createCanvas } from '@napi-rs/canvas';
import * as mupdf from 'mupdf';
import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { itemsOf } from '../src/render/proof/page/pageItems.ts';
import { readPages } from '../src/render/proof/page/readPages.ts';
import { proveInvoice } from '../src/render/proof/proveInvoice.ts';
import { openTemplateThreads } from '../src/render/threads/threads.ts';
import type { InvoiceView } from '../src/render/view/view.ts';
import { testChromium } from '../src/testing/browser/printer.ts';
import { openPrinter } from '../worker/chromium/chromium.ts';
import { jobOf, viewOf } from './sample.ts';

/** A PDF library. `text` reads all characters with their places; `draw` draws all pages in grey at 2 pixels a point. */
type Engine = { name: string; text: (pdf: Uint8Array) => Promise<number>; draw: (pdf: Uint8Array) => Promise<void> };

/** Numbers of lines that give an invoice of one page and one of three pages. */
const sizes = [8, 75];
const prints = 60;
const rounds = 5;
const readsARound = 10;
const scale = 2;

/**
 * Measures the CPU time of reading a printed invoice back, for each engine and for the whole proof, against the CPU time of the
 * print. Goal: the proof of a one-page invoice takes at most a third of the print.
 */
export async function benchReadBack(): Promise<void> {
  const thread = openTemplateThreads({ size: 1 });
  const printer = await openPrinter({ ...testChromium(), onNotice: (text) => console.log(`  ${text}`) });
  const engines = [pdfJs, muPdf, await pdfium()];
  for (const lines of sizes) {
    const view = viewOf(lines, 'FP/014/2026/11/7');
    const job = await jobOf(thread, view);
    for (let warm = 0; warm < 10; warm += 1) await printer.print(job);
    const own = process.cpuUsage();
    const before = cpuOfDescendants();
    let pdf = new Uint8Array();
    for (let print = 0; print < prints; print += 1) pdf = Uint8Array.from(await printer.print(job));
    // This process's CPU time counts too: it sends the document to Chromium and receives the PDF.
    const { user, system } = process.cpuUsage(own);
    const printMs = (cpuOfDescendants() - before + (user + system) / 1000) / prints;
    await measure(pdf, view, printMs, engines);
  }
  await printer.close();
  await thread.close();
}

async function measure(pdf: Uint8Array, view: InvoiceView, printMs: number, engines: Engine[]): Promise<void> {
  const { pageCount, glyphs } = readPages(pdf);
  const problems = proveInvoice(view, readPages(pdf, { drawn: 'all' }));
  console.log(
    `read back, ${view.lineCount} lines, ${pageCount} pages, ${glyphs.length} glyphs; print ${printMs.toFixed(1)} ms CPU`,
  );
  if (problems.length > 0) console.log('  the invoice is not proven', problems);
  const ways: [name: string, work: () => unknown][] = [
    ...engines.flatMap(({ name, text, draw }): [string, () => unknown][] => [
      [`${name}: text`, () => text(pdf)],
      [`${name}: draw`, () => draw(pdf)],
    ]),
    ['proof, uncertain pages drawn', () => proveInvoice(view, readPages(pdf))],
    ['proof, every page drawn', () => proveInvoice(view, readPages(pdf, { drawn: 'all' }))],
  ];
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of ways) {
      const ms = await cpuMsOf(work);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, ms));
    }
  }
  for (const [name, ms] of best)
    console.log(`  ${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms CPU  ${(ms / printMs).toFixed(2)} of the print`);
}

async function cpuMsOf(work: () => unknown): Promise<number> {
  await work();
  const start = process.cpuUsage();
  for (let read = 0; read < readsARound; read += 1) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / readsARound;
}

const muPdf: Engine = {
  name: 'mupdf 1.28, WebAssembly',
  async text(pdf) {
    const document = mupdf.Document.openDocument(pdf, 'application/pdf');
    let glyphs = 0;
    for (let index = 0; index < document.countPages(); index += 1) {
      const page = document.loadPage(index);
      glyphs += itemsOf(page, index).glyphs.length;
      page.destroy();
    }
    document.destroy();
    return glyphs;
  },
  async draw(pdf) {
    const document = mupdf.Document.openDocument(pdf, 'application/pdf');
    for (let index = 0; index < document.countPages(); index += 1) {
      const page = document.loadPage(index);
      page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceGray).destroy();
      page.destroy();
    }
    document.destroy();
  },
};

/** pdf.js gives text as runs without colour, so the list of painting operations is read as well. */
const pdfJs: Engine = {
  name: 'pdfjs-dist 6.5, JavaScript',
  async text(pdf) {
    const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
    const document = await loading.promise;
    let runs = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { fnArray } = await page.getOperatorList();
      const { items } = await page.getTextContent();
      runs += items.length + fnArray.filter((operation) => operation === OPS.showText).length;
    }
    await loading.destroy();
    return runs;
  },
  async draw(pdf) {
    const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
    const document = await loading.promise;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      // pdf.js declares the browser's canvas only, but works with the canvas of @napi-rs/canvas.
      const target = { canvas, canvasContext: canvas.getContext('2d') } as unknown as { canvas: null };
      await page.render({ ...target, viewport }).promise;
    }
    await loading.destroy();
  },
};

/** @hyzyla/pdfium gives text as strings only, without place, size or colour of a character. */
async function pdfium(): Promise<Engine> {
  const library = await PDFiumLibrary.init();
  return {
    name: 'PDFium 2.1, WebAssembly, no places',
    async text(pdf) {
      const document = await library.loadDocument(pdf);
      let characters = 0;
      for (const page of document.pages()) characters += page.getText().length;
      document.destroy();
      return characters;
    },
    async draw(pdf) {
      const document = await library.loadDocument(pdf);
      for (const page of document.pages()) await page.render({ scale, colorSpace: 'Gray' });
      document.destroy();
    },
  };
}

// Linux reports CPU time in ticks of 1/100 s.
const msATick = 10;

/** CPU time, in ms, of this process's descendants, among them all processes of Chromium. Source: proc_pid_stat(5). */
function cpuOfDescendants(): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf);
  const family = new Set([process.pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return (
    all.filter(({ pid }) => pid !== process.pid && family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) * msATick
  );
}

function statOf(pid: string): { pid: number; parent: number; ticks: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The process name in brackets may contain spaces and brackets, so fields are counted after the last bracket.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return { pid: Number(pid), parent: 0, ticks: 0 };
  }
}
