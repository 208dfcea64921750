import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Imported, importReceipts } from '../../app/receipts/import.ts';
import { ReceiptIn } from '../../contract/receipts.ts';
import { Problem } from '../../domain/problem.ts';
import { problemDetails } from '../replies/problemDetails.ts';
import { siteContext } from '../requests/callers.ts';
import { mistakesOf } from '../requests/checkedAs.ts';
import { languageOf } from '../requests/language.ts';
import { type NdjsonLine, ndjsonLines } from './ndjsonLines.ts';
import { type RefusedWork, refusedWork } from './refusedWork.ts';
import { turns } from './turns.ts';

// Twice as many are hardly faster, and a whole round is checked and written in one turn of the event loop.
const chunkSize = 500;
// For the same reason, rounds of long receipts are smaller.
const chunkBytes = 1024 * 1024;
const limits = { longestLine: 4 * 1024 * 1024, mostLines: 20_000, mostBytes: 256 * 1024 * 1024 };
// Reported errors of a line. All reports may have to wait in memory, so only the first refused lines have more than one
// error.
const mostErrors = 20;
const explainedLines = 500;

export const ndjson = ['application/x-ndjson', 'application/ndjson'];

/** Leaves an NDJSON body as a stream, because a batch may be larger than memory. */
export function receiveNdjson(app: FastifyInstance): void {
  app.addContentTypeParser(ndjson, (_request, payload, done) => done(null, payload));
}

type Line = { line: number; bytes: number } & ({ receipt: ReceiptIn } | { problem: Problem });

/**
 * Yields one report per line, in order: `{line, status: "created" | "known", id, code, url}` or `{line, status:
 * "refused", problem}`.
 */
export function batchReport(request: FastifyRequest): Readable {
  if (!(request.body instanceof Readable)) throw new Problem('request.unsupported_media_type');
  // Many tills send the whole body before they read. Reports are kept in memory meanwhile, so reading never stops.
  return Readable.from(reports(request, request.body), { highWaterMark: limits.mostLines + 1 });
}

async function* reports(request: FastifyRequest, body: Readable): AsyncGenerator<string> {
  const ctx = siteContext(request);
  const work = refusedWork(request);
  const turn = turns();
  let refused = 0;
  for await (const chunk of ahead(chunks(body, work))) {
    const good = chunk.filter((one) => 'receipt' in one);
    const imported = (await importReceipts({ ctx, input: good.map((one) => one.receipt) })).values();
    for (const one of chunk) {
      const outcome: Imported | undefined =
        'problem' in one ? { outcome: 'refused', problem: one.problem } : imported.next().value;
      if (!outcome) continue;
      if (outcome.outcome === 'refused') {
        refused += 1;
        // A line without a receipt was charged when it was read.
        if ('receipt' in one) work.spend(one.bytes);
      }
      const text = `${JSON.stringify({ line: one.line, ...report(outcome, request, refused) })}\n`;
      await turn(text.length);
      yield text;
    }
  }
}

/** Reads the next item while the caller works on the last one, so that Node parses while PostgreSQL writes. */
async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (let one = await next; !one.done; one = await next) {
      next = source.next();
      // The await above throws a failed read. This handler prevents an unhandled rejection before that.
      next.catch(() => {});
      yield one.value;
    }
  } finally {
    await source.return(undefined);
  }
}

function report(imported: Imported, request: FastifyRequest, refused: number): object {
  if (imported.outcome !== 'refused') return { status: imported.outcome, ...imported.receipt };
  const most = refused > explainedLines ? 1 : mostErrors;
  return { status: 'refused', problem: problemDetails(imported.problem, languageOf(request), request.id, most) };
}

async function* chunks(body: Readable, work: RefusedWork): AsyncGenerator<Line[]> {
  const turn = turns();
  let chunk: Line[] = [];
  let bytes = 0;
  for await (const line of affordable(ndjsonLines(body, limits), work)) {
    if ('problem' in line) work.spend(line.bytes);
    chunk.push(line);
    bytes += line.bytes;
    await turn(line.bytes);
    if (chunk.length < chunkSize && bytes < chunkBytes) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
  }
  if (chunk.length) yield chunk;
}

/** Reads lines until the till's budget for refused lines is spent. The last report says so. */
async function* affordable(lines: AsyncIterable<NdjsonLine>, work: RefusedWork): AsyncGenerator<Line> {
  let isOver = false;
  for await (const { line, bytes } of lines) {
    if (isOver) continue;
    const overdrawn = work.overdrawn();
    if (overdrawn) work.breakOff();
    isOver = overdrawn !== undefined;
    const read = overdrawn ? { problem: overdrawn } : bytes ? readLine(bytes) : tooLarge();
    yield { line, bytes: bytes?.length ?? 0, ...read };
  }
}

function readLine(bytes: Buffer): { receipt: ReceiptIn } | { problem: Problem } {
  const parsed = parse(bytes.toString());
  if (!parsed) return { problem: new Problem('request.invalid', {}, [{ pointer: '', code: 'json.invalid' }]) };
  const fields = mistakesOf(ReceiptIn, parsed.value);
  if (fields.length) return { problem: new Problem('request.invalid', {}, fields) };
  return { receipt: parsed.value as ReceiptIn };
}

function tooLarge(): { problem: Problem } {
  return { problem: new Problem('request.too_large') };
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The line's report names the error.
    return undefined;
  }
}
