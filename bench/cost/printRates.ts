import { testChromium } from '../../src/testing/browser/printer.ts';
import { openChromium } from '../../worker/chromium/chromium.ts';
import { openLanes, type Press } from '../../worker/lanes/lanes.ts';
import { inAll } from '../figures.ts';
import { jobOf, viewOf } from '../sample.ts';

/** Documents per second: printed, and printed and read back. */
export type PrintRates = { alone: number; readBack: number };

const prints = 200;
const warm = 20;

/** The worker's own threads, browsers and readers, without database, queue, store and mails. */
export async function rateOfPrints(lines: number, atOnce: number): Promise<PrintRates> {
  const chromium = await openChromium({ ...testChromium(), onNotice: () => {} });
  const lanes = openLanes(chromium);
  const { documents } = lanes;
  try {
    await printMany(documents, lines, atOnce, { count: warm, isRead: true });
    const alone = await printMany(documents, lines, atOnce, { count: prints, isRead: false });
    const readBack = await printMany(documents, lines, atOnce, { count: prints, isRead: true });
    return { alone, readBack };
  } finally {
    await lanes.close();
  }
}

async function printMany(
  press: Press,
  lines: number,
  atOnce: number,
  { count, isRead }: { count: number; isRead: boolean },
): Promise<number> {
  const begun = performance.now();
  await inAll([...Array(count).keys()], atOnce, async (n) => {
    // As many chains as simultaneous prints, because one chain has one thread and one reader.
    const chain = `chain ${n % atOnce}`;
    const view = viewOf(lines, `FP/${count}/${n}`);
    const job = await jobOf({ render: (_, input) => press.render(chain, input) }, view);
    const pdf = await press.print(chain, job, { lines });
    if (isRead) await press.read(chain, { pdf, view, drawn: 'some' });
  });
  return count / ((performance.now() - begun) / 1_000);
}
