import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, fetchBytes, send } from './api.ts';

const sent: { url: string; headers: Headers; body: unknown }[] = [];

/** A network that gives one answer. */
function answering(answer: () => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: string, init: { headers: Headers; body: unknown }) => {
    sent.push({ url, headers: init.headers, body: init.body });
    return answer();
  });
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (problem: unknown) => problem,
  );

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('document', { documentElement: { lang: 'pl' } });
});
afterEach(() => vi.unstubAllGlobals());

describe('a refusal', () => {
  it('is thrown with the server’s code, sentence, fields and waiting time', async () => {
    const errors = [{ pointer: '/buyer/name', code: 'missing', detail: 'x' }];
    answering(() =>
      Response.json(
        { code: 'rate.limited', detail: 'Za dużo', errors },
        { status: 429, headers: { 'retry-after': '30' } },
      ),
    );
    const problem = await problemOf(send('/me'));
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ code: 'rate.limited', detail: 'Za dużo', status: 429, errors, retryAfter: 30 });
  });

  it('without problem details, as a proxy sends it, still has a sentence', async () => {
    answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await problemOf(send('/me'))).toMatchObject({ code: 'unavailable', status: 502 });
  });
});

describe('a broken connection', () => {
  it('before the answer and in the middle of it is "offline"', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await problemOf(send('/me'))).toMatchObject({ code: 'offline', status: 0 });
    answering(() => new Response('{"half":'));
    expect(await problemOf(send('/me'))).toMatchObject({ code: 'offline' });
  });

  it('that only waits is "timeout"', async () => {
    answering(() => Promise.reject(new DOMException('too late', 'TimeoutError')));
    expect(await problemOf(send('/me'))).toMatchObject({ code: 'timeout' });
  });
});

describe('a call', () => {
  it('sends its language and key, and JSON only when it has a body', async () => {
    answering(() => Response.json({ ok: true }));
    await send('/invoices', { method: 'POST', body: { a: 1 }, idempotencyKey: 'k' });
    await send('/invoices', { query: { q: 'ą & b', cursor: undefined } });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      'accept-language': 'pl',
      'content-type': 'application/json',
      'idempotency-key': 'k',
    });
    expect(sent[1]?.url).toBe('/api/v1/invoices?q=%C4%85+%26+b');
    expect(sent[1]?.headers.has('content-type')).toBe(false);
  });

  it('with an empty reply returns undefined', async () => {
    answering(() => new Response(null, { status: 204 }));
    expect(await send('/auth/session', { method: 'DELETE' })).toBeUndefined();
  });

  it('for a document that is still being rendered is not ready', async () => {
    answering(() => Response.json({ state: 'queued' }, { status: 202 }));
    expect(await problemOf(fetchBytes('/invoices/1/pdf'))).toMatchObject({ code: 'document.not_ready' });
  });
});
