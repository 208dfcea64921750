import { GlobalWorkerOptions, getDocument, type PDFPageProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

/** Draws the first page of a PDF into a canvas, `width` CSS pixels wide, in the resolution of the screen. */
export async function drawFirstPage(pdf: Blob, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const loading = getDocument({ data: new Uint8Array(await pdf.arrayBuffer()) });
  try {
    await draw(await (await loading.promise).getPage(1), canvas, width);
  } finally {
    await loading.destroy();
  }
}

/** The first `most` pages, each as a canvas. */
export async function drawPages(pdf: Blob, width: number, most: number): Promise<HTMLCanvasElement[]> {
  const loading = getDocument({ data: new Uint8Array(await pdf.arrayBuffer()) });
  try {
    const document = await loading.promise;
    const pages: HTMLCanvasElement[] = [];
    for (let number = 1; number <= Math.min(document.numPages, most); number++) {
      const canvas = window.document.createElement('canvas');
      await draw(await document.getPage(number), canvas, width);
      pages.push(canvas);
    }
    return pages;
  } finally {
    await loading.destroy();
  }
}

async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * density });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
}
