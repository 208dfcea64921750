/** How far a sheet may be enlarged; 1 fits the view. */
const most = 5;
const steps = [1, 1.5, 2, 2.5, 3, 4, most];

type Point = { x: number; y: number };

export function clampZoom(zoom: number): number {
  return Math.min(most, Math.max(1, zoom));
}

/** The next step up (`direction` 1) or down (−1) from any zoom between the steps. */
export function nextZoom(zoom: number, direction: number): number {
  const next = direction > 0 ? steps.find((step) => step > zoom + 0.01) : steps.findLast((step) => step < zoom - 0.01);
  return next ?? clampZoom(zoom);
}

/** Where to scroll so that what is under `point` of the view stays there when everything grows by `factor`. */
export function keepPoint(scroll: Point, point: Point, factor: number): Point {
  return { x: (scroll.x + point.x) * factor - point.x, y: (scroll.y + point.y) * factor - point.y };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
