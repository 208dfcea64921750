import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { minor } from '../../domain/money/money.ts';
import { anInvoice, someDeposits } from '../../testing/builders/invoices.ts';
import { unlistedIn } from '../../testing/html/audit.ts';
import { hostileTexts } from '../../testing/html/vectors.ts';
import { mailCodeMail } from '../mail/codeMail.ts';
import { invitationMail } from '../mail/invitationMail.ts';
import { mailDocument } from '../mail/mailDocument.ts';
import { invoiceDocument } from '../page/document.ts';
import { buttonBlock, logoBlock } from '../page/trustedBlocks.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openTemplateThreads } from '../threads/threads.ts';
import { mailView } from '../view/mailView.ts';
import { invoiceView } from '../view/view.ts';

const { theme, invoice: invoiceSource, email } = await readThemeFolder('zielony');
const language = 'pl';
const url = 'https://zielony.example.test/invoices/1?a=1&b=2';
const thread = openTemplateThreads({ size: 1 });
afterAll(() => thread.close());

/** An invoice with `text` in every field that a till, a shopper or a chain can fill. */
function invoiceWith(text: string): Invoice {
  const invoice = anInvoice({ lines: 3, deposits: someDeposits });
  return {
    ...invoice,
    number: `FP/${text}`,
    seller: { ...invoice.seller, name: text, address: text },
    buyer: { ...invoice.buyer, name: text, address: text },
    lines: invoice.lines.map((line) => ({ ...line, name: text, unit: text })),
    deposits: invoice.deposits.map((deposit) => ({ ...deposit, name: text })),
    sales: invoice.sales.map((sale) => ({ ...sale, storeName: text, storeAddress: text, documentNumber: text })),
    annotations: [text],
  };
}

async function printed(text: string): Promise<string> {
  const view = invoiceView(invoiceWith(text), { language, theme });
  const blocks = { logo: logoBlock({ ...theme, name: text }) };
  const html = await thread.render('chain', { key: 'invoice', kind: 'invoice', source: invoiceSource, view, blocks });
  const { body } = await invoiceDocument({ owner: 'a', theme, language, title: view.title, html });
  return `<!doctype html><html><head><title></title></head><body>${body}</body></html>`;
}

async function mailed(text: string): Promise<string> {
  const view = mailView(invoiceWith(text), { language, theme });
  const blocks = { logo: '', button: buttonBlock(url, language) };
  const html = await thread.render('chain', { key: 'mail', kind: 'email', source: email, view, blocks });
  return mailDocument({ theme, language, view, html, invoiceUrl: url }).html;
}

/** All text of a document. */
function textOf(html: string): string {
  const texts = (node: Tree.Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(texts).join('') : '';
  return texts(parseFragment(html));
}

/** The visible part of a text: no control characters, in Unicode NFC. */
const visible = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .normalize('NFC');

/** The elements of a document with the names and places of their attributes, without data. */
function skeletonOf(html: string): string {
  const names = (node: Tree.Node): string => {
    const attributes = 'attrs' in node ? node.attrs.map(({ name }) => name).join(' ') : '';
    const inside = 'childNodes' in node ? node.childNodes.map(names).join('') : '';
    return node.nodeName === '#text' ? '' : `<${node.nodeName} ${attributes}>${inside}</>`;
  };
  return names(parseFragment(html));
}

describe.each([
  ['invoice', printed],
  ['mail', mailed],
] as const)('the names and addresses in an %s', (_, make) => {
  it.each(hostileTexts)('%j is only text in the document', async (text) => {
    const document = await make(text);
    expect(unlistedIn(document)).toEqual([]);
    expect(skeletonOf(document)).toBe(skeletonOf(await make('Chleb')));
    expect(textOf(document)).toContain(visible(text));
  });
});

describe('links of a mail', () => {
  const linksIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  const render = async (source: string, button: string) =>
    (
      await thread.render('chain', {
        key: source + button,
        kind: 'email',
        source,
        view: { language },
        blocks: { button },
      })
    ).body;

  it('lead to the invoice, and to the https and mailto addresses in the layout', async () => {
    expect(linksIn(await mailed('Chleb'))).toEqual([url.replace('&', '&amp;')]);
    const source =
      '<a href="https://a.test/x?y=1&z=2">a</a><a href="mailto:a@a.test">b</a><a href="http://a.test/">c</a>';
    expect(linksIn(await render(source, ''))).toEqual(['https://a.test/x?y=1&amp;z=2', 'mailto:a@a.test']);
  });

  it('the button keeps its address when the site has no https; another http link beside it is removed', async () => {
    const source = '<p>{{> button}}</p><a href="http://zielony.localhost:3000/x">a</a>';
    const button = buttonBlock('http://zielony.localhost:3000/invoices/1', language);
    expect(linksIn(await render(source, button))).toEqual(['http://zielony.localhost:3000/invoices/1']);
  });
});

describe('mails of the site itself', () => {
  it.each(hostileTexts)('a chain named %j adds no markup', (chainName) => {
    const bought = (storeName: string) =>
      ({ url, sales: [{ storeName, saleDate: '2026-11-24' }], due: minor(1299), currency: 'PLN' }) as const;
    const code = mailCodeMail({ code: '123456', minutes: 10, chainName, theme, language, purchase: bought(chainName) });
    const usualCode = mailCodeMail({
      ...{ code: '123456', minutes: 10, chainName: 'Sklep', theme, language },
      purchase: bought('Sklep'),
    });
    expect(skeletonOf(code.html)).toBe(skeletonOf(usualCode.html));
    const invitation = invitationMail({ chainName, invitationUrl: url, hours: 72, language });
    for (const { html } of [code, invitation]) {
      expect(unlistedIn(html.replace(/<body[^>]*>/, '<body>'))).toEqual([]);
    }
    const usual = invitationMail({ chainName: 'Sklep', invitationUrl: url, hours: 72, language });
    expect(skeletonOf(invitation.html)).toBe(skeletonOf(usual.html));
  });
});
