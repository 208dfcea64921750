import { Type } from 'typebox';
import { isKsefNumber } from '../../domain/countries/pl/identifiers/ksefNumber.ts';
import { answerTo, callForJson, type KsefApi, shortText } from './call.ts';
import { KsefFailure } from './failures.ts';
import { Status } from './signIn.ts';

/** KSeF's references to a session and to a file in it. */
export type Sent = { session: string; invoice: string };

/**
 * What KSeF made of a file.
 * - `pending`: KSeF has not checked the file yet, or failed for reasons of its own and checks again.
 * - `duplicate`: KSeF already has this invoice, under the number and session named.
 */
export type SentStatus =
  | { state: 'pending' }
  | { state: 'accepted'; number: string; acquiredAt: string }
  | { state: 'duplicate'; number: string; session?: string }
  | { state: 'rejected'; code: number; reason: string };

const Answer = Type.Object({
  ksefNumber: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  acquisitionDate: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  status: Type.Intersect([
    Status,
    Type.Object({
      extensions: Type.Optional(
        Type.Union([
          Type.Object({
            originalKsefNumber: Type.Optional(Type.Union([Type.String(), Type.Null()])),
            originalSessionReferenceNumber: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          }),
          Type.Null(),
        ]),
      ),
    }),
  ]),
});

/** Codes for a file that is not checked yet: received, being checked, and KSeF's own failures, after which KSeF checks again. */
const pending = new Set([100, 150, 500, 550]);
const isAccepted = 200;
const isDuplicate = 440;

/** Throws KsefFailure. Source: domain.md 2.4; the API's description of `GET /sessions/{ref}/invoices/{ref}`. */
export async function statusOfSent(api: KsefApi, bearer: string, sent: Sent): Promise<SentStatus> {
  const answer = await callForJson(api, { method: 'GET', path: pathOf(sent), bearer }, Answer);
  const { code, description, details, extensions } = answer.status;
  if (pending.has(code)) return { state: 'pending' };
  if (code === isAccepted) {
    return { state: 'accepted', number: numberIn(answer.ksefNumber), acquiredAt: instantIn(answer.acquisitionDate) };
  }
  if (code === isDuplicate) {
    const session = extensions?.originalSessionReferenceNumber;
    return { state: 'duplicate', number: numberIn(extensions?.originalKsefNumber), ...(session ? { session } : {}) };
  }
  return { state: 'rejected', code, reason: shortText(description, details ?? []) };
}

/** The UPO of an accepted file: XML that is signed by the Ministry. Throws KsefFailure. */
export async function upoOf(api: KsefApi, bearer: string, sent: Sent): Promise<Uint8Array> {
  return upoAt(api, bearer, `${pathOf(sent)}/upo`);
}

/** The UPO of an invoice that was accepted in this session earlier. Throws KsefFailure. */
export async function upoOfNumber(
  api: KsefApi,
  bearer: string,
  { session, number }: { session: string; number: string },
): Promise<Uint8Array> {
  return upoAt(api, bearer, `/sessions/${encodeURIComponent(session)}/invoices/ksef/${encodeURIComponent(number)}/upo`);
}

async function upoAt(api: KsefApi, bearer: string, path: string): Promise<Uint8Array> {
  const bytes = await answerTo(api, { method: 'GET', path, bearer });
  if (!Buffer.from(bytes.subarray(0, 100)).toString().includes('<'))
    throw new KsefFailure('garbled', 'a UPO that is not XML');
  return bytes;
}

function pathOf({ session, invoice }: Sent): string {
  return `/sessions/${encodeURIComponent(session)}/invoices/${encodeURIComponent(invoice)}`;
}

function numberIn(text: string | null | undefined): string {
  if (text && isKsefNumber(text)) return text;
  throw new KsefFailure('garbled', 'an accepted invoice without a valid KSeF number');
}

function instantIn(text: string | null | undefined): string {
  const instant = Date.parse(text ?? '');
  if (Number.isNaN(instant)) throw new KsefFailure('garbled', 'an accepted invoice without a date');
  return new Date(instant).toISOString();
}
