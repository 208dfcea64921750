import type { FieldError, ProblemDetails } from '../../../../src/contract/common.ts';
import type { ProblemCode } from '../../../../src/domain/problem.ts';

/** Codes for failures of the network, in addition to the server's codes. */
export type LocalCode = 'offline' | 'timeout';
/** Codes whose sentence a page has itself, as there may be no answer that holds it. */
export type OwnCode = LocalCode | 'internal' | 'unavailable';
export type ApiCode = ProblemCode | LocalCode;

/** A failed call; `detail` is the server's own sentence in the caller's language, empty without an answer. */
export class ApiProblem extends Error {
  readonly code: ApiCode;
  readonly detail: string;
  /** 0: no answer. */
  readonly status: number;
  readonly errors: readonly FieldError[];
  /** Seconds to wait, when the server sent them. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ApiCode,
    rest: { detail?: string; status?: number; errors?: readonly FieldError[]; retryAfter?: number | undefined } = {},
  ) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.detail = rest.detail ?? '';
    this.status = rest.status ?? 0;
    this.errors = rest.errors ?? [];
    this.retryAfter = rest.retryAfter;
  }
}

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  query?: Record<string, string | undefined>;
  idempotencyKey?: string;
  timeoutMs?: number;
};

const base = '/api/v1';

/** Sends one call and reads its JSON reply; an empty reply is `undefined`. Throws ApiProblem, and nothing else. */
export async function send<Reply>(path: string, call: Call = {}): Promise<Reply> {
  const response = await answered(path, call);
  if (response.status === 204) return undefined as Reply;
  return (await read(() => response.json())) as Reply;
}

/**
 * Fetches bytes, such as a PDF. Throws ApiProblem; a document that is still being rendered (202) is `document.not_ready`.
 */
export async function fetchBytes(path: string): Promise<Blob> {
  const response = await answered(path, { timeoutMs: 60_000 });
  if (response.status === 202) throw new ApiProblem('document.not_ready', { status: 202 });
  return read(() => response.blob());
}

/**
 * Follows server-sent events named `event` until the returned function is called; calls `onEnd` when the stream is over.
 */
export function follow<Data>(path: string, event: string, onData: (data: Data) => void, onEnd: () => void): () => void {
  const source = new EventSource(base + path);
  source.addEventListener(event, (message) => onData(JSON.parse(message.data) as Data));
  source.addEventListener('error', () => {
    // The browser would reconnect for ever to a stream that ended on purpose; from here on the caller polls.
    source.close();
    onEnd();
  });
  return () => source.close();
}

async function answered(path: string, call: Call): Promise<Response> {
  const response = await reach(path, call);
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function reach(path: string, call: Call): Promise<Response> {
  const headers = new Headers({ 'accept-language': document.documentElement.lang });
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  if (call.idempotencyKey) headers.set('idempotency-key', call.idempotencyKey);
  return read(() =>
    fetch(base + path + queryOf(call.query), {
      method: call.method ?? 'GET',
      credentials: 'same-origin',
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(call.timeoutMs ?? 15_000),
    }),
  );
}

/** The connection may break before the reply as well as in the middle of its body. */
async function read<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (failure) {
    const late = failure instanceof DOMException && failure.name === 'TimeoutError';
    throw new ApiProblem(late ? 'timeout' : 'offline');
  }
}

function queryOf(query: Call['query']): string {
  const given = Object.entries(query ?? {}).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const details = await response.json().then(
    (body: Partial<ProblemDetails>) => body,
    () => ({}) as Partial<ProblemDetails>,
  );
  // A proxy's own error page has no code.
  const code = (details.code ?? (response.status >= 500 ? 'unavailable' : 'internal')) as ApiCode;
  return new ApiProblem(code, {
    detail: details.detail ?? '',
    status: response.status,
    errors: details.errors ?? [],
    retryAfter,
  });
}
