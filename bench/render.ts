import { type Browser, chromium as playwright } from 'playwright-core';
import { openTemplateThreads, type TemplateThreads } from '../src/render/threads/threads.ts';
import { testChromium } from '../src/testing/browser/printer.ts';
import { openPrinter } from '../worker/chromium/chromium.ts';
import { type Chromium, findChromium } from '../worker/chromium/findChromium.ts';
import { type JsReport, openJsReport } from './baselines/jsreport.ts';
import { percentile, ratio } from './figures.ts';
import { jobOf, viewOf, wholeHtml, wholeTemplate } from './sample.ts';

/** A way to print an invoice's facts as a PDF. `each` is the number of prints in a round. */
type Way = { name: string; each: number; print: (lines: number, number: string) => Promise<Uint8Array> };

const rounds = 5;
const sizes = [12, 75];

/** Measures the time from an invoice's facts to its PDF for every way, with the ways interleaved in rounds. */
export async function benchRender(): Promise<void> {
  const chromium = await findChromium(testChromium());
  const thread = openTemplateThreads({ size: 1 });
  const printer = await openPrinter({ ...testChromium(), onNotice: (text) => console.log(`  ${text}`) });
  const browser = await launch(chromium);
  const reporters = await openReporters(chromium);

  const kept: Way = {
    name: 'kept page (ours)',
    each: 20,
    print: async (lines, number) => printer.print(await jobOf(thread, viewOf(lines, number))),
  };
  const fresh: Way = {
    name: 'new context and page each time',
    each: 4,
    print: (lines, number) => printFresh(browser, thread, lines, number),
  };
  const { head } = await jobOf(thread, viewOf(1, 'head'));
  const published = reporters.map(({ name, each, jsreport }): Way => {
    return { name, each, print: (lines, number) => jsreport.print(wholeTemplate(head), viewOf(lines, number)) };
  });
  const others = [fresh, ...(published.length > 0 ? published : [dedicatedProcessWay(chromium, thread)])];

  for (const lines of sizes) await measure(lines, kept, others);
  await pairs(kept);
  await Promise.all([
    printer.close(),
    thread.close(),
    browser.close(),
    ...reporters.map(({ jsreport }) => jsreport.close()),
  ]);
}

async function measure(lines: number, ours: Way, others: Way[]): Promise<void> {
  const ways = [ours, ...others];
  const taken = new Map<Way, number[]>(ways.map((way) => [way, []]));
  for (const way of ways) await way.print(lines, 'warm');
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      for (let print = 0; print < way.each; print++) {
        const started = performance.now();
        await way.print(lines, `FP/${round}/${print}`);
        taken.get(way)?.push(performance.now() - started);
      }
    }
  }
  const ourMean = mean(taken.get(ours) ?? []);
  console.log(`\nrender, ${lines} lines, one at a time, ${rounds} interleaved rounds`);
  for (const [way, times] of taken) {
    const [p50, p95] = [50, 95].map((share) => percentile(times, share).toFixed(0));
    const against = way === ours ? '' : `  ours is ${ratio(mean(times), ourMean)} as fast`;
    const rate = (1000 / mean(times)).toFixed(1);
    console.log(
      `  ${way.name.padEnd(44)} ${rate.padStart(6)} PDF/s  p50 ${p50} ms  p95 ${p95} ms  n ${times.length}${against}`,
    );
  }
}

/** Prints two invoices at a time, as a worker on two cores does. */
async function pairs(way: Way): Promise<void> {
  const prints = 120;
  let next = 0;
  await Promise.all([way.print(12, 'warm'), way.print(12, 'warm')]);
  const started = performance.now();
  const one = async () => {
    while (next < prints) await way.print(12, `FP/pair/${next++}`);
  };
  await Promise.all([one(), one()]);
  const rate = (prints / ((performance.now() - started) / 1000)).toFixed(1);
  console.log(`\nrender, 12 lines, two at a time: ${rate} PDF/s by ${way.name}`);
}

async function printFresh(
  browser: Browser,
  thread: TemplateThreads,
  lines: number,
  number: string,
): Promise<Uint8Array> {
  const html = wholeHtml(await jobOf(thread, viewOf(lines, number)));
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    return await page.pdf({ printBackground: true, preferCSSPageSize: true, tagged: true });
  } finally {
    await context.close();
  }
}

type Reporter = { name: string; each: number; jsreport: JsReport };

/** jsreport with its default strategy and with dedicated-process, its former default; empty when it cannot be installed. */
async function openReporters(chromium: Chromium): Promise<Reporter[]> {
  try {
    const byDefault = await openJsReport(chromium);
    const dedicated = await openJsReport(chromium, 'dedicated-process');
    return [
      { name: 'jsreport 4, its default (chrome-pool)', each: 4, jsreport: byDefault },
      { name: 'jsreport 4, a process a PDF (dedicated)', each: 1, jsreport: dedicated },
    ];
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.log(`jsreport could not be installed (${why}): its way is emulated`);
    return [];
  }
}

/** Starts a new browser for each PDF, as jsreport's dedicated-process strategy does. */
function dedicatedProcessWay(chromium: Chromium, thread: TemplateThreads): Way {
  return {
    name: 'emulation of jsreport: a new browser each time',
    each: 2,
    print: async (lines, number) => {
      const browser = await launch(chromium);
      try {
        return await printFresh(browser, thread, lines, number);
      } finally {
        await browser.close();
      }
    },
  };
}

function launch({ path, env }: Chromium): Promise<Browser> {
  return playwright.launch({ executablePath: path, env: { ...process.env, ...env }, args: ['--no-sandbox'] });
}

const mean = (times: number[]) => times.reduce((sum, time) => sum + time, 0) / times.length;
