/** Number of pages of a PDF from Skia. Skia writes the page tree uncompressed, and the tree's root holds the total. */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const counts = text.matchAll(/\/Type \/Pages\b[^>]{0,200}?\/Count (\d+)/g);
  return Math.max(0, ...[...counts].map(([, count]) => Number(count)));
}
