/** Pages of a PDF as Skia writes it: the page tree stands in the clear, and its root counts them all. */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const counts = text.matchAll(/\/Type \/Pages\b[^>]{0,200}?\/Count (\d+)/g);
  return Math.max(0, ...[...counts].map(([, count]) => Number(count)));
}
