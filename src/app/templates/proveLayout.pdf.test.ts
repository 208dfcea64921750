import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../../worker/chromium/chromium.ts';
import { type Lanes, openLanes } from '../../../worker/lanes/lanes.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { randomFrom } from '../../domain/random.ts';
import { checkTemplate } from '../../render/check/template.ts';
import { readThemeFolder } from '../../render/themeFolder.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { correctLayouts } from '../../testing/layouts/correct.ts';
import { deceptiveLayouts } from '../../testing/layouts/deceptive.ts';
import { invoiceAt } from '../../testing/layouts/occasions.ts';
import type { WorkerApp } from '../workerContext.ts';
import { printSample, proveSamples, samplesFor } from './proveLayout.ts';

let lanes: Lanes;
let app: WorkerApp;
beforeAll(async () => {
  lanes = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }));
  const { render, print, read } = lanes.previews;
  // The parts of the worker that proving a layout uses, without database and queue.
  const press: Pick<WorkerApp, 'renderTemplate' | 'print' | 'readBack'> = {
    renderTemplate: (input) => render('chain', input),
    print: (job, needs) => print('chain', job, needs),
    readBack: (input) => read('chain', input),
  };
  app = press as WorkerApp;
});
afterAll(() => lanes.close());

// The product uses a random seed. Here the seed is fixed and can be set by hand.
const seed = Number(process.env.SAMPLE_SEED ?? 20_261_124);
const seller = { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' };

async function jobOf(name: string, source: string) {
  const { theme } = await readThemeFolder(name === 'megadom' ? 'megadom' : 'zielony');
  const sources = { invoice: { id: name, source }, theme: { id: name, source: JSON.stringify(theme) } };
  return { app, tenantId: 'chain', sources };
}

const chain = {
  seller,
  country: poland.code,
  settings: poland.defaultSettings,
  brand: 'Zielony Koszyk',
  today: '2026-11-24',
  language: 'pl',
} as const;

describe(`every kind of sample (SAMPLE_SEED=${seed})`, () => {
  it.each(correctLayouts)('is printed correctly by the correct layout “$name”', async ({ name, source }) => {
    expect(checkTemplate('invoice', source)).toEqual([]);
    const result = await proveSamples(await jobOf(name, source), samplesFor('invoice', randomFrom(seed), chain));
    expect('errors' in result ? result.errors : []).toEqual([]);
  });
});

describe('a theme', () => {
  it.each(['default', 'zielony', 'megadom'])('“%s” prints every invoice and every correction', async (folder) => {
    const { invoice, theme } = await readThemeFolder(folder);
    const sources = { invoice: { id: folder, source: invoice }, theme: { id: folder, source: JSON.stringify(theme) } };
    const samples = samplesFor('theme', randomFrom(seed), chain);
    expect(new Set(samples.map((sample) => sample.invoice.kind))).toEqual(new Set(['correction', 'invoice']));
    const result = await proveSamples({ app, tenantId: 'chain', sources }, samples);
    expect('errors' in result ? result.errors : []).toEqual([]);
  });

  it('is refused when it makes the words of a correction white', async () => {
    const { invoice, theme } = await readThemeFolder('default');
    const pale = { ...theme, light: { ...theme.light, textMuted: '#ffffff' } };
    const sources = { invoice: { id: 'pale', source: invoice }, theme: { id: 'pale', source: JSON.stringify(pale) } };
    const [correction] = samplesFor('theme', randomFrom(seed), chain);
    if (!correction) throw new Error('no sample');
    const { errors } = await printSample({ app, tenantId: 'chain', sources }, correction);
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('a deceptive layout', () => {
  it.each(deceptiveLayouts)('“$name” is refused: $trick', async ({ name, source, occasion }) => {
    const found = checkTemplate('invoice', source);
    const refused =
      found.length > 0
        ? found
        : (await printSample(await jobOf(name, source), { name: occasion, ...invoiceAt(occasion) })).errors;
    expect(refused.length).toBeGreaterThan(0);
  });
});
