import { type Static, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';
import { KsefFailure } from './failures.ts';
import { readBounded } from './readBounded.ts';

/** The API of one environment, such as https://api-test.ksef.mf.gov.pl/v2, and how long one call may last. */
export type KsefApi = { url: string; timeoutMs: number };

export type Call = {
  method: 'GET' | 'POST';
  /** Begins with a slash; every part of it is encoded. */
  path: string;
  /** Access token, or the token of a sign-in that is under way. */
  bearer?: string;
  body?: { type: 'application/json' | 'application/xml'; text: string };
};

/** The JSON of the answer, in the given shape. Throws KsefFailure. */
export async function callForJson<T extends TSchema>(api: KsefApi, call: Call, shape: T): Promise<Static<T>> {
  const bytes = await answerTo(api, call);
  const value = parsed(bytes);
  if (Check(shape, value)) return value as Static<T>;
  throw new KsefFailure('garbled', `${call.method} ${call.path}: an answer of another shape`);
}

/** The bytes of the answer. Throws KsefFailure. */
export async function answerTo(api: KsefApi, call: Call): Promise<Uint8Array> {
  const { status, retryAfter, bytes } = await send(api, call);
  if (status >= 200 && status < 300) return bytes;
  const what = `${call.method} ${call.path}: status ${status}`;
  if (status === 429)
    throw new KsefFailure('busy', what, { retryAfterSeconds: secondsOf(retryAfter) ?? defaultWaitSeconds });
  if (status === 401) throw new KsefFailure('signed_out', what);
  if (status >= 500) throw new KsefFailure('unreachable', what, { retryAfterSeconds: secondsOf(retryAfter) });
  const refusal = refusalIn(bytes);
  throw new KsefFailure('refused', refusal.text ?? what, { code: refusal.code ?? status });
}

async function send({ url, timeoutMs }: KsefApi, { method, path, bearer, body }: Call) {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      // A redirect could carry the token to another host.
      redirect: 'error',
      headers: {
        'x-error-format': 'problem-details',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      ...(body === undefined ? {} : { body: body.text }),
    });
    const bytes = await readBounded(answer.body);
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), bytes };
  } catch (error) {
    if (error instanceof KsefFailure) throw error;
    throw new KsefFailure('unreachable', `${method} ${path}: no answer`, { cause: error });
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    // `undefined` has no shape that a caller asks for, so the caller reports it.
    return undefined;
  }
}

const defaultWaitSeconds = 60;
const longestWaitSeconds = 3_600;

/** KSeF sends whole seconds; undefined for anything else. */
function secondsOf(header: string | null): number | undefined {
  if (header === null || !/^\d{1,9}$/.test(header)) return undefined;
  return Math.min(Math.max(1, Number(header)), longestWaitSeconds);
}

const ProblemDetails = Type.Object({
  errors: Type.Array(
    Type.Object({
      code: Type.Integer(),
      description: Type.String(),
      details: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
    }),
    { minItems: 1 },
  ),
});
const Forbidden = Type.Object({ reasonCode: Type.String(), detail: Type.String() });

function refusalIn(bytes: Uint8Array): { code?: number; text?: string } {
  const body = parsed(bytes);
  if (Check(ProblemDetails, body)) {
    const [first] = body.errors;
    return first ? { code: first.code, text: shortText(first.description, first.details ?? []) } : {};
  }
  return Check(Forbidden, body) ? { text: shortText(body.detail, [body.reasonCode]) } : {};
}

/** KSeF's words in one line, at most 500 characters. */
export function shortText(description: string, details: readonly string[] = []): string {
  const words = [description, ...details].join(' ').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ');
  return words.trim().slice(0, 500);
}
