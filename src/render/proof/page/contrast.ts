/** Contrast ratio, from 1 to 21, of two sRGB grey values from 0 to 1. Source: WCAG 2.2. */
export function contrast(a: number, b: number): number {
  const [light, dark] = [luminance(Math.max(a, b)), luminance(Math.min(a, b))];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(grey: number): number {
  const value = Math.min(1, Math.max(0, grey));
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
