import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type TextItem = { str: string; transform: number[]; width: number; height: number };
type Point = readonly [x: number, y: number];

/** Pixels a point: letters of 5 points are ten pixels high, enough to have a dark inside. */
const scale = 2;
/** The palest text of a layout that can be read has 4; what nobody sees has 1. */
const leastContrast = 2;

/**
 * Draws the page and tells of a text whether anything is to be seen where it stands: white on white, nearly transparent,
 * covered or masked text is there for programs only.
 */
export async function inkOf(page: PDFPageProxy): Promise<(item: TextItem) => boolean> {
  const viewport = page.getViewport({ scale });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  // The types of the package know the browser's canvas only.
  const target = { canvas, canvasContext: context } as unknown as { canvas: null };
  await page.render({ ...target, viewport }).promise;
  const { data } = context.getImageData(0, 0, width, height);

  return ({ transform, width: long, height: tall }) => {
    const corners = cornersOf(transform, long, tall).map(([x, y]) => viewport.convertToViewportPoint(x, y) as Point[]);
    const [xs, ys] = [0, 1].map((axis) => corners.map((corner) => Number(corner[axis])));
    const [left, right] = within(xs ?? [], width);
    const [top, bottom] = within(ys ?? [], height);
    let [darkest, lightest] = [1, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const light = luminance(data, (y * width + x) * 4);
        darkest = Math.min(darkest, light);
        lightest = Math.max(lightest, light);
      }
    }
    return (lightest + 0.05) / (darkest + 0.05) >= leastContrast;
  };
}

/** Of the box around a text that starts at the matrix's origin and runs along it, descenders included. */
function cornersOf([a = 1, b = 0, , , x = 0, y = 0]: number[], long: number, tall: number): Point[] {
  const size = Math.hypot(a, b) || 1;
  const [along, up] = [
    [a / size, b / size],
    [-b / size, a / size],
  ] as const;
  return [
    [0, -0.25 * tall],
    [long, -0.25 * tall],
    [0, tall],
    [long, tall],
  ].map(([right = 0, above = 0]) => [x + right * along[0] + above * up[0], y + right * along[1] + above * up[1]]);
}

function within(values: number[], limit: number): [from: number, to: number] {
  return [Math.max(0, Math.floor(Math.min(...values))), Math.min(limit, Math.ceil(Math.max(...values)))];
}

/** Relative luminance of an opaque pixel. Source: WCAG 2.2. */
function luminance(data: Uint8ClampedArray, at: number): number {
  return 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
}

function linear(channel = 0): number {
  return linearOf[channel] ?? 0;
}

const linearOf = Float64Array.from({ length: 256 }, (_, channel) => {
  const srgb = channel / 255;
  return srgb <= 0.04045 ? srgb / 12.92 : ((srgb + 0.055) / 1.055) ** 2.4;
});
