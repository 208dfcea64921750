import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

/** What became of one receipt: taken, refused for good, or to be tried again after so many milliseconds. */
export type Pushed =
  | { kind: 'done' | 'refused'; status: number; answer: string }
  | { kind: 'again'; why: string; afterMs?: number };

const longestMs = 60_000;
const mostAnswer = 1024 * 1024;
// The receipt itself is wrong. Every other answer is about the key, the server or the time, and passes.
const refusals = new Set([400, 409, 413, 415, 422]);

/** Pushes one receipt. Never throws: a server that cannot be reached is a reason to try again. */
export async function push(url: URL, key: string, type: string, body: Buffer, stop: AbortSignal): Promise<Pushed> {
  try {
    const headers = {
      host: url.host,
      authorization: `Bearer ${key}`,
      'content-type': type,
      'content-length': body.length,
      'accept-language': 'pl',
    };
    const { response, answer } = await ask(url, headers, body, AbortSignal.any([stop, AbortSignal.timeout(longestMs)]));
    const status = response.statusCode ?? 0;
    if (status === 200 || status === 201) return { kind: 'done', status, answer };
    if (refusals.has(status)) return { kind: 'refused', status, answer };
    const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
    const why = `the server answered ${status}`;
    return Number.isNaN(seconds) ? { kind: 'again', why } : { kind: 'again', why, afterMs: seconds * 1000 };
  } catch (error) {
    return { kind: 'again', why: error instanceof Error ? error.message || error.name : String(error) };
  }
}

async function ask(url: URL, headers: Record<string, string | number>, body: Buffer, signal: AbortSignal) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    const asked = send(url, { method: 'POST', headers, signal, ...resolved(url) }, resolve);
    asked.once('error', reject);
    asked.end(body);
  });
  let answer = '';
  response.setEncoding('utf8');
  for await (const part of response) {
    answer += part;
    if (answer.length > mostAnswer) throw new Error('the answer is too long for this server');
  }
  return { response, answer };
}

/** Many systems do not resolve names below `localhost`, which are this machine. Source: RFC 6761 § 6.3. */
function resolved({ hostname }: URL): { hostname?: string } {
  return hostname.endsWith('.localhost') ? { hostname: 'localhost' } : {};
}
