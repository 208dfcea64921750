import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../../worker/chromium/chromium.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { correctLayout, withCss } from '../../testing/layouts/deceptive/layout.ts';
import { invoiceAt } from '../../testing/layouts/occasions.ts';
import { invoiceDocument } from '../page/document.ts';
import { logoBlock } from '../page/trustedBlocks.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openTemplateThreads, type TemplateThreads } from '../threads/threads.ts';
import { invoiceView } from '../view/view.ts';
import { readPages } from './page/readPages.ts';
import { proveInvoice } from './proveInvoice.ts';

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

type Occasion = { buyerName?: string; theme?: string };

/** Reads the PDF like an issued document: only pages that may hide text are drawn. */
async function problemsOf(source: string, { buyerName, theme: folder = 'zielony' }: Occasion = {}) {
  const { theme } = await readThemeFolder(folder);
  const { invoice: drawn, language } = invoiceAt('company');
  const invoice = buyerName === undefined ? drawn : { ...drawn, buyer: { ...drawn.buyer, name: buyerName } };
  const view = invoiceView(invoice, { language, theme });
  const blocks = { logo: logoBlock(theme) };
  const html = await threads.render('chain', { key: source, kind: 'invoice', source, view, blocks });
  const pdf = await printer.print(await invoiceDocument({ owner: source, theme, language, title: view.title, html }));
  return proveInvoice(view, readPages(pdf));
}

const overDue = (css: string) =>
  `.paid dd { position: relative } .paid dd::after { content: ""; position: absolute; ${css} }`;

describe('an amount paid that cannot be read is reported on an issued document', () => {
  it.each([
    ['struck through by a thin line', '.paid dd { text-decoration: line-through 0.3pt }'],
    ['struck through by a dotted line', '.paid dd { text-decoration: line-through dotted 1.5pt }'],
    ['struck through by two lines', '.paid dd { text-decoration: line-through double 1pt }'],
    ['struck through by a wavy line', '.paid dd { text-decoration: line-through wavy 1pt }'],
    [
      'struck through by a slanting line',
      overDue('left: 0; right: 0; top: 45%; height: 1pt; background: #000; transform: rotate(-12deg)'),
    ],
    [
      'crossed by a gradient',
      '.paid dd { background: linear-gradient(to top right, #0000 47%, #000 47% 53%, #0000 53%) }',
    ],
    ['under white characters', overDue('content: "████████"; right: 0; top: 0; color: #fff')],
    ['under a white outline of its letters', '.paid dd { -webkit-text-stroke: 3pt #fff }'],
    ['white at the corner of an ellipse', '.paid { background: #222; color: #fff; border-radius: 50%; padding: 0 }'],
    [
      'in the notch of a clip',
      '.paid { clip-path: polygon(0 0, 100% 0, 100% 10%, 50% 10%, 50% 90%, 100% 90%, 100% 100%, 0 100%) }',
    ],
    ['slanted by 60 degrees', '.paid { transform: skewX(60deg) }'],
    ['with its first digit moved', '.paid dd::first-letter { float: right }'],
    ['with its first digit raised', '.paid dd { display: block } .paid dd::first-letter { vertical-align: 6pt }'],
    ['with a shadow that looks like a second amount', '.paid dd { text-shadow: 0.5em 0 0 #000 }'],
    ['followed by a multiplication', '.paid dd::after { content: " ·10" }'],
  ])('%s', async (_, css) => {
    expect(await problemsOf(withCss(css))).not.toEqual([]);
  });

  it('a correct layout gives no problem', async () => {
    expect(await problemsOf(correctLayout())).toEqual([]);
  });

  it('punctuation that the font tucks under the letter before it gives no problem', async () => {
    // The default theme is set in Noto Sans, which does so after "r".
    const buyerName = 'Studio Mazur, Biuro F. i Z. Kotar, P.T.V.W.Y., sp.j.';
    expect(await problemsOf(correctLayout(), { buyerName, theme: 'default' })).toEqual([]);
  });
});
