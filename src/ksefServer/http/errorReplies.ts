import { randomBytes } from 'node:crypto';
import { Forbidden, KsefError, TooManyRequests, Unauthorized } from './errors.ts';

export type ErrorReply = { status: number; type: string; body: object; headers?: Record<string, string> };
type Asked = { path: string; problemDetails: boolean; now: number };

const problemType = 'application/problem+json';
const jsonType = 'application/json';

/** The answer to a refusal, in the format that the header X-Error-Format asks for. Undefined for anything but a refusal. */
export function errorReply(error: unknown, asked: Asked): ErrorReply | undefined {
  if (error instanceof KsefError)
    return asked.problemDetails ? badRequestProblem(error, asked) : exception(error, asked);
  if (error instanceof Unauthorized) return problem(401, 'Unauthorized', error.message, asked);
  if (error instanceof Forbidden) {
    const { reasonCode, required, present } = error;
    const security = { requiredAnyOfPermissions: required, presentPermissions: present };
    return problem(403, 'Forbidden', error.message, asked, { reasonCode, security });
  }
  if (error instanceof TooManyRequests) return tooManyRequests(error, asked);
  return undefined;
}

/** An answer in Problem Details with any status. */
export function problem(status: number, title: string, detail: string, asked: Asked, more: object = {}): ErrorReply {
  const body = { title, status, instance: asked.path, detail, timestamp: isoTime(asked), traceId: traceId(), ...more };
  return { status, type: problemType, body };
}

function badRequestProblem(error: KsefError, asked: Asked): ErrorReply {
  const errors = [{ code: error.code, description: error.message, details: error.details }];
  return problem(400, 'Bad Request', 'Żądanie jest nieprawidłowe.', asked, { errors });
}

function exception(error: KsefError, asked: Asked): ErrorReply {
  const exceptionDetailList = [
    { exceptionCode: error.code, exceptionDescription: error.message, details: error.details },
  ];
  const service = { serviceCode: `00-${traceId()}-00`, serviceCtx: 'ksef-server', serviceName: 'Undefined' };
  return {
    status: 400,
    type: jsonType,
    body: { exception: { exceptionDetailList, ...service, timestamp: isoTime(asked) } },
  };
}

function tooManyRequests(error: TooManyRequests, asked: Asked): ErrorReply {
  const headers = { 'retry-after': String(error.retryAfterSeconds) };
  if (asked.problemDetails) return { ...problem(429, 'Too Many Requests', error.message, asked), headers };
  const status = { code: 429, description: 'Too Many Requests', details: [error.message] };
  return { status: 429, type: jsonType, body: { status }, headers };
}

const isoTime = ({ now }: Asked) => new Date(now).toISOString();
const traceId = () => randomBytes(16).toString('hex');
