const cone = 'repeating-conic-gradient(rgba(0,0,0,.01) 0 1deg, rgba(255,0,0,.01) 1deg 2deg)';
const times = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index));

/** CSS that keeps Chromium busy until a limit ends the print. */
export const hostileCss: readonly string[] = [
  `.totals { width: 180mm; height: 250mm; background: ${times(60, () => cone).join()} }`,
  `.totals { width: 180mm; height: 250mm; background: ${times(1_500, () => cone).join()} }`,
  '.totals { height: 10000000px; background: red }',
  `.totals { box-shadow: ${times(2_000, () => '0 0 500px 300px rgba(0,0,0,.5)').join()} }`,
  `${times(1_500, (index) => `:has(.a${index} ~ td:nth-child(${index}n+1)) td`).join()} { color: red }`,
  `.totals { width: 9000px; height: 9000px; background: red; filter: blur(900px) }`,
];

/** Sources that are slow to check or need much memory. */
export const hostileSources: readonly string[] = [
  `{{${'[`+`\\]['.repeat(29)}`,
  `{{${'[`+`\\]['.repeat(400)}`,
  '{{#if due}}'.repeat(15_000),
  '{{"'.repeat(60_000),
  '{{t '.repeat(40_000),
  `{{t ${'(eq '.repeat(40_000)}`,
  '<p>'.repeat(60_000),
  `<style>${'a{'.repeat(60_000)}`,
  `<p ${'a=b '.repeat(45_000)}>`,
];
