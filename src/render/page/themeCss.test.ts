import { Font } from 'mupdf';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { cssString, escapeHtml } from '../escape.ts';
import { cleanHtml } from '../html/clean.ts';
import { readThemeFolder, themeFolderNames } from '../themeFolder.ts';
import { contentPolicy, invoiceDocument } from './document.ts';
import { cyrillicText, fallbackFaces, fontFace, fontFacesOf, polishText, subsetsFor } from './fonts.ts';
import { themeStylesheet } from './themeCss.ts';

const { theme } = await readThemeFolder('megadom');
const folders = await themeFolderNames();

describe('the stylesheet of a theme', () => {
  const css = themeStylesheet(theme, (face) => `/fonts/${face.family}-${face.weight}-${face.subset}.woff2`);

  it('has every token in light, and the colours again in dark, for the system’s and for the user’s choice', () => {
    const tokens = css.match(
      /--(?:brand|on-brand|accent|on-accent|surface|surface-raised|text|text-muted|line|danger|on-danger|success):/g,
    );
    expect(tokens).toHaveLength(12 * 3);
    for (const token of ['radius', 'font-body', 'font-heading', 'heading-weight', 'heading-case'])
      expect(css).toContain(`--${token}:`);
    expect(css).toContain("@media (prefers-color-scheme: dark) {\n:root:not([data-scheme='light'])");
    expect(css).toContain(":root[data-scheme='dark']");
    expect(css).toContain("--font-body: 'Barlow', 'Noto Sans', sans-serif;");
  });

  it('loads the full face only for characters that the Polish and Cyrillic ones lack', () => {
    expect(css).toMatch(/Barlow-400-polish\.woff2"\) format\("woff2"\); unicode-range: U\+20-7E, /);
    const full = /Barlow-400-full[^}]*unicode-range: ([^}]*) }/.exec(css)?.[1] ?? '';
    expect(full).toContain('U+0-1F');
    expect(full.split(', ')).not.toContain('U+41');
    const inside = (point: number) =>
      full.split(', ').some((range) => {
        const [from = '', to = from] = range.replace('U+', '').split('-');
        return Number.parseInt(from, 16) <= point && point <= Number.parseInt(to, 16);
      });
    for (const character of polishText + cyrillicText) expect(inside(character.codePointAt(0) ?? 0)).toBe(false);
    for (const character of 'Ωễ') expect(inside(character.codePointAt(0) ?? 0)).toBe(true);
  });
});

describe('fonts', () => {
  it('Polish and English text uses the small faces, other text does not', () => {
    expect(subsetsFor('Zażółć gęślą jaźń „cytat” – 1 234,56 zł, 5 × ½ m² 20°\n')).toEqual(['polish']);
    expect(subsetsFor('Ґанок, Їжак: 5 €, „Żabka”')).toEqual(['polish', 'cyrillic']);
    expect(subsetsFor('Ω 日本')).toEqual(['full']);
  });

  it.each(folders)('every letter of Ukrainian is in a face of the theme %s', async (name) => {
    const { theme } = await readThemeFolder(name);
    const faces = [...fontFacesOf(theme), ...fallbackFaces].filter(({ subset }) => subset === 'cyrillic');
    expect(new Set(faces.map(({ weight }) => weight))).toContain(700);
    for (const { family, weight, subset } of faces) {
      const bytes = await fontFace(family, weight, subset);
      expect(bytes.length).toBeLessThan(40_000);
      const options = { targetFormat: 'truetype', keepAllGlyphs: true } as const;
      const font = new Font(family, await subsetFont(Buffer.from(bytes), undefined, options));
      for (const letter of 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ')
        expect(font.encodeCharacter(letter), `${family} ${weight} ${letter}`).toBeGreaterThan(0);
    }
  });

  it('a face is WOFF2, small, and built once', async () => {
    for (const { family, weight, subset } of fontFacesOf(theme)) {
      const bytes = await fontFace(family, weight, subset);
      expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('wOF2');
      if (subset === 'polish') expect(bytes.length).toBeLessThan(14_000);
      expect(await fontFace(family, weight, subset)).toBe(bytes);
    }
  });
});

describe('an invoice as a print job', () => {
  const input = {
    owner: 'chain/1',
    theme,
    language: 'pl',
    title: 'Faktura 1',
    html: cleanHtml('<style>p{}</style><p>x</p>', 'invoice'),
  } as const;

  it('begins with the policy and has the layout’s stylesheet in the head', async () => {
    const job = await invoiceDocument(input);
    expect(job.head.indexOf(contentPolicy)).toBeLessThan(job.head.indexOf('<style'));
    expect(job.head).toContain('<style>p{}</style>');
    expect(job.body).toBe('<p>x</p>');
    expect(job.head).not.toMatch(/https?:\/\//);
  });

  it('shares a key only with the same layout of the same chain', async () => {
    const key = (over: Partial<Parameters<typeof invoiceDocument>[0]>) =>
      invoiceDocument({ ...input, ...over }).then((job) => job.key);
    expect(await key({ title: 'Faktura 2', html: cleanHtml('<style>p{}</style><p>y</p>', 'invoice') })).toBe(
      await key({}),
    );
    expect(await key({ owner: 'chain/2' })).not.toBe(await key({}));
    expect(await key({ language: 'en' })).not.toBe(await key({}));
    expect(await key({ html: cleanHtml('<style>b{}</style><p>x</p>', 'invoice') })).not.toBe(await key({}));
  });

  it('a Ukrainian invoice has the Polish and the Cyrillic faces, not the full ones', async () => {
    const job = await invoiceDocument({ ...input, html: cleanHtml('<p>Рахунок-фактура, Żabka</p>', 'invoice') });
    const faces = job.head.match(/font-family: '[^']+'; font-weight: \d+/g);
    expect(faces?.filter((face) => face.includes('Noto Sans'))).toHaveLength(2);
    expect(job.head.length).toBeLessThan(200_000);
  });

  it('uses the full faces and Noto Sans when a character needs them', async () => {
    const plain = await invoiceDocument(input);
    const wide = await invoiceDocument({ ...input, html: cleanHtml('<p>Ωμέγα</p>', 'invoice') });
    expect(plain.head).not.toContain("font-family: 'Noto Sans'; font-weight");
    expect(wide.head).toContain("font-family: 'Noto Sans'; font-weight: 400");
  });

  it('composes letters with separate accents', async () => {
    expect((await invoiceDocument({ ...input, html: cleanHtml('<p>z\u0307o\u0301</p>', 'invoice') })).body).toBe(
      '<p>żó</p>',
    );
  });
});

it('text cannot end its quotes', () => {
  expect(escapeHtml(`<b a="1" c='2'>&`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;');
  expect(cssString('a"\\\n</style>')).toBe('"a\\22 \\5c \\a \\3c /style\\3e "');
});

it('every theme folder has a valid theme', async () => {
  expect(await themeFolderNames()).toEqual(['default', 'megadom', 'zielony']);
  for (const name of await themeFolderNames()) expect((await readThemeFolder(name)).theme.logo).toMatch(/^<svg /);
});
