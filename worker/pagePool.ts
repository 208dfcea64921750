import type { PrintJob } from '../src/render/document.ts';
import type { Browser } from './browser.ts';
import { type PrintPage, preparePage } from './printPage.ts';

export type PagePool = {
  /** Prints on a page that is ready for the job's key, or prepares one. Rejects with what went wrong; such a page is dropped. */
  print(job: PrintJob, mostPages: number): Promise<Uint8Array>;
};

/** Pages kept ready in one browser, the least recently used first. A page serves one key for as long as it lives. */
export function openPagePool(browser: Browser, keptPages: number): PagePool {
  const idle: PrintPage[] = [];

  async function pageFor(job: PrintJob): Promise<PrintPage> {
    const index = idle.findLastIndex((page) => page.key === job.key);
    const [ready] = index < 0 ? [] : idle.splice(index, 1);
    return ready ?? preparePage(browser, job);
  }

  /** Not awaited by the one who prints: the PDF is there already. */
  async function giveBack(page: PrintPage): Promise<void> {
    await page.clear();
    idle.push(page);
    const surplus = idle.splice(0, Math.max(0, idle.length - keptPages));
    await Promise.all(surplus.map((old) => old.close()));
  }

  return {
    async print(job, mostPages) {
      const page = await pageFor(job);
      const pdf = await page.print(job, mostPages);
      giveBack(page).catch(() => browser.kill());
      return pdf;
    },
  };
}
