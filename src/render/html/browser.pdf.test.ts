import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../testing/browser/browser.ts';
import { hostileTexts, vectors } from '../../testing/html/vectors.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { cleanHtml } from './clean.ts';
import { attributeName, childrenOf, isElement, isText, parseBody, type Tree } from './tree.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
  page = await browser.newPage();
});
afterAll(() => browser?.close());

type Node = [name: string, attributes: string[], children: Node[]] | string;

/** The tree of a body in Chromium. */
function treesInChromium(bodies: string[]): Promise<Node[][]> {
  return page.evaluate(`
    (() => {
      const read = (node) =>
        node.nodeType === 3
          ? node.data
          : [
              node.nodeName.toLowerCase(),
              [...node.attributes].map(({ name, value }) => name.toLowerCase() + '=' + value),
              [...node.childNodes].map(read),
            ];
      return ${JSON.stringify(bodies)}.map((body) => {
        const document = new DOMParser().parseFromString('<!doctype html><body><div>' + body + '</div>', 'text/html');
        return document.body.childNodes.length === 1 ? [...document.body.firstChild.childNodes].map(read) : ['left the body'];
      });
    })()
  `);
}

/** The tree of a body in parse5. */
function treeHere(parent: Tree.ParentNode): Node[] {
  return childrenOf(parent).map((node) => {
    if (isText(node)) return node.value;
    if (!isElement(node)) return node.nodeName;
    const attributes = node.attrs.map((attribute) => `${attributeName(attribute)}=${attribute.value}`);
    return [node.tagName.toLowerCase(), attributes, treeHere(node)];
  });
}

const all = [...Object.values(vectors).flat(), ...hostileTexts];

it('Chromium builds the same tree from printed and mailed HTML as parse5', async () => {
  const pieces = fc.array(fc.constantFrom(...all), { minLength: 2, maxLength: 6 });
  const mixed = fc.sample(pieces, { seed: 7, numRuns: 400 }).map((list) => list.join(''));
  const bodies = [...all, ...mixed].flatMap((html) =>
    (['invoice', 'email'] as const).map((sort) => cleanHtml(html, sort).body),
  );
  expect(bodies.filter((body) => body !== '').length).toBeGreaterThan(500);
  const trees = await treesInChromium(bodies);
  bodies.forEach((body, index) => {
    expect(trees[index], body).toEqual(treeHere(parseBody(body)));
  });
});

/** The rules of a stylesheet in Chromium, which keeps the spaces in values that it resolves later, such as `var()`. */
async function rulesInChromium(css: string): Promise<string[]> {
  const rules = await page.evaluate<string[]>(`
    (() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(css)});
      return [...sheet.cssRules].map(({ cssText }) => cssText);
    })()
  `);
  return rules.map((rule) =>
    rule
      .replaceAll("'", '"')
      .replace(/url\("([^"]*)"\)/g, 'url($1)')
      .replace(/\s*([,:;(){}*"])\s*/g, '$1'),
  );
}

const unusual = `
  :root { --gap: calc( 2mm + 1mm ); --empty: ; --list: 'A', "B" , sans-serif; --sum: var( --gap , 3mm ) }
  @page :first { margin: 10mm 12mm; size: A4 landscape; @bottom-right { content: "Strona " counter(page) "/" counter(pages) } }
  @media print and (min-width: 100mm) , screen and (width >= 50em) { .a > .b + .c ~ .d { color: rgb(0 0 0 / 50%) } }
  @supports (display: grid) and (not (display: inline-grid)) { .x { display: grid; grid-template-areas: "a b" "c d" } }
  .grid { grid: [full-start] minmax(1rem, 1fr) [main-start] minmax(0, 40em) [main-end] minmax(1rem, 1fr) / auto-flow }
  a[href^="https://"]::after , li:nth-child( 2n + 1 of .x ):not(.y, .z):has(> b)::marker { content: "„" attr(data-x) "\\a" }
  .m { background: linear-gradient( 45deg , #fff 0 , var(--brand) 50% ) , url("data:image/png;base64,AAAA") ; font: italic 700 9pt/1.4 var(--list) }
  .n { transform: rotate( -2deg ) translate( -50% , calc( -1 * var(--gap) ) ); width: calc( 100% - ( 2 * 3mm ) ) !important ; inset: 0 auto auto 0 }
  .o { color: color-mix( in srgb , var(--brand) 20% , white ); aspect-ratio: 16 / 9; margin: -1px - 2px; &:hover { color: red } }
  @container (width > 10cm) { .p { font-size: clamp( 7pt , 1cqi + 6pt , 9pt ) } }
  @layer base { .q { counter-increment: row 2 ; list-style: "– " ; quotes: "„" "”" } }`;

it('Chromium reads a cleaned stylesheet like the original', async () => {
  const themes = await Promise.all(['default', 'zielony', 'megadom'].map(readThemeFolder));
  const sources = themes.flatMap(({ invoice, email }) => [invoice, email]);
  for (const source of [...sources, `<style>${unusual}</style>`]) {
    const css = /<style>([\s\S]*?)<\/style>/.exec(source)?.[1] ?? '';
    const rules = await rulesInChromium(css);
    expect(rules.length).toBeGreaterThan(8);
    expect(await rulesInChromium(cleanHtml(source, 'invoice').styles)).toEqual(rules);
  }
});

it('the links in a PDF use https and mailto only', async () => {
  const accepted = '<a href="https://a.test/x">a</a> <a href="mailto:a@a.test">b</a>';
  const links = vectors.links ?? [];
  const { body } = cleanHtml([...links.map((link) => `<p>${link}</p>`), accepted].join(''), 'invoice');
  await page.setContent(`<!doctype html><body>${body}`);
  const loading = getDocument({ data: new Uint8Array(await page.pdf()) });
  const pdf = await loading.promise;
  const urls: unknown[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const annotations = await (await pdf.getPage(number)).getAnnotations();
    urls.push(...annotations.map(({ unsafeUrl }) => unsafeUrl));
  }
  await loading.destroy();
  expect(urls.slice(-2)).toEqual(['https://a.test/x', 'mailto:a@a.test']);
  expect(urls.filter((url) => !/^(https:\/\/a\.test\/|mailto:)/.test(String(url)))).toEqual([]);
});
