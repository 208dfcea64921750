import type * as mupdf from 'mupdf';

/** A box with the radius of its corners in points, or any other shape. */
export type Form = { round: number } | 'other';

type Point = [x: number, y: number];

/**
 * The form of a path. A box has edges parallel to the page's edges: every straight piece lies on its outline, and curves are
 * only in its corners. Chromium writes a round corner as several curves.
 */
export function formOf(path: mupdf.Path, [a, b, c, d]: mupdf.Matrix): Form {
  if (Math.abs(b) > 1e-6 || Math.abs(c) > 1e-6) return 'other';
  const lines: [from: Point, to: Point][] = [];
  const corners: Point[] = [];
  const starts: Point[] = [];
  let at: Point = [0, 0];
  path.walk({
    moveTo(x, y) {
      at = [x * a, y * d];
      starts.push(at);
    },
    lineTo(x, y) {
      lines.push([at, [x * a, y * d]]);
      at = [x * a, y * d];
    },
    curveTo(_x1, _y1, _x2, _y2, x, y) {
      corners.push(at, [x * a, y * d]);
      at = [x * a, y * d];
    },
  });
  const [start] = starts;
  if (!start || starts.length > 1) return 'other';
  // A fill closes the path with a straight line.
  lines.push([at, start]);
  const outline = outlineOf([...lines.flat(), ...corners]);
  if (!lines.every((line) => liesOn(outline, line))) return 'other';
  return { round: Math.max(0, ...corners.map((point) => depthIn(outline, point))) };
}

type Outline = { xs: [number, number]; ys: [number, number] };

function outlineOf(points: readonly Point[]): Outline {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { xs: [Math.min(...xs), Math.max(...xs)], ys: [Math.min(...ys), Math.max(...ys)] };
}

const near = (a: number, b: number) => Math.abs(a - b) < 0.05;

function liesOn({ xs, ys }: Outline, [[x1, y1], [x2, y2]]: [Point, Point]): boolean {
  if (near(x1, x2) && near(y1, y2)) return true;
  return (near(x1, x2) && xs.some((x) => near(x, x1))) || (near(y1, y2) && ys.some((y) => near(y, y1)));
}

/** The larger of a point's horizontal and vertical distances from the nearest corner. */
function depthIn({ xs, ys }: Outline, [x, y]: Point): number {
  const across = Math.min(x - xs[0], xs[1] - x);
  const down = Math.min(y - ys[0], ys[1] - y);
  return Math.max(across, down);
}
