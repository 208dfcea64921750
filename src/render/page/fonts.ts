import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import type { FontFamily, Theme } from '../../domain/chains/theme.ts';

export type FontWeight = 400 | 600 | 700 | 800;

/**
 * `polish` has the characters of Polish and English text, `cyrillic` the letters of Ukrainian and of the other languages
 * in Cyrillic, `full` all characters of the family.
 */
export const subsets = ['polish', 'cyrillic', 'full'] as const;
export type Subset = (typeof subsets)[number];

export type Face = { family: FontFamily; weight: FontWeight; subset: Subset };

const folders: Record<FontFamily, string> = {
  Nunito: 'nunito',
  Barlow: 'barlow',
  'Barlow Condensed': 'barlow-condensed',
  'Noto Sans': 'noto-sans',
};

const weightNames: Record<FontWeight, string> = {
  400: '400Regular',
  600: '600SemiBold',
  700: '700Bold',
  800: '800ExtraBold',
};

const asciiText = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');

/** Every character in a usual Polish or English invoice; other text loads further faces. */
export const polishText = `${asciiText}ąćęłńóśźżĄĆĘŁŃÓŚŹŻ§€£–—„”“«»‘’‚…•·×÷°½¼¾²³±−\u00a0µ®©™äöüÄÖÜßéÉèáíúçčšžřňý`;

/** The Cyrillic block of Unicode with ґ є і ї, the letter apostrophe and two signs of Ukrainian text. */
export const cyrillicText = `${Array.from({ length: 0x100 }, (_, index) => String.fromCharCode(0x400 + index)).join('')}ʼ₴№`;

/** The families with Cyrillic letters. The others take them from the fallback. */
const withCyrillic: readonly FontFamily[] = ['Nunito', 'Noto Sans'];

/** Tabular figures, and kerning, which costs 4 % of a print. Ligatures and other features only add bytes. */
const keepFeatures = ['tnum', 'kern'];
const dropTables = ['GDEF', 'STAT', 'DSIG'];

/** The faces of a theme's text and headings: one of each subset that the family has. Bold is 700. */
export function fontFacesOf(theme: Theme): Face[] {
  const { body, heading, headingWeight } = theme.font;
  const wanted = new Map<string, Face>();
  const faces: [FontFamily, FontWeight][] = [
    [body, 400],
    [body, 700],
    [heading, headingWeight],
  ];
  for (const subset of subsets) {
    for (const [family, weight] of faces) {
      if (subset === 'cyrillic' && !withCyrillic.includes(family)) continue;
      wanted.set(`${family} ${weight} ${subset}`, { family, weight, subset });
    }
  }
  return [...wanted.values()];
}

/** Last in every font stack: Noto Sans has Cyrillic, Greek and Vietnamese. */
export const fallbackFaces: Face[] = (['cyrillic', 'full'] as const).flatMap((subset) => [
  { family: 'Noto Sans', weight: 400, subset },
  { family: 'Noto Sans', weight: 700, subset },
]);

const polishCharacters = new Set(polishText);
const cyrillicCharacters = new Set(cyrillicText);

/** The subsets that a text needs. Line ends and other control characters have no glyph. */
export function subsetsFor(text: string): readonly Subset[] {
  let cyrillic = false;
  for (const character of text) {
    if (polishCharacters.has(character) || /[\n\r\t\u00ad]/.test(character)) continue;
    if (!cyrillicCharacters.has(character)) return ['full'];
    cyrillic = true;
  }
  return cyrillic ? ['polish', 'cyrillic'] : ['polish'];
}

const made = new Map<string, Promise<Uint8Array>>();

/** A face as WOFF2 with TrueType outlines, built once and cached. Figures are tabular by default or through `tnum`. */
export function fontFace(family: FontFamily, weight: FontWeight, subset: Subset): Promise<Uint8Array> {
  const name = `${family} ${weight} ${subset}`;
  const known = made.get(name);
  if (known) return known;
  const face = makeFace(family, weight, subset);
  made.set(name, face);
  // The caller gets the error; the next call tries again.
  face.catch(() => made.delete(name));
  return face;
}

async function makeFace(family: FontFamily, weight: FontWeight, subset: Subset): Promise<Uint8Array> {
  const original = await fontFile(family, weight);
  const options = { targetFormat: 'woff2', keepFeatures, dropTables } as const;
  const text = { polish: polishText, cyrillic: cyrillicText, full: undefined }[subset];
  if (text !== undefined) return subsetFont(original, text, { ...options, noHinting: true });
  return subsetFont(original, undefined, { ...options, keepAllGlyphs: true, noHinting: true });
}

/** A whole face as TrueType. */
export function fontFile(family: FontFamily, weight: FontWeight): Promise<Buffer> {
  return readFile(pathOf(family, weight));
}

const require = createRequire(import.meta.url);

function pathOf(family: FontFamily, weight: FontWeight): string {
  const root = dirname(require.resolve(`@expo-google-fonts/${folders[family]}/package.json`));
  return join(root, weightNames[weight], `${family.replace(' ', '')}_${weightNames[weight]}.ttf`);
}
