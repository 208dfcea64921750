import { Agent, request } from 'node:http';

/** The answer to a request. `status` is 0 when there was no answer in time. */
export type Answer = { status: number; body: string; cookie: string; ms: number };

export type Ask = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: object | string;
  withinMs?: number;
};

export type Client = {
  ask(ask: Ask): Promise<Answer>;
  /** Like ask(), but parses the body, and throws for a status from 400 on and for no answer. */
  get<T>(ask: Ask): Promise<T>;
  /** Number of answers by status. */
  statuses: Map<number, number>;
  close(): void;
};

const usualMs = 30_000;
// The server counts budgets for each IP address, so requests from a single address would soon be refused.
const addresses = 40;

/** A client that sends requests to one site from 40 loopback addresses, as several shoppers would. */
export function openClient(site: string, network: number): Client {
  const { host, port } = new URL(site);
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const statuses = new Map<number, number>();
  let asked = 0;

  function ask({ method = 'GET', path, headers = {}, body, withinMs = usualMs }: Ask): Promise<Answer> {
    asked += 1;
    const begun = performance.now();
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(text)) };
    return new Promise((resolve) => {
      const sent = request({
        agent,
        host: '127.0.0.1',
        port,
        localAddress: `127.${network}.0.${1 + (asked % addresses)}`,
        method,
        path,
        headers: { host, ...type, ...length, ...headers },
      });
      const end = (status: number, answer: string, cookie = '') => {
        clearTimeout(timer);
        resolve({ status, body: answer, cookie, ms: performance.now() - begun });
      };
      const timer = setTimeout(() => sent.destroy(new Error('no answer in time')), withinMs);
      sent.once('error', (error) => end(0, error.message));
      sent.once('response', (response) => {
        const cookie = (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', (error) => end(0, error.message));
        response.once('end', () => end(response.statusCode ?? 0, Buffer.concat(parts).toString(), cookie));
      });
      sent.end(text);
    });
  }

  async function counted(one: Ask): Promise<Answer> {
    const answer = await ask(one);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  }

  return {
    ask: counted,
    async get<T>(one: Ask): Promise<T> {
      const { status, body } = await counted(one);
      if (status === 0 || status >= 400)
        throw new Error(`${one.method ?? 'GET'} ${one.path}: ${status} ${body.slice(0, 300)}`);
      return JSON.parse(body) as T;
    },
    statuses,
    close: () => agent.destroy(),
  };
}

export const serverErrors = (client: Client): number => countOf(client, (status) => status >= 500);
export const unanswered = (client: Client): number => countOf(client, (status) => status === 0);

function countOf({ statuses }: Client, wanted: (status: number) => boolean): number {
  return [...statuses].reduce((sum, [status, times]) => sum + (wanted(status) ? times : 0), 0);
}
