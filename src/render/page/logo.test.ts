import { describe, expect, it } from 'vitest';
import { readThemeFolder } from '../themeFolder.ts';
import { sanitizeSvg } from './logo.ts';
import { logoBlock } from './trustedBlocks.ts';

const inside = (part: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${part}</svg>`;

function errorsOf(svg: string): string[] {
  const result = sanitizeSvg(svg);
  return result.ok ? [] : result.errors.map(({ code }) => code);
}

describe('a logo', () => {
  it('of shapes and paint is kept, with names in SVG’s own case', () => {
    const svg = `<?xml version="1.0"?><!-- made by hand -->\n${inside(
      '<title>Sklep &amp; syn</title><defs><LINEARGRADIENT ID="g"><stop offset="0" stop-color="#fff"/></LINEARGRADIENT></defs><path d="M0 0h1" fill="url(#g)"/>',
    )}`;
    expect(sanitizeSvg(svg)).toEqual({
      ok: true,
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Sklep &amp; syn</title><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path d="M0 0h1" fill="url(#g)"/></svg>',
    });
  });

  it('is unchanged when it is sanitized again', () => {
    const once = sanitizeSvg(inside('<g transform="scale(2)"><circle r="1"/></g>'));
    expect(once.ok && sanitizeSvg(once.svg)).toEqual(once);
  });

  it.each([
    ['<script>alert(1)</script>', 'logo.element'],
    ['<style>p{}</style>', 'logo.element'],
    ['<foreignObject><p>x</p></foreignObject>', 'logo.element'],
    ['<image href="https://example.test/x.png"/>', 'logo.element'],
    ['<use href="#a"/>', 'logo.element'],
    ['<a href="javascript:x"><path/></a>', 'logo.element'],
    ['<animate attributeName="x"/>', 'logo.element'],
    ['<text>x</text>', 'logo.element'],
    ['<path onload="x"/>', 'logo.attribute'],
    ['<path style="fill:red"/>', 'logo.attribute'],
    ['<path xlink:href="#x"/>', 'logo.attribute'],
    ['<path id="a b"/>', 'logo.attribute'],
    ['<path fill="url(https://example.test/x)"/>', 'logo.value'],
    ['<path fill="url(&#35;x)"/>', 'logo.value'],
    ['<path fill="u\\72l(x)"/>', 'logo.value'],
    ['<title>&xxe;</title>', 'logo.value'],
    ['words', 'logo.element'],
    ['<path d="M0 0">', 'logo.malformed'],
    ['<path d=M0/>', 'logo.malformed'],
    ['<![CDATA[x]]>', 'logo.malformed'],
  ])('with %s is refused', (part, code) => {
    expect(errorsOf(inside(part))).toContain(code);
  });

  it.each([
    ['', 'logo.not_svg'],
    ['<p>x</p>', 'logo.not_svg'],
    [`${inside('')}${inside('')}`, 'logo.not_svg'],
    ['<!DOCTYPE svg [<!ENTITY x "y">]><svg viewBox="0 0 1 1"/>', 'logo.not_svg'],
    ['<svg width="1" height="1"/>', 'logo.attribute'],
    [inside('<g/>'.repeat(700)), 'logo.too_large'],
    [inside('<g>'.repeat(40) + '</g>'.repeat(40)), 'logo.too_large'],
    [inside(' '.repeat(64_001)), 'logo.too_large'],
  ])('that is %s is refused', (svg, code) => {
    expect(errorsOf(svg)).toContain(code);
  });

  it.each(['default', 'zielony', 'megadom'])('of the %s theme passes and names the chain', async (name) => {
    const { theme } = await readThemeFolder(name);
    expect(errorsOf(theme.logo)).toEqual([]);
    expect(logoBlock({ ...theme, name: 'A "B" <C>' })).toContain('aria-label="A &quot;B&quot; &lt;C&gt;"');
  });

  it('that is not safe prints nothing', async () => {
    const { theme } = await readThemeFolder('default');
    expect(logoBlock({ ...theme, logo: inside('<script/>') })).toBe('');
  });
});
