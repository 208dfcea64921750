import type { Palette, Theme } from '../../domain/chains/theme.ts';
import { cyrillicText, type Face, fallbackFaces, fontFacesOf, polishText, type Subset } from './fonts.ts';

/** Custom property of each colour role. */
const roles: [keyof Palette, string][] = [
  ['brand', '--brand'],
  ['onBrand', '--on-brand'],
  ['accent', '--accent'],
  ['onAccent', '--on-accent'],
  ['surface', '--surface'],
  ['surfaceRaised', '--surface-raised'],
  ['text', '--text'],
  ['textMuted', '--text-muted'],
  ['line', '--line'],
  ['danger', '--danger'],
  ['onDanger', '--on-danger'],
  ['success', '--success'],
];

/**
 * The tokens of a theme as a stylesheet for pages: light, dark by the system's choice, and either one by
 * `data-scheme="light|dark"` on the root. A browser loads a face from `fontUrl(face)` when the page uses its characters.
 */
export function themeStylesheet(theme: Theme, fontUrl: (face: Face) => string): string {
  const dark = declarations({ 'color-scheme': 'dark', ...colours(theme.dark) });
  return [
    ...[...fontFacesOf(theme), ...fallbackFaces].map((face) => fontFaceRule(face, fontUrl(face), rangeOf(face))),
    `:root {\n${declarations({ 'color-scheme': 'light', ...colours(theme.light), ...shapes(theme) })}\n}`,
    `@media (prefers-color-scheme: dark) {\n:root:not([data-scheme='light']) {\n${dark}\n}\n}`,
    `:root[data-scheme='dark'] {\n${dark}\n}`,
  ].join('\n');
}

/** `@font-face` for one face; `range` limits it to some characters. */
export function fontFaceRule(face: Face, url: string, range?: string): string {
  const unicodeRange = range ? ` unicode-range: ${range};` : '';
  return (
    `@font-face { font-family: '${face.family}'; font-weight: ${face.weight}; font-display: swap;` +
    ` src: url("${url}") format("woff2");${unicodeRange} }`
  );
}

export function colours(palette: Palette): { [property: string]: string } {
  return Object.fromEntries(roles.map(([role, property]) => [property, palette[role]]));
}

/** Tokens that are the same in both schemes: type, corners, case of headings. */
export function shapes(theme: Theme): { [property: string]: string } {
  const { body, heading, headingWeight } = theme.font;
  return {
    '--radius': `${theme.radius}px`,
    '--font-body': `'${body}', 'Noto Sans', sans-serif`,
    '--font-heading': `'${heading}', '${body}', 'Noto Sans', sans-serif`,
    '--heading-weight': String(headingWeight),
    '--heading-case': theme.headingCase,
  };
}

export function declarations(properties: { [property: string]: string }): string {
  return Object.entries(properties)
    .map(([property, value]) => `  ${property}: ${value};`)
    .join('\n');
}

const pointsOf = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);

// A browser loads a face only for characters of its range.
const ranges: Readonly<Record<Subset, string>> = {
  polish: unicodeRange(pointsOf(polishText)),
  cyrillic: unicodeRange(pointsOf(cyrillicText)),
  full: unicodeRange(complementOf(pointsOf(polishText + cyrillicText))),
};

/** The `unicode-range` of a face: the ranges of the three subsets do not overlap. */
export function rangeOf({ subset }: Face): string {
  return ranges[subset];
}

type Span = [from: number, to: number];

function unicodeRange(points: number[] | Span[]): string {
  const hex = (point: number) => point.toString(16).toUpperCase();
  return spansOf(points)
    .map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
    .join(', ');
}

function spansOf(points: number[] | Span[]): Span[] {
  const spans: Span[] = [];
  for (const point of points.toSorted(byStart)) {
    const [from, to]: Span = typeof point === 'number' ? [point, point] : point;
    const last = spans.at(-1);
    if (last && last[1] >= from - 1) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

function byStart(a: number | Span, b: number | Span): number {
  return (typeof a === 'number' ? a : a[0]) - (typeof b === 'number' ? b : b[0]);
}

function complementOf(points: number[]): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const [start, end] of spansOf(points)) {
    if (start > from) spans.push([from, start - 1]);
    from = end + 1;
  }
  return [...spans, [from, 0x10ffff]];
}
