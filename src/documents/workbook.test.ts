import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../testing/readWorkbook.ts';
import { readZip } from '../testing/readZip.ts';
import { deflatedZip } from './deflatedZip.ts';
import { type SheetCell, workbookStream } from './workbook.ts';

async function* inBatches(...batches: SheetCell[][][]) {
  yield* batches;
}
const read = async (...rows: SheetCell[][]) => {
  const stream = workbookStream({ title: '2026-11', headings: ['One', 'Two'], rows: inBatches(rows) });
  return readWorkbook(await buffer(stream)).get('2026-11') ?? [];
};

describe('a workbook', () => {
  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '=1<2&3>2'])(
    'holds %j as a text that stays a text when somebody edits it',
    async (text) => {
      const [, row] = await read([text, 'plain']);
      expect(row?.['A']).toEqual({ type: 'text', value: text, style: '4' });
      expect(row?.['B']).toEqual({ type: 'text', value: 'plain', style: '0' });
    },
  );

  it('has no formula, whatever the texts are', async () => {
    const stream = workbookStream({
      title: 'x',
      headings: ['=A1'],
      rows: inBatches([['</t></is></c><c><f>1+1</f></c>']]),
    });
    const sheet =
      readZip(await buffer(stream))
        .get('xl/worksheets/sheet1.xml')
        ?.toString() ?? '';
    expect(sheet).not.toContain('<f>');
  });

  it('replaces characters that XML forbids', async () => {
    const [, row] = await read(['a\u0000b\u0008c\ud800d\uffffe 😀']);
    expect(row?.['A']?.value).toBe('a\ufffdb\ufffdc\ufffdd\ufffde 😀');
  });

  it('has amounts and days as numbers, and nothing for an empty text', async () => {
    const [head, row, other] = await read(
      [{ amount: 123_456 }, { day: '2026-11-24' }, ''],
      [{ amount: -5 }, { day: '1900-03-01' }, '', 'fourth'],
    );
    expect(head).toEqual({
      A: { type: 'text', value: 'One', style: '1' },
      B: { type: 'text', value: 'Two', style: '1' },
    });
    expect([row?.['A']?.value, row?.['B']?.value, row?.['C']]).toEqual(['1234.56', '46350', undefined]);
    expect([other?.['A']?.value, other?.['B']?.value, other?.['D']?.value]).toEqual(['-0.05', '61', 'fourth']);
  });

  it('names columns after Z with two letters', async () => {
    const [, row] = await read(Array.from({ length: 28 }, (_, index) => `${index}`));
    expect(Object.keys(row ?? {}).slice(24)).toEqual(['Y', 'Z', 'AA', 'AB']);
  });

  it('without rows has its headings', async () => {
    const stream = workbookStream({ title: 'empty', headings: ['One'], rows: inBatches() });
    expect(readWorkbook(await buffer(stream)).get('empty')).toHaveLength(1);
  });

  it('continues on another sheet once one is full', async () => {
    const batch = Array.from({ length: 250_000 }, () => ['x']);
    const stream = workbookStream({ title: 'big', headings: ['One'], rows: inBatches(batch, batch, [['last']]) });
    const files = readZip(await buffer(stream));
    const sheets = [1, 2].map((n) => files.get(`xl/worksheets/sheet${n}.xml`)?.toString() ?? '');
    expect(sheets.map((sheet) => sheet.match(/<row /g)?.length)).toEqual([500_001, 2]);
    expect(files.get('xl/workbook.xml')?.toString()).toContain('name="big 2"');
  });
});

describe('a deflated archive', () => {
  it('fails when a part fails, and begins no part before it is read', async () => {
    let begun = 0;
    async function* parts() {
      for (const name of ['one', 'two', 'three']) {
        begun += 1;
        yield { name, bytes: name === 'two' ? failing() : [Buffer.alloc(1_000_000, name)] };
      }
    }
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('begin');
      throw new Error('the source is gone');
    }
    await expect(buffer(deflatedZip(parts()))).rejects.toThrow('the source is gone');
    expect(begun).toBe(2);
  });

  it('ends its source when the reader leaves', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        while (true) yield crypto.getRandomValues(new Uint8Array(60_000));
      } finally {
        ended = true;
      }
    }
    const stream = deflatedZip([{ name: 'endless', bytes: endless() }]);
    for await (const chunk of stream) if (chunk.length > 1_000) break;
    await expect.poll(() => ended).toBe(true);
  });
});
