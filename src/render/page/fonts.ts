import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import type { FontFamily, Theme } from '../../domain/chains/theme.ts';

export type FontWeight = 400 | 600 | 700 | 800;

/** `polish` has the characters of Polish and English text, `full` all characters of the family. */
export type Subset = 'polish' | 'full';

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

/** Every character in a usual Polish or English invoice; other text loads the full faces. */
export const polishText = `${asciiText}ąćęłńóśźżĄĆĘŁŃÓŚŹŻ§€£–—„”“«»‘’‚…•·×÷°½¼¾²³±−\u00a0µ®©™äöüÄÖÜßéÉèáíúçčšžřňý`;

/** Tabular figures, and kerning, which costs 4 % of a print. Ligatures and other features only add bytes. */
const keepFeatures = ['tnum', 'kern'];
const dropTables = ['GDEF', 'STAT', 'DSIG'];

/** The faces of a theme's text and headings: one `polish` and one `full` of each. Bold is 700. */
export function fontFacesOf(theme: Theme): Face[] {
  const { body, heading, headingWeight } = theme.font;
  const wanted = new Map<string, Face>();
  const faces: [FontFamily, FontWeight][] = [
    [body, 400],
    [body, 700],
    [heading, headingWeight],
  ];
  for (const subset of ['polish', 'full'] as const) {
    for (const [family, weight] of faces) wanted.set(`${family} ${weight} ${subset}`, { family, weight, subset });
  }
  return [...wanted.values()];
}

/** Last in every font stack: Noto Sans has Cyrillic, Greek and Vietnamese. */
export const fallbackFaces: Face[] = [
  { family: 'Noto Sans', weight: 400, subset: 'full' },
  { family: 'Noto Sans', weight: 700, subset: 'full' },
];

const polishCharacters = new Set(polishText);

/** True when the `polish` faces have every character of a text. Line ends and other control characters have no glyph. */
export function fitsPolish(text: string): boolean {
  for (const character of text) {
    if (!polishCharacters.has(character) && !/[\n\r\t\u00ad]/.test(character)) return false;
  }
  return true;
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
  const original = await readFile(pathOf(family, weight));
  const options = { targetFormat: 'woff2', keepFeatures, dropTables } as const;
  if (subset === 'polish') return subsetFont(original, polishText, { ...options, noHinting: true });
  return subsetFont(original, undefined, { ...options, keepAllGlyphs: true, noHinting: true });
}

const require = createRequire(import.meta.url);

function pathOf(family: FontFamily, weight: FontWeight): string {
  const root = dirname(require.resolve(`@expo-google-fonts/${folders[family]}/package.json`));
  return join(root, weightNames[weight], `${family.replace(' ', '')}_${weightNames[weight]}.ttf`);
}
