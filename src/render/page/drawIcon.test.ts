import { Resvg } from '@resvg/resvg-wasm';
import { expect, it } from 'vitest';
import zielony from '../../../themes/zielony/theme.json' with { type: 'json' };
import { type AppIcon, appIcons, initialsOf } from '../../domain/chains/appIcons.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { drawIcon } from './drawIcon.ts';

const svg = (viewBox: string, content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${content}</svg>`;
const tile = svg(
  '0 0 48 48',
  '<rect width="48" height="48" rx="14" fill="#1c6b38"/><circle cx="24" cy="24" r="9" fill="#fff"/>',
);
const mark = svg('0 0 40 48', '<circle cx="20" cy="24" r="20" fill="#c2371f"/>');
const lettering = svg('0 0 100 20', '<path d="M0 0h100v20H0z" fill="#000"/>');
const themeWith = (logo: string, name = 'Zielony Koszyk') => ({ ...zielony, name, logo }) as Theme;

/** The colours of the pixels at these places, from 0 to 1 across the icon; 'none' where it is transparent. */
async function pixels(theme: Theme, icon: AppIcon, places: [number, number][]): Promise<string[]> {
  const { size } = appIcons[icon];
  const png = await drawIcon(theme, icon);
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const image = new Resvg(
    svg(`0 0 ${size} ${size}`, `<image width="${size}" height="${size}" href="${href}"/>`),
  ).render();
  expect([image.width, image.height]).toEqual([size, size]);
  return places.map(([x, y]) => {
    const start = 4 * (Math.floor(y * size) * size + Math.floor(x * size));
    const [red, green, blue, alpha] = image.pixels.subarray(start, start + 4);
    return alpha === 0 ? 'none' : `#${[red, green, blue].map((one = 0) => one.toString(16).padStart(2, '0')).join('')}`;
  });
}

const corners: [number, number][] = [
  [0.01, 0.01],
  [0.99, 0.01],
  [0.01, 0.99],
  [0.99, 0.99],
];
const middle: [number, number] = [0.5, 0.5];

it('every icon has its size', async () => {
  for (const icon of Object.keys(appIcons) as AppIcon[]) await pixels(themeWith(tile), icon, []);
});

it('a logo that is a tile goes on to the corners where the whole square is filled', async () => {
  const green = '#1c6b38';
  expect(await pixels(themeWith(tile), 'maskable', [...corners, middle])).toEqual([
    ...corners.map(() => green),
    '#ffffff',
  ]);
  expect(await pixels(themeWith(tile), '192', corners)).toEqual(corners.map(() => 'none'));
});

it('another logo stands on the light surface, inside the circle that a system leaves', async () => {
  const safe: [number, number][] = [
    [0.15, 0.15],
    [0.85, 0.85],
    [0.5, 0.15],
    [0.15, 0.5],
  ];
  const { surfaceRaised } = zielony.light;
  for (const icon of ['maskable', 'apple'] as const)
    expect(await pixels(themeWith(mark), icon, [...corners, ...safe, middle])).toEqual([
      ...[...corners, ...safe].map(() => surfaceRaised),
      '#c2371f',
    ]);
});

it('a lettering is replaced by initials in the brand’s colours', async () => {
  const { brand, onBrand } = zielony.light;
  const row = Array.from({ length: 100 }, (_, x): [number, number] => [x / 100, 0.5]);
  const seen = new Set(await pixels(themeWith(lettering), 'maskable', row));
  expect(seen).toContain(brand);
  expect(seen).toContain(onBrand);
  expect(seen).not.toContain('#000000');
});

it('initials are drawn in Ukrainian and in a script that the family lacks', async () => {
  const row = Array.from({ length: 100 }, (_, x): [number, number] => [x / 100, 0.5]);
  for (const name of ['Ґанок', 'Ωμέγα'])
    expect(new Set(await pixels(themeWith('', name), '512', row)), name).toContain(zielony.light.onBrand);
});

it.each([
  ['Zielony Koszyk', 'ZK'],
  ['MegaDom', 'M'],
  ['dom & ogród', 'DO'],
  ['„Żabka” Łódź Centrum', 'ŻŁ'],
  ['𝔸lfa', '𝔸'],
  ['—', ''],
])('the initials of “%s” are “%s”', (name, initials) => expect(initialsOf(name)).toBe(initials));
