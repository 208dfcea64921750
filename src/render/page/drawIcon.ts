import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type AppIcon, appIcons, initialsOf } from '../../domain/chains/appIcons.ts';
import { isWordmark } from '../../domain/chains/logo.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { escapeHtml } from '../escape.ts';
import { fontFile } from './fonts.ts';

/** Share of the width that stays when a system cuts a circle out of the square, with a margin. Source: W3C, "safe zone". */
const safeShare = 0.62;
/** A logo that is a tile of one colour goes on in the colour around it, so only its drawing has to stay. */
const safeTileShare = 0.8;

/** A theme's icon as PNG: its logo, or the initials of its name where the logo is a lettering that a square makes unreadable. */
export async function drawIcon(theme: Theme, icon: AppIcon): Promise<Uint8Array> {
  await ready();
  const { size, filled } = appIcons[icon];
  if (isWordmark(theme.logo) || theme.logo === '') return png(letters(theme, filled), size, await fontsOf(theme));
  const tile = tileColor(theme.logo);
  if (filled)
    return png(onSquare(theme.logo, tile ?? theme.light.surfaceRaised, tile ? safeTileShare : safeShare), size);
  return png(tile ? drawing(theme.logo, 1) : onRounded(theme.logo, theme.light.surfaceRaised), size);
}

const roundedSquare = (color: string) => `<rect width="100" height="100" rx="20" fill="${color}"/>`;

function onSquare(logo: string, color: string, share: number): string {
  return `<rect width="100" height="100" fill="${color}"/>${drawing(logo, share)}`;
}

function onRounded(logo: string, color: string): string {
  return `${roundedSquare(color)}${drawing(logo, 0.72)}`;
}

/** The logo in the middle of a square of 100. As a picture in the drawing it keeps its own coordinates. */
function drawing(logo: string, share: number): string {
  const width = 100 * share;
  const start = (100 - width) / 2;
  const href = `data:image/svg+xml;base64,${Buffer.from(logo).toString('base64')}`;
  return `<image x="${start}" y="${start}" width="${width}" height="${width}" href="${href}"/>`;
}

function letters({ name, light, font }: Theme, filled: boolean): string {
  const initials = initialsOf(name);
  const back = filled ? `<rect width="100" height="100" fill="${light.brand}"/>` : roundedSquare(light.brand);
  const size = [...initials].length > 1 ? 40 : 54;
  // Capital letters of the theme's families are 0.7 of the font's size high, so half of that below the middle centres them.
  const baseline = 50 + size * 0.35;
  return `${back}<text x="50" y="${baseline}" text-anchor="middle" font-family="${font.heading}" font-weight="${font.headingWeight}" font-size="${size}" fill="${light.onBrand}">${escapeHtml(initials)}</text>`;
}

/** The colour of a logo that reaches all four edges with one opaque colour: such a logo is a tile already. */
function tileColor(logo: string): string | undefined {
  const width = 64;
  const { pixels } = render(drawing(logo, 1), width);
  const middle = width / 2;
  const last = width - 2;
  const edges = [
    [middle, 1],
    [last, middle],
    [middle, last],
    [1, middle],
  ].map(([x = 0, y = 0]) => [...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)]);
  const [first] = edges;
  if (first?.[3] !== 255 || edges.some((edge) => edge.join() !== first.join())) return undefined;
  return `#${first
    .slice(0, 3)
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`;
}

function png(content: string, size: number, fontBuffers: Uint8Array[] = []): Uint8Array {
  return render(content, size, fontBuffers).png;
}

function render(
  content: string,
  size: number,
  fontBuffers: Uint8Array[] = [],
): { pixels: Uint8Array; png: Uint8Array } {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${content}</svg>`;
  const resvg = new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { fontBuffers } });
  const image = resvg.render();
  try {
    return { pixels: image.pixels, png: image.asPng() };
  } finally {
    // WebAssembly memory is not collected.
    image.free();
    resvg.free();
  }
}

/** Noto Sans has the letters that the theme's family lacks. */
function fontsOf({ font }: Theme): Promise<Uint8Array[]> {
  return Promise.all([fontFile(font.heading, font.headingWeight), fontFile('Noto Sans', 700)]);
}

let started: Promise<void> | undefined;

function ready(): Promise<void> {
  started ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then(initWasm);
  return started;
}
