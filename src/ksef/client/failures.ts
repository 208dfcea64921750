/**
 * Why KSeF gave no result.
 * - `unreachable`: no answer in time, or an error of the server: try again later.
 * - `busy`: a limit of calls is reached: try again after `retryAfterSeconds`.
 * - `pending`: KSeF has the file and has not decided.
 * - `signed_out`: the chain's access is not accepted (any more).
 * - `refused`: KSeF refuses the request, with its `code` and its own words.
 * - `garbled`: the answer is none of those that the API describes.
 */
export type FailureKind = 'unreachable' | 'busy' | 'pending' | 'signed_out' | 'refused' | 'garbled';

type Details = { code?: number | undefined; retryAfterSeconds?: number | undefined; cause?: unknown };

/** A call to KSeF without a result. The message has KSeF's words at most: no token, no key, no invoice. */
export class KsefFailure extends Error {
  readonly kind: FailureKind;
  /** KSeF's number of the error. */
  readonly code: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: FailureKind, message: string, { code, retryAfterSeconds, cause }: Details = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'KsefFailure';
    this.kind = kind;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
