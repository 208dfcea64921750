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
  // What printing asks of the worker; the database and the queue are not asked.
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

/** Honest up to twenty lines: no short invoice shows it. */
const dropsLines = (intact: string) =>
  intact.replace('</style>', '.lines tbody tr:nth-child(n + 21) { display: none }</style>');

describe('a document', () => {
  it('whose print shows every fact is printed once, in the layout it was issued with', async () => {
    expect(await printed({ issued: (intact) => intact })).toMatchObject({ layout: 'issued', layoutProblems: [] });
    expect(prints).toEqual([{ fresh: false }]);
  });

  it('whose layout drops lines is printed again in a fresh browser, then in the version in force', async () => {
    const { layout, layoutProblems } = await printed({ issued: dropsLines, in_force: (intact) => intact });
    expect(layout).toBe('in_force');
    // The names are those of earlier lines, so that they are found, but not where line 21 should be.
    expect(layoutProblems).toContainEqual({ layout: 'issued', code: 'fact.misplaced', path: 'lines[20].name' });
    expect(prints).toEqual([{ fresh: false }, { fresh: true }, { fresh: false }]);
  });

  it('that no layout of the chain prints comes out in the platform’s, with what each of them lacked', async () => {
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
