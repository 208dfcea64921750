import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Block, blocksOf, type Span } from './blocks.ts';

const spansIn = (blocks: Block[]): Span[] =>
  blocks.flatMap((block) =>
    block.kind === 'heading' ? block.spans : block.kind === 'list' ? block.items.flat() : block.lines.flat(),
  );

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'http://shop.example',
  '//evil.example',
  '/\\evil.example',
  ' javascript:alert(1)',
  'https://a b',
])('a link to %j stays text', (address) => {
  const spans = spansIn(blocksOf(`[here](${address})`));
  expect(spans.map(({ text }) => text).join('')).toBe(`[here](${address})`);
  expect(spans.filter(({ href }) => href !== undefined)).toEqual([]);
});

it('HTML is text', () => {
  const html = '<script>alert(1)</script> <img src=x onerror=alert(1)>';
  expect(blocksOf(html)).toEqual([{ kind: 'paragraph', lines: [[{ text: html }]] }]);
});

it('headings, lists, bold and links are read', () => {
  expect(blocksOf('## Title\nOne **two**\nthree\n- [four](/contact)\n- five\n\nsix')).toEqual([
    { kind: 'heading', spans: [{ text: 'Title' }] },
    { kind: 'paragraph', lines: [[{ text: 'One ' }, { text: 'two', bold: true }], [{ text: 'three' }]] },
    { kind: 'list', items: [[{ text: 'four', href: '/contact' }], [{ text: 'five' }]] },
    { kind: 'paragraph', lines: [[{ text: 'six' }]] },
  ]);
  expect(spansIn(blocksOf('[800 123 456](tel:800 123 456)'))).toEqual([{ text: '800 123 456', href: 'tel:800123456' }]);
});

it('no text gives an address of another kind', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]()*#-\n /\\:.javscripthel'), maxLength: 80 }), (text) => {
      for (const { href } of spansIn(blocksOf(text))) {
        if (href !== undefined) expect(href).toMatch(/^(\/(?![/\\])|https:\/\/|mailto:|tel:)/i);
      }
    }),
  );
});
