import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../src/domain/problem.ts';
import type { PrintJob } from '../../src/render/page/document.ts';
import { testChromium } from '../../src/testing/browser/printer.ts';
import { browserGroups, countIn } from '../../src/testing/recovery/processes.ts';
import { type Chromium, openChromium } from '../chromium/chromium.ts';
import { type Lanes, limitsOf, openLanes } from './lanes.ts';

const hard = { ...limitsOf.documents, cpuMs: 700 };
const small = {
  documents: hard,
  slow: { ...limitsOf.slow, cpuMs: 3_000 },
  previews: { ...limitsOf.previews, cpuMs: 1_500 },
};

const page = (count: number) => {
  const cone = 'repeating-conic-gradient(rgba(0,0,0,.01) 0 1deg, rgba(255,0,0,.01) 1deg 2deg)';
  return `<div style="width:180mm;height:250mm;background:${Array(count).fill(cone).join()}">x</div>`;
};
/** Keeps Chromium busy for minutes. */
const endless = page(3_000);
const jobOf = (key: string, body = `<p>${key}</p>`): PrintJob => ({
  key,
  language: 'pl',
  head: '<meta charset="utf-8"><title></title>',
  title: key,
  body,
});

let chromium: Chromium;
let lanes: Lanes;
beforeAll(async () => {
  chromium = await openChromium({ ...testChromium(), onNotice: () => {} });
  lanes = openLanes(chromium, { limits: small });
});
afterAll(() => lanes.close());

/** The state of a promise, without waiting for it. */
function watch<T>(work: Promise<T>) {
  const seen: { outcome?: T | unknown } = {};
  void work.then(
    (value) => Object.assign(seen, { outcome: value }),
    (error: unknown) => Object.assign(seen, { outcome: error }),
  );
  return seen;
}

const reasonOf = (error: unknown) => (error instanceof Problem ? error.params.reason : error);

describe('a layout that never ends', () => {
  it('lets another chain’s documents finish while it prints, and starts a cooldown of its own chain', async () => {
    const hostile = lanes.documents.print('hostile', jobOf('hostile', endless), { lines: 1 });
    const seen = watch(hostile);
    for (const number of [1, 2, 3]) {
      const pdf = await lanes.documents.print('neighbour', jobOf(`neighbour ${number}`), { lines: 1 });
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      expect(seen).toEqual({});
    }
    expect(reasonOf(await hostile.catch((error: unknown) => error))).toMatch(/^(time|memory|crash)$/);
    expect(['hostile', 'neighbour'].map(lanes.cooldowns.has)).toEqual([true, false]);
  });

  it('delays the prints of its own chain only', async () => {
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    const all = [
      lanes.documents.print('slow', jobOf('slow', endless), { lines: 1 }).catch(note('hostile')),
      lanes.documents.print('slow', jobOf('slow too'), { lines: 1 }).then(note('same chain')),
      lanes.documents.print('other', jobOf('other'), { lines: 1 }).then(note('neighbour')),
    ];
    await Promise.all(all);
    expect(order[0]).toBe('neighbour');
    expect(order.toSorted()).toEqual(['hostile', 'neighbour', 'same chain']);
  });

  it('delays no document when it is a preview, not even a document of its own chain', async () => {
    const preview = lanes.previews.print('editor', jobOf('preview', endless), { lines: 1 });
    const seen = watch(preview);
    await lanes.documents.print('editor', jobOf('document'), { lines: 1 });
    expect(seen).toEqual({});
    expect(reasonOf(await preview.catch((error: unknown) => error))).toMatch(/^(time|memory|crash)$/);
    expect(lanes.cooldowns.has('editor')).toBe(false);
  });

  it('a document that exceeds the fast lane’s limit is printed in the slow lane', async () => {
    const nothing = { ...small, documents: { ...hard, cpuMs: 0 } };
    const own = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }), { limits: nothing });
    const pdf = await own.documents.print('correct', jobOf('long', page(60)), { lines: 1 });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(own.cooldowns.has('correct')).toBe(true);
    await own.close();
  });
});

it('a closed lane leaves no process, even when its last print was killed', async () => {
  const own = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }), { limits: small });
  const before = await browserGroups(process.pid);
  await own.documents.print('one', jobOf('one'), { lines: 1 });
  await own.documents.print('two', jobOf('two', endless), { lines: 1 }).catch(() => {});
  await own.previews.print('two', jobOf('three', endless), { lines: 1 }).catch(() => {});
  await own.close();
  const after = await browserGroups(process.pid);
  expect(after.filter((group) => !before.includes(group))).toEqual([]);
  expect(await countIn(before)).toBeGreaterThan(0);
});
