import type { IncomingMessage } from 'node:http';
import type { FoundReceipt, ReceiptAccepted, ReceiptIn } from '../../contract/receipts.ts';
import { aReceipt } from '../builders/receipts.ts';
import type { Mailbox } from './mailbox.ts';
import type { SiteChain } from './siteChain.ts';
import type { Wire, WireAnswer } from './wire.ts';

type Headers = Record<string, string>;

/** A browser on a chain's site: sends real requests and keeps cookies. */
export type Visitor = {
  cookies: Map<string, string>;
  get(path: string, headers?: Headers): Promise<WireAnswer>;
  post(path: string, body: unknown, headers?: Headers): Promise<WireAnswer>;
  put(path: string, body: unknown): Promise<WireAnswer>;
  delete(path: string, headers?: Headers): Promise<WireAnswer>;
  /** Sends a GET and resolves at the answer's head, for event streams. */
  open(path: string): Promise<IncomingMessage>;
};

/** A visitor of the chain's site. Paths are relative to /api/v1. */
export function aVisitor(wire: Wire, { host, origin }: SiteChain): Visitor {
  const cookies = new Map<string, string>();
  const own = (): Headers => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { host, ...(cookie ? { cookie } : {}) };
  };
  const ask = async (method: string, path: string, headers: Headers, body?: string) => {
    const answer = await wire.ask({
      method,
      path: `/api/v1${path}`,
      headers: { ...own(), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line);
    return answer;
  };
  return {
    cookies,
    get: (path, headers) => ask('GET', path, { ...headers }),
    post: (path, body, headers) =>
      ask('POST', path, { origin, 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
    put: (path, body) => ask('PUT', path, { origin, 'content-type': 'application/json' }, JSON.stringify(body)),
    delete: (path, headers) => ask('DELETE', path, { origin, ...headers }),
    open: (path) => wire.open({ path: `/api/v1${path}`, headers: own() }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/; Max-Age=0(;|$)/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

/** Signs in with the code from the mail, and gives the answer that sets the cookie. */
export async function signIn(visitor: Visitor, mailbox: Mailbox, email: string): Promise<WireAnswer> {
  await visitor.post('/auth/code', { email });
  return visitor.post('/auth/session', { email, code: codeIn(mailbox, email) });
}

/** The six-digit code in the last mail to this address. */
export function codeIn(mailbox: Mailbox, email: string): string {
  return /\b\d{6}\b/.exec(mailbox.to(email).at(-1)?.text ?? '')?.[0] ?? '';
}

/** Pushes a receipt with the chain's POS key. */
export function push(wire: Wire, { host, posKey }: SiteChain, receipt: ReceiptIn): Promise<WireAnswer> {
  const headers = { host, authorization: `Bearer ${posKey}`, 'content-type': 'application/json' };
  return wire.ask({ method: 'POST', path: '/api/v1/receipts', headers, body: JSON.stringify(receipt) });
}

/** Pushes a receipt and finds it by its code, as a shopper does. */
export async function aFoundReceipt(wire: Wire, chain: SiteChain, receipt = aReceipt()): Promise<FoundReceipt> {
  const { code } = jsonOf<ReceiptAccepted>(await push(wire, chain, receipt));
  return jsonOf(await aVisitor(wire, chain).post('/receipts/find', { code }));
}

/** A selection of all remaining quantities of the receipt. */
export function allLeft({ id, lines }: FoundReceipt) {
  return lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.remainingQuantity }));
}

/** Parses the body without a check of its shape: the server checks every reply against the contract's schema. */
export function jsonOf<T>({ body }: WireAnswer): T {
  return JSON.parse(body) as T;
}
