import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../../worker/chromium/chromium.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { randomFrom } from '../../domain/random.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { invoiceDocument } from '../page/document.ts';
import { logoBlock } from '../page/trustedBlocks.ts';
import { readPages } from '../proof/page/readPages.ts';
import { drawCorrections } from '../samples/drawCorrections.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openTemplateThreads, type TemplateThreads } from '../threads/threads.ts';
import { correctionView } from './correctionView.ts';
import { correctionTemplate } from './printed.ts';
import { proveCorrection } from './proveCorrection.ts';

let threads: TemplateThreads;
let printer: Printer;
beforeAll(async () => {
  threads = openTemplateThreads({ size: 1 });
  printer = await openPrinter({ ...testChromium(), onNotice: () => {} });
});
afterAll(async () => {
  await printer.close();
  await threads.close();
});

const corrections = (seed: number) =>
  drawCorrections(randomFrom(seed), {
    seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' },
    country: poland.code,
    settings: poland.defaultSettings,
    brand: 'Zielony Koszyk',
    today: '2026-11-24',
    language: 'pl',
  });

type Printed = { invoice: Invoice; language: Language; folder?: string; source?: string; key?: string };

async function printed({ invoice, language, folder = 'zielony', source, key }: Printed) {
  const { theme } = await readThemeFolder(folder);
  const view = correctionView(invoice, { language, theme });
  const html = await threads.render('chain', {
    key: key ?? correctionTemplate.id,
    kind: 'invoice',
    source: source ?? correctionTemplate.source,
    view,
    blocks: { logo: logoBlock(theme) },
  });
  const job = await invoiceDocument({ owner: `${folder} ${key ?? ''}`, theme, language, title: view.title, html });
  const pdf = await printer.print(job);
  return { pdf, problems: proveCorrection(view, readPages(pdf, { drawn: 'all' })) };
}

describe.each(['default', 'zielony', 'megadom'])('in the theme %s', (folder) => {
  it('every kind of correction is printed with all its facts', async () => {
    for (const { name, invoice, language } of corrections(7)) {
      const { pdf, problems } = await printed({ invoice, language, folder });
      const out = process.env.CORRECTIONS_OUT;
      if (out) await mkdir(out, { recursive: true }).then(() => writeFile(`${out}/${folder} ${name}.pdf`, pdf));
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  });
});

const { source } = correctionTemplate;
const rate = '<td class="amount">{{vat}}</td><td class="amount">{{gross}}</td>';
const deceptions: [what: string, sample: string, source: string, code: string, path: string][] = [
  [
    'without the corrected number',
    'return',
    source.replace('{{corrected.number}}', ''),
    'fact.missing',
    'corrected.number',
  ],
  [
    'without the buyer before',
    'buyer changed',
    source.replace('{{buyerBefore.name}}', ''),
    'fact.missing',
    'buyerBefore.name',
  ],
  [
    'with white amounts before',
    'return',
    source.replace('</style>', '.lines td.before { color: #fff; }</style>'),
    'fact.misplaced',
    'lines[0].grossBefore',
  ],
  [
    'with a tiny refund',
    'return',
    source.replace('</style>', '.totals .refund dd { font-size: 3pt; }</style>'),
    'fact.small',
    'refund',
  ],
  [
    'with before and after exchanged',
    'return',
    source.replace('{{grossBefore}}', '{{x}}').replace('{{gross}}', '{{grossBefore}}').replace('{{x}}', '{{gross}}'),
    'fact.misplaced',
    'lines[0].gross',
  ],
  [
    'with VAT and gross exchanged',
    'return',
    source.replace(rate, '<td class="amount">{{gross}}</td><td class="amount">{{vat}}</td>'),
    'fact.misplaced',
    'rates[0].gross',
  ],
  ['with an amount to pay', 'return', source.replace('{{t "refund"}}', '{{t "due"}}'), 'text.misleading', 'refund'],
];

describe('an edited layout of corrections', () => {
  it.each(deceptions)('%s is found', async (what, sample, edited, code, path) => {
    expect(edited).not.toBe(source);
    const found = corrections(7).find(({ name }) => name === sample);
    if (!found) throw new Error(`no sample ${sample}`);
    const { problems } = await printed({ ...found, source: edited, key: what });
    expect(problems).toContainEqual({ code, path });
  });
});
