import type { PrintJob } from '../../src/render/page/document.ts';
import type { Browser } from './browser.ts';
import { type PrintPage, preparePage } from './printPage.ts';

export type PagePool = {
  /** Prints on a page that is ready for the job's key, or on a new page. After an error the page is dropped. */
  print(job: PrintJob, mostPages: number): Promise<Uint8Array>;
  has(key: string): boolean;
};

/**
 * Pages that are kept ready in one browser; surplus pages are closed, the least recently used first. A page serves only
 * one key.
 */
export function openPagePool(browser: Browser, keptPages: number): PagePool {
  const idle: PrintPage[] = [];
  const clearing = new Map<PrintPage, Promise<void>>();

  async function pageFor(job: PrintJob): Promise<PrintPage> {
    const index = idle.findLastIndex((page) => page.key === job.key);
    const [ready] = index < 0 ? [] : idle.splice(index, 1);
    if (ready) return ready;
    // Clearing a page takes 2 ms, preparing a new page 200 ms.
    const soon = [...clearing].find(([page]) => page.key === job.key);
    if (!soon) return preparePage(browser, job);
    await soon[1];
    return pageFor(job);
  }

  async function giveBack(page: PrintPage): Promise<void> {
    await page.clear();
    idle.push(page);
    const surplus = idle.splice(0, Math.max(0, idle.length - keptPages));
    await Promise.all(surplus.map((old) => old.close()));
  }

  return {
    has: (key) => [...idle, ...clearing.keys()].some((page) => page.key === key),
    async print(job, mostPages) {
      const page = await pageFor(job);
      const pdf = await page.print(job, mostPages);
      // Not awaited, because the PDF is complete. When clearing fails, the browser is killed.
      const cleared = giveBack(page)
        .catch(() => browser.kill())
        .finally(() => clearing.delete(page));
      clearing.set(page, cleared);
      return pdf;
    },
  };
}
