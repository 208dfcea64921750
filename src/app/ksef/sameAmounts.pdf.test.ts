import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChromium } from '../../../worker/chromium/chromium.ts';
import { type Lanes, openLanes } from '../../../worker/lanes/lanes.ts';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { formatAmount, type Language } from '../../domain/format.ts';
import { minor } from '../../domain/money/money.ts';
import { randomFrom } from '../../domain/random.ts';
import { fa3Xml } from '../../ksef/fa3/fa3Xml.ts';
import { partsOf, readXml, type Tree, textsOf } from '../../ksef/testing/readXml.ts';
import { drawSamples } from '../../render/samples/drawSamples.ts';
import { readThemeFolder } from '../../render/themeFolder.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { readPdf } from '../../testing/browser/readPdf.ts';
import { printProven } from '../invoices/printProven.ts';
import { invoiceOut } from '../invoices/represent.ts';
import { platformLayout } from '../layouts/layouts.ts';
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
});
afterAll(() => lanes.close());

const grosze = (text: string) => Number(text.replace('.', ''));
const allOf = (tree: readonly Tree[], ...names: string[]) => names.flatMap((name) => textsOf(tree, name).map(grosze));
const netElements = ['P_13_1', 'P_13_2', 'P_13_3', 'P_13_6_1', 'P_13_7'];
const vatElements = ['P_14_1', 'P_14_2', 'P_14_3'];

/** The amounts of the API in the order in which FA(3) has them. */
function amountsOf({ lines, rates, totals, deposits, due }: InvoiceOut) {
  return {
    prices: lines.map((line) => line.unitPrice),
    values: lines.map((line) => line.gross),
    net: rates.map((row) => row.net),
    vat: rates.filter(({ percent }) => percent !== 0 && percent !== 'exempt').map((row) => row.vat),
    gross: [totals.gross],
    due: deposits.length ? [due] : [],
  };
}

const pages = async (pdf: Uint8Array) => (await readPdf(pdf)).pages.join(' ').replace(/[\s\u00a0]+/g, ' ');
const printed = (amount: number, language: Language) => formatAmount(minor(amount), language).replace(/\u00a0/g, ' ');

it('the PDF, the API and the XML of an invoice of each kind have the same amounts', async () => {
  const { theme } = await readThemeFolder('zielony');
  const layout = await platformLayout({ id: 'theme', source: JSON.stringify(theme) });
  const seller = { name: 'Sieć Przykładowa sp. z o.o.', nip: '5265877635', address: 'ul. Handlowa 1, 00-001 Warszawa' };
  const samples = drawSamples(randomFrom(8), {
    ...{ country: 'PL', seller, brand: 'Sieć', today: '2026-11-24', language: 'pl' },
    settings: poland.defaultSettings,
  });
  expect(samples.length).toBeGreaterThan(15);
  for (const { name, invoice, language } of samples) {
    const tree = readXml(fa3Xml(invoice));
    const inXml = {
      prices: allOf(tree, 'P_9B'),
      values: allOf(tree, 'P_11A'),
      net: allOf(tree, ...netElements),
      vat: allOf(tree, ...vatElements),
      gross: allOf(tree, 'P_15'),
      due: allOf(tree, 'DoZaplaty'),
    };
    const stored = {
      ...invoice,
      shopperId: 'shopper',
      storeId: 'store',
      language,
      templates: { invoice: '', email: '', theme: '' },
    };
    const document = { state: 'queued', sha256: null, storageKey: null, attempts: 0, layout: null } as const;
    expect(inXml, name).toEqual(amountsOf(invoiceOut(stored, { pdf: document }, [], { corrections: [] })));

    const { pdf } = await printProven({ app, tenantId: 'chain', language, invoice, layouts: [layout] });
    const text = await pages(pdf);
    const deposits = partsOf(tree, 'Obciazenia').flatMap((part) => allOf(part, 'Kwota'));
    const amounts = [...Object.values(inXml).flat(), ...deposits];
    expect(
      amounts.filter((amount) => !text.includes(printed(amount, language))),
      name,
    ).toEqual([]);
  }
});
