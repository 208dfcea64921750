import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as mupdf from 'mupdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openChromium } from '../../../worker/chromium/chromium.ts';
import { type Lanes, openLanes } from '../../../worker/lanes/lanes.ts';
import { kodI, qrHosts } from '../../ksef/qr.ts';
import { readThemeFolder } from '../../render/themeFolder.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { readPdf } from '../../testing/browser/readPdf.ts';
import { aCompany, anInvoice } from '../../testing/builders/invoices.ts';
import { printProven } from '../invoices/printProven.ts';
import { type Layout, platformLayout } from '../layouts/layouts.ts';
import type { WorkerApp } from '../workerContext.ts';

let lanes: Lanes;
let app: WorkerApp;
beforeAll(async () => {
  lanes = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }));
  const { render, print, read } = lanes.documents;
  const press: Pick<WorkerApp, 'renderTemplate' | 'print' | 'readBack'> = {
    renderTemplate: (input) => render('chain', input),
    print: (job, needs) => print('chain', job, needs),
    readBack: (input) => read('chain', input),
  };
  app = press as WorkerApp;
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});
afterAll(() => lanes.close());

const invoice = anInvoice({ lines: 6, buyer: aCompany });
const xml = new TextEncoder().encode('<Faktura/>');
const address = kodI(`https://${qrHosts.production}`, { sellerNip: invoice.seller.nip, issueDate: '2026-11-24', xml });
const number = '5265877635-20261124-0100001AF629-AF';
const invoiceInKsef = { isConfirmation: false, codes: [{ address, label: number }] };
const confirmation = {
  isConfirmation: true,
  codes: [
    { address, label: 'OFFLINE' },
    { address: `${address.replace('/invoice/', '/certificate/Nip/')}/${'s'.repeat(342)}`, label: 'CERTYFIKAT' },
  ],
};

async function printed(folder: string, ksef?: typeof invoiceInKsef, edit = (source: string) => source) {
  const { theme, invoice: source } = await readThemeFolder(folder);
  const themeSource = { id: `theme ${folder}`, source: JSON.stringify(theme) };
  const template = { id: `${folder} ${edit(source).length}`, source: edit(source) };
  const layouts: Layout[] = [{ as: 'issued', template, theme: themeSource }, await platformLayout(themeSource)];
  const made = await printProven({
    ...{ app, tenantId: 'chain', language: 'pl', invoice, layouts },
    ...(ksef && { ksef }),
  });
  return { ...made, text: (await readPdf(made.pdf)).pages.join(' ').replace(/[\s\u00a0]+/g, ' ') };
}

/** The QR codes on the pages drawn at 200 dpi, read by ZXing. */
async function codesOn(pdf: Uint8Array): Promise<string[]> {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  const found: string[] = [];
  for (let page = 0; page < document.countPages(); page++) {
    const scale = mupdf.Matrix.scale(200 / 72, 200 / 72);
    const png = document.loadPage(page).toPixmap(scale, mupdf.ColorSpace.DeviceRGB).asPNG();
    const codes = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'], maxNumberOfSymbols: 8 });
    found.push(...codes.map(({ text }) => text));
  }
  return found;
}

describe.each(['default', 'zielony', 'megadom'])('the layout of %s', (folder) => {
  it('prints a company’s confirmation with two codes, and without the title of an invoice', async () => {
    const { pdf, text, layout, layoutProblems } = await printed(folder, confirmation);
    expect({ layout, layoutProblems }).toEqual({ layout: 'issued', layoutProblems: [] });
    expect((await codesOn(pdf)).toSorted()).toEqual(confirmation.codes.map((code) => code.address).toSorted());
    for (const words of [
      'Potwierdzenie transakcji',
      'OFFLINE',
      'CERTYFIKAT',
      'Faktura z numerem KSeF przyjdzie e-mailem',
    ])
      expect(text).toContain(words);
  });

  it('prints the invoice with KOD I and its number in KSeF', async () => {
    const { pdf, text, layout, layoutProblems } = await printed(folder, invoiceInKsef);
    expect({ layout, layoutProblems }).toEqual({ layout: 'issued', layoutProblems: [] });
    expect(await codesOn(pdf)).toEqual([address]);
    expect(text).toContain(number);
    expect(text).not.toContain('Potwierdzenie');
  });

  it('prints an invoice outside KSeF without a code', async () => {
    const { pdf, text } = await printed(folder);
    expect(await codesOn(pdf)).toEqual([]);
    expect(text).not.toContain('KSeF');
  });
});

describe('a layout of a chain', () => {
  it('that writes “Faktura” by hand is not used for a confirmation', async () => {
    const byHand = (source: string) => source.replace('{{t "invoice"}}', 'Faktura');
    expect(await printed('zielony', confirmation, byHand)).toMatchObject({
      layout: 'platform',
      layoutProblems: expect.arrayContaining([{ layout: 'issued', code: 'text.misleading', path: 'documentName' }]),
    });
    expect(await printed('zielony', invoiceInKsef, byHand)).toMatchObject({ layout: 'issued' });
  });

  it('places the codes by the block {{> ksef}}', async () => {
    const before = (source: string) => source.replace('{{> lines}}', '{{> ksef}}{{> lines}}');
    const { pdf, text, layout } = await printed('zielony', invoiceInKsef, before);
    expect(layout).toBe('issued');
    expect(await codesOn(pdf)).toEqual([address]);
    expect(text.indexOf(number)).toBeLessThan(text.indexOf(invoice.lines[0]?.name ?? ''));
  });

  it('can neither hide nor shrink the codes', async () => {
    const rules =
      'svg, figure svg path { display: none; width: 1mm; height: 1mm; opacity: 0; fill: #fff; transform: scale(0.1) }';
    const { pdf } = await printed('zielony', invoiceInKsef, (source) => source.replace('</style>', `${rules}</style>`));
    expect(await codesOn(pdf)).toEqual([address]);
  });

  it('whose rules hide the words under a code is not used', async () => {
    const hides = (source: string) =>
      source.replace('</style>', 'section { display: none } figcaption { visibility: hidden }</style>');
    const { layout, pdf } = await printed('zielony', invoiceInKsef, hides);
    expect(layout).toBe('platform');
    expect(await codesOn(pdf)).toEqual([address]);
  });
});
