import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { readReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { aChain, anOpenReceipt, openTestApp, refusalOf, reopened, type TestApp } from '../../testing/builders/app.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { SiteContext } from '../context.ts';
import { type Imported, importReceipt, importReceipts } from './import.ts';

let test: TestApp;
let site: SiteContext;
beforeAll(async () => {
  test = await openTestApp();
  site = await aChain(test.app, { slug: 'zielony' });
});
afterAll(() => test.close());

const push = (input: PushedReceipt, ctx = site) => importReceipt({ ctx, input });

describe('one receipt', () => {
  it('gets a code of the platform and a link on its chain’s site', async () => {
    const { outcome, receipt } = await push(aReceipt());
    expect(outcome).toBe('created');
    expect(readReceiptCode(receipt.code)).toEqual({ kind: 'code', code: receipt.code });
    expect(receipt.url).toBe(`http://zielony.localhost:3000/r/${receipt.code}`);
  });

  it('pushed again, or spelled differently, is known and gets the first answer', async () => {
    const first = aReceipt({ lines: [{ quantity: '2.5', unit: 'kg' }], issuedAt: '2026-11-20T10:00:00+01:00' });
    const { receipt } = await push(first);
    const spelled = { ...first, issuedAt: '2026-11-20T09:00:00Z', deposits: [], discounts: [] };
    spelled.lines = first.lines.map((line) => ({ ...line, quantity: '2.500' }));
    for (const again of [structuredClone(first), spelled]) {
      expect(await push(again)).toEqual({ outcome: 'known', receipt });
    }
  });

  it('with other content for the same till and document is a conflict that names the fields', async () => {
    const first = aReceipt({ lines: [{}, {}] });
    const { receipt } = await push(first);
    const other = structuredClone(first);
    other.lines[1] = {
      ...aReceipt({ lines: [{}, { name: 'Talerz', unitPrice: 1300 }] }).lines[1],
    } as (typeof other.lines)[0];
    other.total = first.total + 1;
    other.payments = [{ method: 'card', amount: other.total }];
    const refusal = await refusalOf(push(other));
    expect(refusal).toMatchObject({ code: 'receipt.conflict', params: { id: receipt.id } });
    const pointers = ['/lines/1/name', '/lines/1/unitPrice', '/lines/1/gross', '/payments/0/amount', '/total'];
    expect(refusal.fields.map((field) => field.pointer).sort()).toEqual(pointers.sort());
    expect((await reopened(site, receipt.id)).total).toBe(first.total);
  });

  it('whose sums are wrong is refused with the sums, and nothing of it is stored', async () => {
    const wrong = aReceipt({ store: { code: 'NEW-1' }, till: { uniqueNumber: 'TILLNEW1' } });
    wrong.total += 1;
    const refusal = await refusalOf(push(wrong));
    expect(refusal.code).toBe('receipt.arithmetic');
    expect(refusal.fields).toContainEqual(expect.objectContaining({ pointer: '/total' }));
    const right = { ...wrong, total: wrong.total - 1 };
    expect((await push(right)).outcome).toBe('created');
  });

  it('creates its store and till, and belongs to the store that it names even when the till moved', async () => {
    const till = { uniqueNumber: 'TILLMOVES' };
    const before = await anOpenReceipt(
      site,
      aReceipt({ store: { code: 'OLD', name: 'Stary', address: 'ul. A 1' }, till }),
    );
    const after = await anOpenReceipt(
      site,
      aReceipt({ store: { code: 'NEW', name: 'Nowy', address: 'ul. B 2' }, till }),
    );
    expect(before.store).toMatchObject({ code: 'OLD', name: 'Stary', address: 'ul. A 1' });
    expect(after.store).toMatchObject({ code: 'NEW', name: 'Nowy', address: 'ul. B 2' });
  });

  it('keeps the order of 5,000 lines', async () => {
    const receipt = await anOpenReceipt(site, aReceipt({ lines: 5_000 }));
    expect(receipt.lines.map((line) => line.name)).toEqual(Array.from({ length: 5_000 }, (_, n) => `Towar ${n + 1}`));
    expect([...receipt.lineNumbers.values()].at(-1)).toBe(5_000);
  });

  it('belongs to its own chain: the same push elsewhere is another receipt', async () => {
    const other = await aChain(test.app, { slug: 'megadom' });
    const pushed = aReceipt({ code: 'SHARED-0001' });
    const [here, there] = [await push(pushed), await push({ ...pushed, buyerNip: '8567346215' }, other)];
    expect([here.outcome, there.outcome]).toEqual(['created', 'created']);
    expect(here.receipt.id).not.toBe(there.receipt.id);
  });
});

describe('a printed code', () => {
  it('that another receipt has is refused, and the first receipt keeps it', async () => {
    const first = await push(aReceipt({ code: 'PRINTED-0001' }));
    const refusal = await refusalOf(push(aReceipt({ code: 'printed-0001' })));
    expect(refusal).toMatchObject({ code: 'receipt.code_taken', fields: [{ pointer: '/code' }] });
    expect((await reopened(site, first.receipt.id)).code).toBe('PRINTED-0001');
  });

  it('in our format is as strong as ours; any other is a legacy code, even thirteen digits', async () => {
    const kindOf = async (code: string) => (await anOpenReceipt(site, aReceipt({ code }))).codeKind;
    const { receipt } = await push(aReceipt());
    expect((await reopened(site, receipt.id)).codeKind).toBe('strong');
    expect(await kindOf('5160-260117-1060-11')).toBe('legacy');
    // One in 32 counters of thirteen digits passes our check character by chance.
    const counted = Array.from({ length: 99 }, (_, n) => String(5_160_260_117_000 + 1_001 * n));
    const fitting = counted.filter((code) => readReceiptCode(code).kind === 'code');
    expect(fitting.length).toBeGreaterThan(0);
    for (const code of fitting) expect(await kindOf(code)).toBe('legacy');
  });
});

describe('a batch', () => {
  const outcomes = (all: Imported[]) => all.map((one) => (one.outcome === 'refused' ? one.problem.code : one.outcome));

  it('is answered one by one; invalid ones in the middle do not affect others', async () => {
    const known = aReceipt();
    await push(known);
    const wrong = { ...aReceipt(), total: 1 };
    const input = [
      aReceipt(),
      wrong,
      known,
      { ...known, receiptNumber: '77' },
      aReceipt({ code: 'PRINTED-0001' }),
      aReceipt(),
    ];
    const expected = ['created', 'receipt.arithmetic', 'known', 'receipt.conflict', 'receipt.code_taken', 'created'];
    expect(outcomes(await importReceipts({ ctx: site, input }))).toEqual(expected);
    const again = ['known', 'receipt.arithmetic', 'known', 'receipt.conflict', 'receipt.code_taken', 'known'];
    expect(outcomes(await importReceipts({ ctx: site, input }))).toEqual(again);
  });

  it('with a receipt twice: the same content is known, other content is a conflict with the first', async () => {
    const first = aReceipt();
    const input = [first, structuredClone(first), { ...first, receiptNumber: '78' }];
    const [created, known, conflict] = await importReceipts({ ctx: site, input });
    expect([created?.outcome, known?.outcome]).toEqual(['created', 'known']);
    expect(known).toMatchObject({ receipt: created?.outcome === 'created' ? created.receipt : {} });
    expect(conflict).toMatchObject({
      outcome: 'refused',
      problem: { code: 'receipt.conflict', fields: [{ pointer: '/receiptNumber' }] },
    });
  });

  it('with one code twice: the first receipt gets it', async () => {
    const input = [aReceipt({ code: 'TWICE-00001' }), aReceipt({ code: 'twice-00001' })];
    expect(outcomes(await importReceipts({ ctx: site, input }))).toEqual(['created', 'receipt.code_taken']);
  });

  it('that is long is written by parallel transactions, and answered as if one by one', async () => {
    const input = Array.from({ length: 240 }, (_, n) => aReceipt({ store: { code: `SIDE-${n % 7}` } }));
    const [first, second] = [aReceipt({ code: 'FAR-APART-1' }), aReceipt({ code: 'far-apart-1' })];
    const expected = input.map(() => 'created');
    const all = [first, ...input, { ...first, receiptNumber: '79' }, second, structuredClone(first)];
    expect(outcomes(await importReceipts({ ctx: site, input: all }))).toEqual([
      'created',
      ...expected,
      'receipt.conflict',
      'receipt.code_taken',
      'known',
    ]);
    const again = await importReceipts({ ctx: site, input: all.toReversed() });
    expect(outcomes(again).filter((one) => one === 'known')).toHaveLength(242);
  });

  it('keeps every character of a name: quotes, backslashes, braces, and the word null', async () => {
    const names = ['"Kawa" \\ 1,5', '{a,b}', 'null', 'NULL', "d'Or", '\\"', ','];
    const receipt = await anOpenReceipt(site, aReceipt({ lines: names.map((name) => ({ name })) }));
    expect(receipt.lines.map((line) => line.name)).toEqual(names);
  });

  it('of only invalid receipts, or of none, is answered too', async () => {
    expect(outcomes(await importReceipts({ ctx: site, input: [{ ...aReceipt(), total: 1 }] }))).toEqual([
      'receipt.arithmetic',
    ]);
    expect(await importReceipts({ ctx: site, input: [] })).toEqual([]);
  });

  it('pushed by two senders at once is created once', async () => {
    const input = Array.from({ length: 50 }, () => aReceipt({ lines: 3 }));
    const both = await Promise.all(
      [input, input.toReversed()].map((sent) => importReceipts({ ctx: site, input: sent })),
    );
    const created = both.flat().filter((one) => one.outcome === 'created');
    const known = both.flat().filter((one) => one.outcome === 'known');
    expect([created.length, known.length]).toEqual([50, 50]);
  });
});
