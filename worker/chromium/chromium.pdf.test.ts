import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Theme } from '../../src/domain/chains/theme.ts';
import { Problem } from '../../src/domain/problem.ts';
import { invoiceDocument, type PrintJob } from '../../src/render/page/document.ts';
import { logoBlock } from '../../src/render/page/trustedBlocks.ts';
import { readPages } from '../../src/render/proof/page/readPages.ts';
import { proveInvoice } from '../../src/render/proof/proveInvoice.ts';
import { readThemeFolder } from '../../src/render/themeFolder.ts';
import { openTemplateThreads } from '../../src/render/threads/threads.ts';
import { type InvoiceView, invoiceView } from '../../src/render/view/view.ts';
import { testChromium } from '../../src/testing/browser/printer.ts';
import { readPdf } from '../../src/testing/browser/readPdf.ts';
import { aCompany, anInvoice, aSale, aTakenLine, someDeposits } from '../../src/testing/builders/invoices.ts';
import { openPrinter, type Printer } from './chromium.ts';

const thread = openTemplateThreads({ size: 1, mostWaiting: 100 });
let printer: Printer;
const notices: string[] = [];

beforeAll(async () => {
  printer = await openPrinter({ ...testChromium(), onNotice: (text) => notices.push(text) });
});
afterAll(() => Promise.all([printer.close(), thread.close()]));

type Layout = { name: string; theme: Theme; source: string };

async function layoutOf(name: string): Promise<Layout> {
  const { theme, invoice } = await readThemeFolder(name);
  return { name, theme, source: invoice };
}

async function jobOf(layout: Layout, view: InvoiceView): Promise<PrintJob> {
  const { name, theme, source } = layout;
  const html = await thread.render('chain', {
    key: name,
    kind: 'invoice',
    source,
    view,
    blocks: { logo: logoBlock(theme) },
  });
  return invoiceDocument({ owner: name, theme, language: view.language, title: view.title, html });
}

const longName =
  'Przedsiębiorstwo Produkcyjno-Handlowo-Usługowe „Żółć i Gęśla” spółka z ograniczoną odpowiedzialnością';
const naughty = [
  'Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{constructor}} <%= 7*7 %> %s \'"`=&amp;',
  `Nazwa${'bezspacji'.repeat(15)}`,
  'Київ, Ελλάδα, Việt Nam',
  '₱ € § ½ m² 5 × 10 °C „cytat” – tak',
  '00,00 zł',
];

const problemsOf = (view: InvoiceView, pdf: Uint8Array) => proveInvoice(view, readPages(pdf, { drawn: 'all' }));

/** An invoice with `count` lines that are difficult for a layout. */
function hardInvoice(count: number) {
  const lines = Array.from({ length: count }, (_, index) =>
    aTakenLine(
      index,
      index % 9 === 5
        ? { name: naughty[((index / 9) % naughty.length) | 0] ?? '' }
        : index === 7
          ? { name: longName }
          : {},
    ),
  );
  return anInvoice({
    lines,
    number: 'FP/CENTRALA-KRAKÓW/2026/11/123456',
    deposits: someDeposits,
    buyer: { ...aCompany, name: longName },
    sales: [aSale(), aSale({ receiptId: 'receipt-2', documentNumber: '99', tillUniqueNumber: 'WAH2001009137' })],
    annotations: ['Zwolnienie z VAT: art. 43 ust. 1 ustawy o podatku od towarów i usług'],
  });
}

describe.each(['default', 'zielony', 'megadom'])('the %s layout', (name) => {
  it.each([1, 12, 75, 400])('prints %i lines, and every fact can be read back', async (count) => {
    const layout = await layoutOf(name);
    const view = invoiceView(hardInvoice(count), { language: 'pl', theme: layout.theme });
    const bytes = await printer.print(await jobOf(layout, view));
    expect(problemsOf(view, bytes)).toEqual([]);
    const pdf = await readPdf(bytes);
    expect(pdf).toMatchObject({ title: view.title, language: 'pl', tagged: true });
    const header = name === 'megadom' ? 'NAZWA TOWARU LUB USŁUGI' : 'Nazwa towaru lub usługi';
    const last = pdf.pages.findLastIndex((page) => page.includes(header));
    pdf.pages.forEach((page, index) => {
      expect(page).toContain(`Strona ${index + 1} z ${pdf.pages.length}`);
      expect(page).toContain(view.title);
      // The table's header is repeated on every page with lines.
      if (index <= last) expect(page).toContain(header);
    });
    if (count >= 75) expect(pdf.pages.length).toBeGreaterThan(2);
  });

  it('prints a usual invoice of twelve lines on one page', async () => {
    const layout = await layoutOf(name);
    const view = invoiceView(anInvoice({ lines: 12, deposits: someDeposits }), { language: 'pl', theme: layout.theme });
    expect((await readPdf(await printer.print(await jobOf(layout, view)))).pages).toHaveLength(1);
  });

  it('prints English labels for the language en', async () => {
    const layout = await layoutOf(name);
    const view = invoiceView(anInvoice({ lines: 3 }), { language: 'en', theme: layout.theme });
    const bytes = await printer.print(await jobOf(layout, view));
    expect(problemsOf(view, bytes)).toEqual([]);
    const pdf = await readPdf(bytes);
    expect(pdf).toMatchObject({ title: 'Invoice FP/014/2026/11/7', language: 'en' });
    expect(pdf.pages[0]).toContain('Page 1 of 1');
    expect(pdf.pages[0]).toContain(`PLN ${view.due.slice(4)}`);
  });
});

it.each([
  'visibility: hidden',
  'opacity: 0',
  'clip-path: inset(50%)',
  'position: relative; left: 5000px',
  'text-indent: -9999px',
  'transform: scale(0.001)',
  'font-size: 0.1px !important',
  'color: #fff !important; background: #fff !important',
  'color: transparent !important',
  'opacity: 0.01',
  'filter: brightness(100)',
  'mask-image: linear-gradient(transparent, transparent)',
])('totals under “%s” are not found in the print', async (css) => {
  const layout = await layoutOf('default');
  const source = `<style>.totals, .totals * { ${css} }</style>${layout.source}`;
  const view = invoiceView(anInvoice({ lines: 2 }), { language: 'pl', theme: layout.theme });
  const bytes = await printer.print(await jobOf({ ...layout, name: css, source }, view));
  expect(problemsOf(view, bytes).map(({ path }) => path)).toContain('paid');
});

it('totals under a cover are not found in the print', async () => {
  const layout = await layoutOf('default');
  const cover =
    '<style>.totals { position: relative } .totals::after { content: ""; position: absolute; inset: -2mm; background: #fff }</style>';
  const view = invoiceView(anInvoice({ lines: 2 }), { language: 'pl', theme: layout.theme });
  const job = await jobOf({ ...layout, name: 'cover', source: cover + layout.source }, view);
  expect(problemsOf(view, await printer.print(job)).map(({ path }) => path)).toContain('paid');
});

describe('a page that is reused for many documents', () => {
  it('shows nothing of the previous document', async () => {
    const layout = await layoutOf('zielony');
    const texts: string[] = [];
    for (const number of ['FP/1', 'FP/2', 'FP/3']) {
      const view = invoiceView(anInvoice({ lines: 1, number }), { language: 'pl', theme: layout.theme });
      const pdf = await readPdf(await printer.print(await jobOf(layout, view)));
      expect(pdf.title).toBe(`Faktura ${number}`);
      texts.push(pdf.pages.join(' '));
    }
    expect(texts.map((text) => ['FP/1', 'FP/2', 'FP/3'].filter((number) => text.includes(number)))).toEqual([
      ['FP/1'],
      ['FP/2'],
      ['FP/3'],
    ]);
  });

  it('prints simultaneous documents of several chains correctly', async () => {
    const layouts = await Promise.all(['default', 'zielony', 'megadom'].map(layoutOf));
    const jobs = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const layout = layouts[index % 3] ?? layouts[0];
        if (!layout) throw new Error('no layout');
        const view = invoiceView(anInvoice({ lines: 2, number: `FP/${index}/x` }), {
          language: 'pl',
          theme: layout.theme,
        });
        return { view, pdf: printer.print(await jobOf(layout, view)) };
      }),
    );
    for (const { view, pdf } of jobs) expect((await readPdf(await pdf)).title).toBe(view.title);
  });

  it('prints characters outside the Polish subset with a glyph, not a box', async () => {
    const layout = await layoutOf('megadom');
    const view = invoiceView(anInvoice({ lines: [aTakenLine(0, { name: 'Їжак Ωμέγα Tiếng Việt' })] }), {
      language: 'pl',
      theme: layout.theme,
    });
    const bytes = await printer.print(await jobOf(layout, view));
    expect((await readPdf(bytes)).pages[0]).toContain('Їжак Ωμέγα Tiếng Việt');
    // The PDF embeds the font under its own name, so no system font replaced it.
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSans/);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/\+OpenSans|DejaVu|Liberation/);
  });
});

it('a receipt of 5,000 lines is printed completely beside other work in the browser', async () => {
  const layout = await layoutOf('zielony');
  const view = (count: number) =>
    invoiceView(
      anInvoice({
        lines: Array.from({ length: count }, (_, at) =>
          aTakenLine(at, { name: `Pozycja ${at + 1} ${'z długą nazwą '.repeat(3)}` }),
        ),
      }),
      { language: 'pl', theme: layout.theme },
    );
  const busy = await openPrinter({ ...testChromium(), onNotice: () => {} });
  try {
    for (let owner = 0; owner < 8; owner += 1)
      await busy.print(await jobOf({ ...layout, name: `sieć ${owner}` }, view(100)));
    const pdf = await readPdf(await busy.print(await jobOf(layout, view(5_000))));
    expect(pdf.pages.length).toBeGreaterThan(200);
    const text = pdf.pages.join(' ');
    for (const at of [1, 2_500, 5_000]) expect(text).toContain(`Pozycja ${at} z długą nazwą`);
  } finally {
    await busy.close();
  }
});

describe('a document that cannot be printed', () => {
  const plain: PrintJob = {
    key: 'plain',
    language: 'pl',
    head: '<meta charset="utf-8"><title></title>',
    title: 'Bomba',
    body: '',
  };
  const ok = async (from: Printer) =>
    expect((await readPdf(await from.print({ ...plain, key: 'ok', body: '<p>dobrze</p>' }))).pages).toEqual(['dobrze']);

  async function reasonOf(from: Printer, body: string): Promise<unknown> {
    const error = await from.print({ ...plain, body }).catch((reason: unknown) => reason);
    return error instanceof Problem ? `${error.code} ${String(error.params.reason)}` : error;
  }

  it('is refused when it has too many pages', async () => {
    expect(await reasonOf(printer, '<p style="break-after:page">x</p>'.repeat(730))).toBe('document.failed pages');
    await ok(printer);
  });

  it.each([
    ['20,000 page breaks', '<p style="break-after:page">x</p>'.repeat(20_000)],
    ['a div of ten million pixels', '<div style="height:10000000px;background:red">x</div>'],
    ['a giant blur', '<div style="width:9000px;height:9000px;background:red;filter:blur(900px)">x</div>'.repeat(20)],
    [
      'an SVG that uses itself a thousand million times',
      `<svg viewBox="0 0 9 9"><defs><g id="a0"><path d="M0 0h1"/></g>${Array.from(
        { length: 9 },
        (_, index) => `<g id="a${index + 1}">${`<use href="#a${index}"/>`.repeat(10)}</g>`,
      ).join('')}</defs><use href="#a9"/></svg>`,
    ],
    ['a table nested 400 deep', '<table><tr><td>'.repeat(400)],
  ])('%s ends within the limit, and the next print works', async (_, bomb) => {
    const small = await openPrinter({
      ...testChromium(),
      onNotice: () => {},
      limits: { wallMs: 6_000, memoryBytes: 900_000_000 },
    });
    try {
      await ok(small);
      const outcome = await reasonOf(small, bomb);
      // The document is either refused, or small enough to become a PDF.
      if (!(outcome instanceof Uint8Array)) expect(outcome).toMatch(/^document\.failed (time|memory|pages|crash)$/);
      await ok(small);
    } finally {
      await small.close();
    }
  });

  it('is refused when it navigates, and the next print works', async () => {
    expect(await reasonOf(printer, '<meta http-equiv="refresh" content="0;url=https://example.test/">')).toBe(
      'document.failed strayed',
    );
    await ok(printer);
  });
});

describe('a browser that ends', () => {
  it('between two prints or during a print is replaced, and the print succeeds', async () => {
    const before = profiles();
    const own = await openPrinter({ ...testChromium(), onNotice: () => {} });
    const layout = await layoutOf('default');
    const view = invoiceView(anInvoice({ lines: 400 }), { language: 'pl', theme: layout.theme });
    const job = await jobOf(layout, view);
    await own.print(job);
    for (const delay of [0, 150]) {
      const pids = profiles()
        .filter((name) => !before.includes(name))
        .flatMap(processesNaming);
      expect(pids.length).toBeGreaterThan(0);
      const printed = own.print(job);
      setTimeout(() => pids.map(kill), delay);
      expect((await readPdf(await printed)).title).toBe(view.title);
    }
    await own.close();
  });

  it('after its limit of prints is replaced', async () => {
    const own = await openPrinter({ ...testChromium(), onNotice: () => {}, limits: { prints: 2 } });
    for (let print = 0; print < 5; print++) {
      const pdf = await own.print({
        key: 'a',
        language: 'pl',
        head: '<title></title>',
        title: `${print}`,
        body: '<p>x</p>',
      });
      expect((await readPdf(pdf)).title).toBe(`${print}`);
    }
    await own.close();
  });
});

it('two simultaneous prints replace a worn browser once, and close ends the new browser', async () => {
  const before = profiles();
  const own = await openPrinter({ ...testChromium(), onNotice: () => {}, limits: { prints: 3, atOnce: 2 } });
  const print = () => own.print({ key: 'a', language: 'pl', head: '<title></title>', title: 'x', body: '<p>x</p>' });
  for (let worn = 0; worn < 3; worn++) await print();
  await Promise.all([print(), print()]);
  await own.close();
  expect(profiles().filter((name) => !before.includes(name))).toEqual([]);
});

it('close leaves no process and no profile behind', async () => {
  const before = profiles();
  const own = await openPrinter({ ...testChromium(), onNotice: () => {} });
  await own.print({ key: 'a', language: 'pl', head: '<title></title>', title: 'x', body: '<p>x</p>' });
  const opened = profiles().filter((name) => !before.includes(name));
  expect(opened).toHaveLength(1);
  expect(opened.flatMap(processesNaming).length).toBeGreaterThan(0);
  await own.close();
  expect(opened.flatMap(processesNaming)).toEqual([]);
  expect(profiles().filter((name) => opened.includes(name))).toEqual([]);
  await expect(own.print({ key: 'a', language: 'pl', head: '', title: '', body: '' })).rejects.toThrow('closed');
});

it('each missing isolation layer is reported once', () => {
  expect(new Set(notices).size).toBe(notices.length);
});

const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`efakturomat-chromium-${process.pid}-`));

/** Processes whose command line contains the name of a profile: the browser, its renderers, its launcher. */
function processesNaming(profile: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => commandLine(pid).includes(profile)).map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: the process ended together with a process that was killed before.
  }
}
