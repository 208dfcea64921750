import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { batchHeaders, many, ndjson, reportsOf, storedLines } from '../../testing/network/batches.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { waitMs } from '../../testing/until.ts';

const { site, wire, port } = await siteForTests();

function headOf(given: Record<string, string>): string {
  const headers = Object.entries({ ...batchHeaders(site.alfa), ...given }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `POST /api/v1/receipts/batch HTTP/1.1\r\n${headers.join('')}\r\n`;
}

it('a till that sends the whole body before it reads gets its whole report', async () => {
  const letters = [...'abcdefghijklmnopqrst'];
  const unknown = JSON.stringify(Object.fromEntries(letters.map((letter) => [letter, 1])));
  // More bytes than the socket buffers hold, in both directions.
  const body = `${unknown.padEnd(999)}\n`.repeat(20_000);
  const answer = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(headOf({ 'content-length': String(body.length), connection: 'close' }));
      socket.write(body, () => socket.on('data', (chunk) => chunks.push(chunk)));
    });
    socket.setTimeout(waitMs, () => socket.destroy(new Error('nobody reads and nobody sends')));
    socket.once('error', reject);
    socket.once('close', () => resolve(Buffer.concat(chunks).toString()));
  });
  expect(answer.match(/"status":"refused"/g)).toHaveLength(20_000);
  expect(answer.endsWith('\r\n0\r\n\r\n')).toBe(true);
});

describe('a connection that breaks in the middle', () => {
  it.each([
    ['is cut', 'destroy'],
    ['is closed', 'end'],
  ] as const)(
    '%s: each receipt is stored completely or not at all, and a repeated batch stores all',
    async (_, leave) => {
      const receipts = many(600, 3);
      const body = ndjson(receipts);
      await sendPart(body, { share: 0.9, leave });
      const lines = await storedLines(site, site.alfa, receipts);
      expect(lines.filter((count) => count !== 3 && count !== undefined)).toEqual([]);
      expect(lines.filter((count) => count === 3).length).toBeGreaterThan(0);
      expect(lines.slice(-59)).toEqual(Array(59).fill(undefined));
      const reports = await reportsOf(wire, site.alfa, body);
      expect(reports.map(({ status }) => status)).not.toContain('refused');
      expect(await storedLines(site, site.alfa, receipts)).toEqual(receipts.map(() => 3));
    },
  );
});

it('long receipts are stored as they arrive, before the batch ends', async () => {
  const receipts = many(14, 5_000);
  const body = ndjson(receipts);
  expect(body.length).toBeGreaterThan(6_000_000);
  await sendPart(body, { share: 0.99, leave: 'end' });
  expect((await storedLines(site, site.alfa, receipts))[0]).toBe(5_000);
});

/** Sends this share of the body, waits for the first report, and closes the connection. */
function sendPart(body: string, { share, leave }: { share: number; leave: 'destroy' | 'end' }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(headOf({ 'content-length': String(Buffer.byteLength(body)) }));
      socket.write(body.slice(0, body.length * share));
    });
    socket.once('data', (data) => {
      if (!data.toString().startsWith('HTTP/1.1 200')) reject(new Error(data.toString()));
      socket[leave]();
    });
    socket.once('error', () => {});
    socket.once('close', () => resolve());
  });
}

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
