import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

/** Draws the first page of a PDF into a canvas, as wide as `width` CSS pixels, sharp on the screen at hand. */
export async function drawFirstPage(pdf: Blob, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const loading = getDocument({ data: new Uint8Array(await pdf.arrayBuffer()) });
  try {
    const page = await (await loading.promise).getPage(1);
    const density = Math.min(window.devicePixelRatio || 1, 2);
    const scale = (width / page.getViewport({ scale: 1 }).width) * density;
    const viewport = page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
  } finally {
    await loading.destroy();
  }
}
