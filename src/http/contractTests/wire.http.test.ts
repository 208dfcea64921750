import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import { as, type Client } from '../../testing/network/client.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { sendRaw } from '../../testing/network/wire.ts';

const { site, port } = await siteForTests();
let shopper: Client;
beforeAll(async () => {
  shopper = await as(site, 'shopper');
});

type Answer = { status: number; head: string; body: string };

async function raw(lines: readonly string[], body = ''): Promise<Answer> {
  const answer = await sendRaw(port, [...lines, 'Connection: close', '', body].join('\r\n'));
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body: rest.join('\r\n\r\n') };
}

const codeOf = ({ body }: Answer) => (JSON.parse(body) as ProblemDetails).code;
const chain = (...headers: string[]) => raw(['GET /api/v1/chain HTTP/1.1', ...headers]);

describe('the host', () => {
  it('selects the chain of its name, with any port', async () => {
    for (const host of ['alfa.localhost', 'alfa.localhost:3000', 'alfa.localhost:65535']) {
      const answer = await chain(`Host: ${host}`);
      expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('"slug":"alfa"')]);
    }
  });

  it.each([
    'ALFA.localhost',
    'Alfa.localhost',
    'alfa.LOCALHOST',
    'alfa.localhost.',
    'alfa..localhost',
    '.localhost',
    'alfa.localhost:',
    'alfa.localhost:80:80',
    'alfa.localhost:999999',
    'a@alfa.localhost',
    'alfa.localhost@evil.example',
    'evil.example',
    'alfa.localhost.evil.example',
    'evilalfa.localhost',
    'alfa.localhost/evil',
    'alfa.localhost#x',
    'alfa.localhost evil.example',
    'alfa%2elocalhost',
    'xn--alfa-.localhost',
    '127.0.0.1',
    '[::1]',
    'alfa.localhost,beta.localhost',
    'beta.alfa.localhost',
    "alfa'--.localhost",
    `${'a'.repeat(64)}.localhost`,
    'ａlfa.localhost',
  ])('%s is not found', async (host) => {
    const answer = await chain(`Host: ${host}`);
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  });

  it.each([
    ['twice the same', ['Host: alfa.localhost', 'Host: alfa.localhost']],
    ['two different', ['Host: alfa.localhost', 'Host: beta.localhost']],
    ['in another case', ['Host: alfa.localhost', 'HOST: beta.localhost']],
    ['empty', ['Host:']],
  ])('%s is not found', async (_, headers) => {
    const answer = await chain(...headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toContain('slug');
  });

  it('a missing header is not found', async () => {
    expect((await chain()).status).toBe(400);
    const old = await raw(['GET /api/v1/chain HTTP/1.0']);
    expect([old.status, codeOf(old)]).toEqual([404, 'not_found']);
  });

  it('is taken from the Host header only', async () => {
    const elsewhere = ['X-Forwarded-Host: beta.localhost', 'Forwarded: host=beta.localhost', 'X-Host: beta.localhost'];
    expect((await chain('Host: alfa.localhost', ...elsewhere)).body).toContain('"slug":"alfa"');
  });

  it.each([
    'http://beta.localhost/api/v1/chain',
    'HTTP://beta.localhost/api/v1/chain',
    'https://beta.localhost/api/v1/chain',
    'http://alfa.localhost:3000/api/v1/chain',
    'http://alfa.localhost@beta.localhost/api/v1/chain',
    'http://beta.localhost@alfa.localhost/api/v1/chain',
    'http://ALFA.localhost/api/v1/chain',
    'http://evil.example/',
    'http://beta.localhost?/api/v1/chain',
    'ftp://alfa.localhost/api/v1/chain',
    'http://beta.localhost\\\\@alfa.localhost/api/v1/chain',
  ])('is refused when the request line names another host: %s', async (target) => {
    const answer = await raw([`GET ${target} HTTP/1.1`, 'Host: alfa.localhost']);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request.invalid']);
  });

  it('is accepted when the request line names the same host, and is unknown when both name an unknown host', async () => {
    const same = await raw(['GET http://alfa.localhost/api/v1/chain HTTP/1.1', 'Host: alfa.localhost']);
    expect([same.status, same.body]).toEqual([200, expect.stringContaining('"slug":"alfa"')]);
    const strange = await raw(['GET http://nikt.localhost/api/v1/openapi.json HTTP/1.1', 'Host: nikt.localhost']);
    expect([strange.status, codeOf(strange)]).toEqual([404, 'not_found']);
  });
});

describe('the origin', () => {
  const signOut = (...headers: string[]) =>
    raw(['DELETE /api/v1/auth/session HTTP/1.1', 'Host: alfa.localhost', ...headers]);

  it.each([
    ['of a sibling chain', 'http://beta.localhost'],
    ['of the platform', 'http://localhost'],
    ['with another port', 'http://alfa.localhost:8080'],
    ['over another scheme', 'https://alfa.localhost'],
    ['in another case', 'http://ALFA.localhost'],
    ['with a path', 'http://alfa.localhost/'],
    ['that ends like ours', 'http://evil-alfa.localhost'],
    ['that begins like ours', 'http://alfa.localhost.evil.example'],
    ['of a sandbox', 'null'],
    ['that is empty', ''],
  ])('%s changes nothing', async (_, origin) => {
    const answer = await signOut(`Origin: ${origin}`, `Cookie: ${shopper.credentials.cookie}`);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'origin.refused']);
    expect((await shopper.ask({ method: 'GET', url: '/api/v1/me' })).statusCode).toBe(200);
  });

  it('missing together with a session changes nothing, because browsers always send it', async () => {
    expect(codeOf(await signOut(`Cookie: ${shopper.credentials.cookie}`))).toBe('origin.refused');
    expect(codeOf(await signOut('Cookie: __Host-efk_office=x'))).toBe('origin.refused');
    expect((await shopper.ask({ method: 'GET', url: '/api/v1/me' })).statusCode).toBe(200);
  });

  it('missing without a session means a program, which may write', async () => {
    expect((await signOut()).status).toBe(204);
  });

  it('given twice is refused', async () => {
    const answer = await signOut('Origin: http://alfa.localhost', 'Origin: http://alfa.localhost');
    expect(answer.status).toBe(403);
  });

  it('of the same site is accepted', async () => {
    const guest = await as(site, 'shopper');
    const answer = await signOut('Origin: http://alfa.localhost', `Cookie: ${guest.credentials.cookie}`);
    expect(answer.status).toBe(204);
  });
});

describe('malformed requests', () => {
  const host = 'Host: alfa.localhost';
  const length = (count: number | string) => `Content-Length: ${count}`;

  it.each([
    ['garbage', ['\u0000\u0001\u0002']],
    ['TLS', ['\u0016\u0003\u0001\u0002']],
    ['an unknown method', ['HACK / HTTP/1.1', host]],
    ['a broken version', ['GET / HTTP/9.9', host]],
    ['a header without a name', ['GET / HTTP/1.1', host, ': x']],
    ['a header with a NUL', ['GET / HTTP/1.1', host, 'X: a\u0000b']],
    ['two lengths', ['POST /api/v1/auth/code HTTP/1.1', host, length(2), length(3)]],
    ['a length and chunks', ['POST /api/v1/auth/code HTTP/1.1', host, length(2), 'Transfer-Encoding: chunked']],
    ['a negative length', ['POST /api/v1/auth/code HTTP/1.1', host, length(-1)]],
    ['chunks twice', ['POST /api/v1/auth/code HTTP/1.1', host, 'Transfer-Encoding: chunked, identity']],
    ['oversize headers', ['GET / HTTP/1.1', host, `X: ${'a'.repeat(70_000)}`]],
    ['an oversize cookie', ['GET / HTTP/1.1', host, `Cookie: ${'a=b; '.repeat(10_000)}`]],
    ['an oversize address', [`GET /${'a'.repeat(70_000)} HTTP/1.1`, host]],
  ])('%s is refused as a problem that repeats nothing', async (_, lines) => {
    const answer = await raw(lines);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.head).toContain('application/problem+json');
    expect(['request.invalid', 'request.too_large']).toContain(codeOf(answer));
    expect(answer.body).not.toMatch(/a{9}|a=b|HPE_|Error/);
  });

  it.each([
    'GET // HTTP/1.1',
    'GET ///x HTTP/1.1',
    'GET //evil.example/%2f.. HTTP/1.1',
    'GET /\\ HTTP/1.1',
    'GET /?%ff HTTP/1.1',
    'GET /r/%E0%A4%A HTTP/1.1',
    'GET http:// HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'TRACE / HTTP/1.1',
    'GET * HTTP/1.1',
    'PUT / HTTP/1.1',
    'DELETE /api/v1/chain HTTP/1.1',
    'PATCH /api/v1/invoices HTTP/1.1',
  ])('%s is not found, or a page, without an internal error', async (line) => {
    const answer = await raw([line, host]);
    expect([line, answer.status]).toEqual([line, expect.toSatisfy((status) => status < 500)]);
    expect(answer.head).not.toMatch(/^location:/im);
  });

  it('a second request smuggled into the body of the first is not answered', async () => {
    const inner = 'GET /api/v1/chain HTTP/1.1\r\nHost: beta.localhost\r\n\r\n';
    const answer = await raw(
      ['POST /api/v1/auth/code HTTP/1.1', host, length(inner.length), 'Content-Type: application/json'],
      inner,
    );
    expect([answer.status, answer.body.match(/HTTP\/1\.1/g)]).toEqual([400, null]);
  });
});

it('the language is read from the header as far as the header is valid', async () => {
  const detail = async (accept: string) => {
    const answer = await raw(['GET /api/v1/me HTTP/1.1', 'Host: alfa.localhost', `Accept-Language: ${accept}`]);
    return (JSON.parse(answer.body) as ProblemDetails).detail;
  };
  const polish = await detail('pl');
  const english = await detail('en');
  expect(polish).not.toBe(english);
  for (const accept of ['', 'de', '*', 'pl-PL,en;q=0.9', 'en;q=0', 'en;q=x', ',,,;q', 'a'.repeat(8_000)])
    expect([accept.slice(0, 20), await detail(accept)]).toEqual([accept.slice(0, 20), polish]);
  for (const accept of ['en-GB', 'de,en;q=0.5', 'EN', 'pl;q=0.1,en']) expect(await detail(accept)).toBe(english);
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
