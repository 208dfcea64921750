import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../../worker/chromium/chromium.ts';
import { type Lanes, openLanes } from '../../../worker/lanes/lanes.ts';
import { readThemeFolder } from '../../render/themeFolder.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { anInvoice } from '../../testing/builders/invoices.ts';
import { type Layout, platformLayout } from '../layouts/layouts.ts';
import type { WorkerApp } from '../workerContext.ts';
import { printProven } from './printProven.ts';

let lanes: Lanes;
let app: WorkerApp;
let prints: { fresh: boolean }[];
beforeAll(async () => {
  lanes = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }));
  const { render, print, read } = lanes.documents;
  // The parts of the worker that printing uses, without database and queue.
  const press: Pick<WorkerApp, 'renderTemplate' | 'print' | 'readBack'> = {
    renderTemplate: (input) => render('chain', input),
    print: (job, needs) => {
      prints.push({ fresh: needs.fresh ?? false });
      return print('chain', job, needs);
    },
    readBack: (input) => read('chain', input),
  };
  app = press as WorkerApp;
});
afterAll(() => lanes.close());

async function printed(sources: { [as in 'issued' | 'in_force']?: (intact: string) => string }) {
  prints = [];
  const { theme, invoice: intact } = await readThemeFolder('zielony');
  const themeSource = { id: 'theme', source: JSON.stringify(theme) };
  const layouts = Object.entries(sources).map(
    ([as, edit]): Layout => ({
      as: as as Layout['as'],
      template: { id: `${as} ${edit(intact).length}`, source: edit(intact) },
      theme: themeSource,
    }),
  );
  return printProven({
    ...{ app, tenantId: 'chain', language: 'pl', invoice: anInvoice({ lines: 30 }) },
    layouts: [...layouts, await platformLayout(themeSource)],
  });
}

/** Correct up to twenty lines, so no short invoice shows the fault. */
const dropsLines = (intact: string) =>
  intact.replace('</style>', '.lines tbody tr:nth-child(n + 21) { display: none }</style>');

describe('a document', () => {
  it('that shows every fact is printed once, in the layout that the invoice was issued with', async () => {
    expect(await printed({ issued: (intact) => intact })).toMatchObject({ layout: 'issued', layoutProblems: [] });
    expect(prints).toEqual([{ fresh: false }]);
  });

  it('whose layout drops lines is printed again in a fresh browser, then in the version in force', async () => {
    const { layout, layoutProblems } = await printed({ issued: dropsLines, in_force: (intact) => intact });
    expect(layout).toBe('in_force');
    // The names are those of earlier lines, so they are found in the print, but not in the place of line 21.
    expect(layoutProblems).toContainEqual({ layout: 'issued', code: 'fact.misplaced', path: 'lines[20].name' });
    expect(prints).toEqual([{ fresh: false }, { fresh: true }, { fresh: false }]);
  });

  it('that no layout of the chain prints correctly is printed in the platform’s, with the faults of each layout', async () => {
    const { layout, layoutProblems, pdf } = await printed({
      issued: dropsLines,
      in_force: () => '{{#each lines}}{{nothingOfOurs this}}{{/each}}',
    });
    expect(layout).toBe('platform');
    expect([...new Set(layoutProblems.map((problem) => problem.layout))]).toEqual(['issued', 'in_force']);
    expect(layoutProblems.filter((problem) => problem.layout === 'issued').length).toBeLessThanOrEqual(20);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });
});
