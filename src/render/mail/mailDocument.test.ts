import { describe, expect, it } from 'vitest';
import { anInvoice, aTakenLine, someDeposits } from '../../testing/builders/invoices.ts';
import { cleanHtml } from '../html/clean.ts';
import { buttonBlock } from '../page/trustedBlocks.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { mailView } from '../view/mailView.ts';
import { mailStylesheet } from './mailCss.ts';
import { mailDocument } from './mailDocument.ts';

const { theme } = await readThemeFolder('zielony');
const view = mailView(anInvoice({ lines: 14, deposits: someDeposits }), { language: 'pl', theme });

describe('a mail', () => {
  const input = {
    theme,
    language: 'pl',
    view,
    html: cleanHtml('<style>.a{color:var(--brand)}</style><p class="a">x</p>', 'email'),
  } as const;

  it('has the number and the chain as its subject', () => {
    expect(mailDocument(input).subject).toBe('Faktura FP/014/2026/11/7 – Zielony Koszyk');
  });

  it('isolates a name that is written from right to left, so that quantity and amount keep their places', () => {
    const line = { ...aTakenLine(0), name: 'ריבה\u202e' };
    const named = mailView(anInvoice({ lines: [line] }), { language: 'pl', theme });
    expect(mailDocument({ ...input, view: named }).text).toContain('- \u2068ריבה\u2069, 2 szt.: 14,98');
  });

  it('moves the layout’s styles to the head, where mail programs expect them', () => {
    const { html } = mailDocument(input);
    expect(html).toMatch(/<head>[\s\S]*\.a\{color: #1c6b38;color:var\(--brand\)\}[\s\S]*<\/head>/);
    expect(html).toContain('<div class="mail"><p class="a">x</p></div>');
    expect(html).not.toMatch(/<(img|link|script)\b/);
  });

  it('has a plain-text part with the same facts', () => {
    const { text } = mailDocument({ ...input, invoiceUrl: 'https://zielony.example.test/invoices/1' });
    expect(text).toContain('Zapłacono: 269,07\u00a0zł');
    expect(text).toContain('- Szynka wiejska z liściem, krojona, 0,326 kg: 26,05');
    expect(text).toContain('- … +2');
    expect(text).toContain('Pobierz fakturę: https://zielony.example.test/invoices/1');
    expect(mailDocument(input).text).not.toContain('Pobierz');
  });
});

it('shows light colours in programs without custom properties, and the reader’s scheme in others', () => {
  const css = mailStylesheet(theme, 'p { border: 1px solid var(--line); color: red }');
  expect(css).toContain('border:1px solid #dfe3d3;border:1px solid var(--line)');
  expect(css).toContain('color:red');
  expect(css).toMatch(/prefers-color-scheme: dark[\s\S]*--brand: #84d394/);
});

it('has a button that leads only to the given address', () => {
  expect(buttonBlock('https://a.test/?x="><script>', 'pl')).toBe(
    '<a class="button" href="https://a.test/?x=&quot;&gt;&lt;script&gt;">Pobierz fakturę</a>',
  );
});
