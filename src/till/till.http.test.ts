import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aReceipt } from '../testing/builders/receipts.ts';
import { siteForTests } from '../testing/network/siteForTests.ts';
import { aPoslog, aReadablePoslog, aSignedJpk } from '../testing/receipts/formats.ts';
import { openTill, type Till, type TillOptions } from './till.ts';

const { site, port } = await siteForTests();
let folder: string;
let tills: Till[];
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'efk-till-'));
  tills = [];
  said = [];
});
afterEach(async () => {
  await Promise.all(tills.map((till) => till.close()));
  await rm(folder, { recursive: true });
});

async function watching(given: Partial<TillOptions> = {}): Promise<Till> {
  const till = await openTill({
    folder,
    url: `http://${site.alfa.host}:${port}`,
    key: site.alfa.posKey,
    everyMs: 20,
    settledMs: 60,
    firstPauseMs: 20,
    say: (line) => void said.push(line),
    ...given,
  });
  tills.push(till);
  return till;
}
const put = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const inside = async (place: string) =>
  (await readdir(join(folder, place)).catch(() => [])).filter((name) => /\.(json|jws|xml)$/.test(name)).sort();
const answerTo = async (place: string, name: string) =>
  JSON.parse(await readFile(join(folder, place, `${name}.answer`), 'utf8'));
const stored = async (documentNumber: string) => {
  const rows =
    await site.sql`select id from receipts where tenant_id = ${site.alfa.id} and document_number = ${documentNumber}`;
  return rows.length;
};

describe('a folder', () => {
  it('is emptied into done/, each format by its ending, with the answer beside each file', async () => {
    await put('a.json', aReceipt());
    await put('b.jws', await aSignedJpk(site, site.alfa));
    await put('c.xml', await aReadablePoslog(site, site.alfa, aPoslog()));
    await put('notes.txt', 'no receipt');
    await watching();
    await expect.poll(() => inside('done')).toEqual(['a.json', 'b.jws', 'c.xml']);
    expect(await inside('.')).toEqual([]);
    expect(await readdir(folder)).toContain('notes.txt');
    for (const name of ['a.json', 'b.jws', 'c.xml']) expect(await answerTo('done', name)).toHaveProperty('code');
  });

  it('puts what the server refuses into refused/, and goes on', async () => {
    await put('a.json', { ...aReceipt(), total: 1 });
    await put('b.json', '{');
    await put('c.jpk.json', {});
    await put('d.json', aReceipt());
    await watching();
    await expect.poll(() => inside('done')).toEqual(['d.json']);
    expect(await inside('refused')).toEqual(['a.json', 'b.json', 'c.jpk.json']);
    expect(await answerTo('refused', 'a.json')).toMatchObject({
      code: 'receipt.arithmetic',
      errors: [{ pointer: '/total' }, {}],
    });
  });

  it('waits for a file that is still being written', async () => {
    const receipt = aReceipt({ lines: 30 });
    const text = JSON.stringify(receipt);
    await watching({ settledMs: 400 });
    await put('slow.json', '');
    for (let at = 0; at < text.length; at += Math.ceil(text.length / 8)) {
      await appendFile(join(folder, 'slow.json'), text.slice(at, at + Math.ceil(text.length / 8)));
      await wait(100);
    }
    await expect.poll(() => inside('done')).toEqual(['slow.json']);
    expect([await inside('refused'), await stored(receipt.documentNumber)]).toEqual([[], 1]);
  });

  it('keeps a second file of the same name beside the first', async () => {
    await watching();
    await put('a.json', aReceipt());
    await expect.poll(() => inside('done')).toEqual(['a.json']);
    await put('a.json', { ...aReceipt(), total: 1 });
    await put('a.json', aReceipt());
    await expect.poll(() => inside('done')).toEqual(['a-2.json', 'a.json']);
  });
});

describe('a server', () => {
  it('that is down keeps the files where they are; once it is up, all are pushed', async () => {
    const silent = createServer();
    const url = `http://${site.alfa.host}:${await portOf(silent)}`;
    await new Promise((resolve) => silent.close(resolve));
    const receipts = Array.from({ length: 5 }, () => aReceipt());
    for (const [n, receipt] of receipts.entries()) await put(`${n}.json`, receipt);
    await watching({ url });
    await expect.poll(() => said.length).toBeGreaterThan(2);
    expect([await inside('.'), await inside('done'), await inside('refused')]).toEqual([expect.any(Array), [], []]);
    expect(await inside('.')).toHaveLength(5);
    const up = await standingIn(Number(new URL(url).port));
    await expect.poll(() => inside('done')).toHaveLength(5);
    for (const { documentNumber } of receipts) expect(await stored(documentNumber)).toBe(1);
    up.close();
  });

  it.each([401, 403, 404, 429, 500, 502, 503])(
    'that answers %i is asked again, and nothing is moved',
    async (status) => {
      const server = createServer((_request, response) => response.writeHead(status).end('{}'));
      await put('a.json', aReceipt());
      await watching({ url: `http://${site.alfa.host}:${await portOf(server)}` });
      await expect.poll(() => said.length).toBeGreaterThan(1);
      expect([await inside('.'), await inside('done'), await inside('refused')]).toEqual([['a.json'], [], []]);
      server.close();
    },
  );

  it('that names a time is not asked before', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(429, { 'retry-after': '3600' }).end('{}');
    });
    await put('a.json', aReceipt());
    await watching({ url: `http://${site.alfa.host}:${await portOf(server)}` });
    await expect.poll(() => asked).toBe(1);
    await wait(300);
    expect(asked).toBe(1);
    server.close();
  });
});

describe('a crash', () => {
  it('between the two steps of a move is finished, not repeated', async () => {
    const receipt = aReceipt();
    await put('a.json', receipt);
    const first = await watching();
    await expect.poll(() => inside('done')).toEqual(['a.json']);
    await first.close();
    // The file is in both places, as after a kill before the old name was removed.
    await link(join(folder, 'done', 'a.json'), join(folder, 'a.json'));
    await watching();
    await expect.poll(() => inside('.')).toEqual([]);
    expect([await inside('done'), await stored(receipt.documentNumber)]).toEqual([['a.json'], 1]);
  });

  it('at any moment loses no receipt and moves none twice', async () => {
    const receipts = Array.from({ length: 40 }, () => aReceipt());
    for (const [n, receipt] of receipts.entries()) await put(`${String(n).padStart(2, '0')}.json`, receipt);
    for (let kill = 0; kill < 4; kill += 1) {
      const till = started();
      const before = (await inside('done')).length;
      await expect.poll(async () => (await inside('done')).length).toBeGreaterThan(before + 2 * kill);
      till.kill('SIGKILL');
      await once(till, 'exit');
    }
    await watching();
    await expect.poll(() => inside('.')).toEqual([]);
    expect(await inside('done')).toEqual(receipts.map((_, n) => `${String(n).padStart(2, '0')}.json`));
    for (const { documentNumber } of receipts) expect(await stored(documentNumber)).toBe(1);
  });

  function started(): ChildProcess {
    const url = `http://${site.alfa.host}:${port}`;
    const own = ['--watch', folder, '--url', url, '--key', site.alfa.posKey, '--every', '20', '--settled', '40'];
    return spawn(process.execPath, ['src/till/main.ts', ...own], { stdio: 'ignore' });
  }
});

async function portOf(server: Server): Promise<number> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The site's server on one more port. */
async function standingIn(at: number): Promise<Server> {
  const server = createServer((request, response) => site.http.server.emit('request', request, response));
  server.listen(at, 'localhost');
  await once(server, 'listening');
  return server;
}
