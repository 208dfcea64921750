import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { ndjson } from '../../testing/network/batches.ts';
import { openSite, type Site } from '../../testing/network/site.ts';

// Real sockets against small limits. That a socket is closed is what is asserted; when, is not.

let site: Site;
let port: number;
beforeAll(async () => {
  site = await openSite({ slow: { headersMs: 300, bodyMs: 300, checkMs: 50 } });
  port = await site.listen();
});
afterAll(() => site.close());

type Caller = { socket: Socket; closed: Promise<string>; isClosed(): boolean };

/** A connection that sends this and then, while it is open, one more piece every 40 ms; `closed` is all it got. */
function call(begin: string, pieces: () => string | undefined = () => undefined): Caller {
  const chunks: Buffer[] = [];
  let isClosed = false;
  const socket = connect(port, '127.0.0.1', () => socket.write(begin));
  const timer = setInterval(() => {
    const piece = pieces();
    if (piece !== undefined && socket.writable) socket.write(piece);
  }, 40);
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    socket.on('close', () => {
      clearInterval(timer);
      isClosed = true;
      resolve(Buffer.concat(chunks).toString());
    });
  });
  return { socket, closed, isClosed: () => isClosed };
}

const lines = (...all: string[]) => all.join('\r\n');
const post = (path: string, ...headers: string[]) =>
  lines(`POST /api/v1${path} HTTP/1.1`, `Host: ${site.alfa.host}`, ...headers, '', '');
const json = 'Content-Type: application/json';
const slowly = () => ' ';

describe('a caller who is slow', () => {
  it.each([
    ['says nothing', '', undefined],
    ['begins a request line', 'GET /api', undefined],
    ['stops within the headers', 'GET / HTTP/1.1\r\nHost: alfa', undefined],
    ['sends headers letter by letter', 'GET / HTTP/1.1\r\nX: ', () => 'x'],
    ['sends headers line by line', 'GET / HTTP/1.1\r\n', () => 'X: x\r\n'],
  ])('and %s is closed', async (_, begin, pieces) => {
    expect(await call(begin, pieces).closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('with the second request of a connection is closed', async () => {
    const whole = lines('GET /api/v1/chain HTTP/1.1', `Host: ${site.alfa.host}`, '', '');
    const caller = call(whole);
    caller.socket.once('data', () => caller.socket.write('GET /api'));
    const answers = await caller.closed;
    expect(answers).toMatch(/^HTTP\/1\.1 200 /);
    expect(answers).toContain('HTTP/1.1 408 ');
  });

  it.each([
    ['never begins its body', undefined],
    ['sends its body letter by letter', slowly],
  ])('and %s is told so and closed', async (_, pieces) => {
    const answer = await call(post('/auth/code', json, 'Content-Length: 5000'), pieces).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request.timeout"/s);
  });

  it('with the chunks of its body is closed', async () => {
    const answer = await call(post('/auth/code', json, 'Transfer-Encoding: chunked'), () => '1\r\n \r\n').closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('after the refusal of what it still sends is closed', async () => {
    const answer = await call(post('/receipts', json, 'Content-Length: 5000'), slowly).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).not.toContain('HTTP/1.1 408');
  });

  it('with a body where none is asked for is closed', async () => {
    const get = lines('GET /api/v1/chain HTTP/1.1', `Host: ${site.alfa.host}`, 'Content-Length: 5000', '', '');
    expect(await call(get, slowly).closed).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a batch', () => {
  const batch = () =>
    post(
      '/receipts/batch',
      `Authorization: Bearer ${site.alfa.posKey}`,
      'Content-Type: application/x-ndjson',
      'Transfer-Encoding: chunked',
      'Connection: close',
    );
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

  it('that stops in the middle is closed', async () => {
    await call(batch() + chunk(ndjson([aReceipt()]).slice(0, 50))).closed;
  });

  it('may take longer than any other body, as long as bytes come', async () => {
    const other = call(post('/auth/code', json, 'Content-Length: 5000'), slowly);
    let sent = 0;
    let isDone = false;
    const till = call(batch(), () => {
      if (isDone) return undefined;
      sent += 1;
      return chunk(ndjson([aReceipt()]));
    });
    await other.closed;
    const again = call(post('/auth/code', json, 'Content-Length: 5000'), slowly);
    await again.closed;
    expect(till.isClosed()).toBe(false);
    isDone = true;
    till.socket.write('0\r\n\r\n');
    const answer = await till.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.match(/"status":"created"/g)).toHaveLength(sent);
  });
});

it('whoever is in time is answered on one connection as often as it asks', async () => {
  const whole = lines('GET /api/v1/chain HTTP/1.1', `Host: ${site.alfa.host}`, '', '');
  const { socket, closed } = call(whole.repeat(20));
  let seen = 0;
  socket.on('data', (data) => {
    seen += data.toString().match(/HTTP\/1\.1 200/g)?.length ?? 0;
    if (seen === 20) socket.end();
  });
  expect((await closed).match(/HTTP\/1\.1 200/g)).toHaveLength(20);
});

it('nothing went wrong inside', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
