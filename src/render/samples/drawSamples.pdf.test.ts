import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../../worker/chromium.ts';
import { randomFrom } from '../../domain/random.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { testChromium } from '../../testing/printer.ts';
import { invoiceDocument } from '../document.ts';
import { logoBlock } from '../made.ts';
import { missingFacts, readPdf } from '../readBack.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openRenderThread } from '../thread.ts';
import { invoiceView } from '../view.ts';
import { drawSamples } from './drawSamples.ts';

const thread = openRenderThread();
let printer: Printer;
beforeAll(async () => {
  printer = await openPrinter({ ...testChromium(), onNotice: () => {} });
});
afterAll(() => Promise.all([printer.close(), thread.close()]));

it.each(['default', 'zielony', 'megadom'])('every sample prints whole in the %s theme', async (name) => {
  const { theme, invoice: source } = await readThemeFolder(name);
  const samples = drawSamples(randomFrom(name.length), {
    seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' },
    settings: defaultSettings,
    brand: theme.name,
    today: '2026-11-24',
    language: 'pl',
  });
  for (const sample of samples) {
    const view = invoiceView(sample.invoice, { language: sample.language, theme });
    const made = { logo: logoBlock(theme) };
    const bodyHtml = await thread.render({ key: name, kind: 'invoice', source, view, made });
    const title = view.title;
    const job = await invoiceDocument({ owner: name, theme, language: view.language, title, bodyHtml });
    const pdf = await readPdf(await printer.print(job));
    expect
      .soft({ sample: sample.name, missing: missingFacts(view, pdf) })
      .toEqual({ sample: sample.name, missing: [] });
  }
});
