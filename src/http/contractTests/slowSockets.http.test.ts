import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { ndjson } from '../../testing/network/batches.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';

// Real sockets with small limits. The tests assert that a socket is closed, not when.

const { site, port } = await siteForTests({ slow: { headersMs: 300, bodyMs: 300, checkMs: 50 } });

type Caller = { socket: Socket; closed: Promise<string>; isClosed(): boolean };

/** Sends this, and then one more piece every 40 ms while the connection is open; `closed` gives all received bytes. */
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

describe('a slow caller', () => {
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
  ])('and %s is refused and closed', async (_, pieces) => {
    const answer = await call(post('/auth/code', json, 'Content-Length: 5000'), pieces).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request.timeout"/s);
  });

  it('with the chunks of its body is closed', async () => {
    const answer = await call(post('/auth/code', json, 'Transfer-Encoding: chunked'), () => '1\r\n \r\n').closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('while it still sends after a refusal is closed', async () => {
    const answer = await call(post('/receipts', json, 'Content-Length: 5000'), slowly).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).not.toContain('HTTP/1.1 408');
  });

  it('with a body on a route without one is closed', async () => {
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

  it('may take longer than any other body, as long as bytes arrive', async () => {
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

it('a caller in time can send any number of requests over one connection', async () => {
  const whole = lines('GET /api/v1/chain HTTP/1.1', `Host: ${site.alfa.host}`, '', '');
  const { socket, closed } = call(whole.repeat(20));
  let seen = 0;
  socket.on('data', (data) => {
    seen += data.toString().match(/HTTP\/1\.1 200/g)?.length ?? 0;
    if (seen === 20) socket.end();
  });
  expect((await closed).match(/HTTP\/1\.1 200/g)).toHaveLength(20);
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
