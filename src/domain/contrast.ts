/** Contrast ratio of two #rrggbb colours, 1 to 21, in either order. Source: WCAG 2.2, relative luminance. */
export function contrast(hexA: string, hexB: string): number {
  return ratio(luminance(hexA), luminance(hexB));
}

/** Contrast ratio of two greys from 0 (black) to 1 (white), as a screen shows them: 1 to 21. Source: WCAG 2.2. */
export function contrastOfGreys(a: number, b: number): number {
  return ratio(linear(within01(a)), linear(within01(b)));
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const channel = (from: number) => linear(Number.parseInt(hex.slice(from, from + 2), 16) / 255);
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The linear light of one sRGB channel. */
function linear(srgb: number): number {
  return srgb <= 0.04045 ? srgb / 12.92 : ((srgb + 0.055) / 1.055) ** 2.4;
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
