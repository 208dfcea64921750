/** A drawing more than twice as wide as it is high. */
const wide = 2;

/** True when the logo is a lettering, not a mark. The shape of its viewBox decides. */
export function isWordmark(svg: string): boolean {
  const [, width, height] = /\sviewBox=["']\s*\S+[\s,]+\S+?[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(svg) ?? [];
  return Number(width) > wide * Number(height);
}
