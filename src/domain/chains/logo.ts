/** A drawing more than twice as wide as it is high. */
const wide = 2;

/** True for a logo that is a lettering rather than a mark, by the shape of its viewBox. */
export function isWordmark(svg: string): boolean {
  const [, width, height] = /\sviewBox=["']\s*\S+[\s,]+\S+?[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(svg) ?? [];
  return Number(width) > wide * Number(height);
}
