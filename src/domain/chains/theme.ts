import { contrast } from '../contrast.ts';
import { fieldsOf, pointerTo } from '../jsonPointer.ts';

/** Colours of one scheme; each names a role, never a hue. All are #rrggbb. */
export type Palette = {
  brand: string;
  onBrand: string;
  accent: string;
  onAccent: string;
  surface: string;
  surfaceRaised: string;
  text: string;
  textMuted: string;
  line: string;
  danger: string;
  onDanger: string;
  success: string;
};

/** Families the platform ships; a theme cannot bring its own. */
export const fontFamilies = ['Nunito', 'Barlow', 'Barlow Condensed', 'Noto Sans'] as const;
export type FontFamily = (typeof fontFamilies)[number];

/** The design tokens that style pages, mails and PDFs: theme.json. */
export type Theme = {
  name: string;
  light: Palette;
  dark: Palette;
  font: { body: FontFamily; heading: FontFamily; headingWeight: 600 | 700 | 800 };
  /** Corner radius of controls in px. */
  radius: number;
  headingCase: 'none' | 'uppercase';
  /** The site's form of address: "ty" is informal, "neutral" is factual. */
  voice: 'ty' | 'neutral';
  /** Inline SVG of the logo, sanitised on save. */
  logo: string;
};

/** `path` is a JSON pointer into theme.json; in the parameters a token is named as "light.brand". */
export type ThemeError = { path: string } & ThemeFault;
export type ThemeFault =
  | { code: 'theme.missing' | 'theme.unknown'; params: { token: string } }
  | { code: 'theme.invalid'; params: { reason: 'whole' } | ({ token: string } & Wanted) }
  /** `ratio` and `least` are the first number of a ratio to 1. */
  | { code: 'theme.contrast'; params: { token: string; back: string; ratio: number; least: number } };
type Wanted =
  | { reason: 'group' | 'color' }
  | { reason: 'choice'; choices: string }
  | { reason: 'number' | 'text'; least: number; most: number };

type Check = { accepts: (value: unknown) => boolean; wants: Wanted };
type Shape = { [field: string]: Check | Shape };

const color: Check = {
  accepts: (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value),
  wants: { reason: 'color' },
};
const family = oneOf(fontFamilies);
const palette: Record<keyof Palette, Check> = {
  brand: color,
  onBrand: color,
  accent: color,
  onAccent: color,
  surface: color,
  surfaceRaised: color,
  text: color,
  textMuted: color,
  line: color,
  danger: color,
  onDanger: color,
  success: color,
};
const shape: Record<keyof Theme, Check | Shape> = {
  name: text(1, 80),
  light: palette,
  dark: palette,
  font: { body: family, heading: family, headingWeight: oneOf([600, 700, 800]) },
  radius: {
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 32,
    wants: { reason: 'number', least: 0, most: 32 },
  },
  headingCase: oneOf(['none', 'uppercase']),
  voice: oneOf(['ty', 'neutral']),
  // render/page/logo.ts checks the content of the SVG.
  logo: text(0, 20_000),
};

/**
 * Which colours must be readable on which. WCAG 2.2 AA asks for 4.5:1 for text and 3:1 for large shapes; `line` only
 * separates.
 */
export const readable: readonly { front: keyof Palette; back: keyof Palette; least: number }[] = [
  { front: 'text', back: 'surface', least: 4.5 },
  { front: 'textMuted', back: 'surface', least: 4.5 },
  { front: 'text', back: 'surfaceRaised', least: 4.5 },
  { front: 'textMuted', back: 'surfaceRaised', least: 4.5 },
  { front: 'onBrand', back: 'brand', least: 4.5 },
  { front: 'onAccent', back: 'accent', least: 4.5 },
  { front: 'onDanger', back: 'danger', least: 4.5 },
  { front: 'danger', back: 'surface', least: 4.5 },
  { front: 'success', back: 'surface', least: 4.5 },
  { front: 'brand', back: 'surface', least: 3 },
];

/** Accepts a complete theme with known fields only and readable colours in both schemes, or returns every error. */
export function checkTheme(value: unknown): { ok: true; theme: Theme } | { ok: false; errors: ThemeError[] } {
  const shapeErrors = errorsOf(value, shape, '');
  if (shapeErrors.length > 0) return { ok: false, errors: shapeErrors };
  const theme = value as Theme;
  const errors = [...contrastErrors(theme.light, '/light'), ...contrastErrors(theme.dark, '/dark')];
  return errors.length > 0 ? { ok: false, errors } : { ok: true, theme };
}

function errorsOf(value: unknown, expected: Shape, path: string): ThemeError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const params = path === '' ? { reason: 'whole' as const } : { token: tokenOf(path), reason: 'group' as const };
    return [{ path, code: 'theme.invalid', params }];
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const unknown = [...given.keys()].filter((key) => !Object.hasOwn(expected, key));
  return [
    ...unknown.map((key) => keyError(pointerTo(path, key), 'theme.unknown')),
    ...Object.entries(expected).flatMap(([key, check]) => {
      if (!given.has(key)) return [keyError(pointerTo(path, key), 'theme.missing')];
      return isCheck(check)
        ? fieldErrors(given.get(key), check, pointerTo(path, key))
        : errorsOf(given.get(key), check, pointerTo(path, key));
    }),
  ];
}

function isCheck(check: Check | Shape): check is Check {
  return typeof check.accepts === 'function';
}

function fieldErrors(value: unknown, check: Check, path: string): ThemeError[] {
  if (check.accepts(value)) return [];
  return [{ path, code: 'theme.invalid', params: { token: tokenOf(path), ...check.wants } }];
}

function contrastErrors(colors: Palette, path: string): ThemeError[] {
  return readable.flatMap(({ front, back, least }) => {
    const exact = contrast(colors[front], colors[back]);
    if (exact >= least) return [];
    // Rounded down: a ratio of 4.499 must not be shown as 4.5 and refused.
    const ratio = Math.floor(exact * 100) / 100;
    const pointer = `${path}/${front}`;
    return [{ path: pointer, code: 'theme.contrast', params: { token: tokenOf(pointer), back, ratio, least } }];
  });
}

function keyError(path: string, code: 'theme.missing' | 'theme.unknown'): ThemeError {
  return { path, code, params: { token: tokenOf(path) } };
}

/** "/light/brand" in the notation of admins: "light.brand". */
function tokenOf(pointer: string): string {
  return fieldsOf(pointer).join('.');
}

function oneOf(values: readonly unknown[]): Check {
  return { accepts: (value) => values.includes(value), wants: { reason: 'choice', choices: values.join(', ') } };
}

function text(least: number, most: number): Check {
  return {
    accepts: (value) => typeof value === 'string' && value.length >= least && value.length <= most,
    wants: { reason: 'text', least, most },
  };
}
