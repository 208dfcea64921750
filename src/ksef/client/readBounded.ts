import { KsefFailure } from './failures.ts';

/** A UPO has some 10,000 bytes, and one page of a session's invoices less than 1,000,000. */
const mostBytes = 5_000_000;

/** The bytes of an answer's body. Throws KsefFailure for more than 5,000,000 bytes. */
export async function readBounded(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new KsefFailure('garbled', `an answer of more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
