import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Imported, importReceipts } from '../app/receipts/import.ts';
import { ReceiptIn } from '../contract/receipts.ts';
import { Problem } from '../domain/problem.ts';
import { siteContext } from './plugins/callers.ts';
import { languageOf } from './plugins/language.ts';
import { unstorable } from './plugins/plainText.ts';
import { problemDetails } from './plugins/problems.ts';
import { badFieldsOf } from './plugins/schemaErrors.ts';

// As many as one round of set-based inserts takes at its best.
const chunkSize = 250;
const longestLine = 4 * 1024 * 1024;
// Long receipts go in smaller rounds: a statement of a gigabyte is more than the database takes, and than memory has.
const chunkLength = longestLine;
const mostLines = 20_000;
// Enough to see what is wrong with a line, and little enough for all reports to wait in memory.
const mostErrors = 20;

export const ndjson = ['application/x-ndjson', 'application/ndjson'];

/** Leaves an NDJSON body as the stream it is; a batch need not fit into memory. */
export function receiveNdjson(app: FastifyInstance): void {
  app.addContentTypeParser(ndjson, (_request, payload, done) => done(null, payload));
}

type Line = { line: number; receipt: ReceiptIn } | { line: number; problem: Problem };

/** One report a line, in order: `{line, status: "created" | "known", id, code, url}` or `{line, status: "refused", problem}`. */
export function batchReport(request: FastifyRequest): Readable {
  if (!(request.body instanceof Readable)) throw new Problem('request.unsupported_media_type');
  // Many a till sends all of it before it reads anything: reports wait here and never hold up what is coming in.
  return Readable.from(reports(request, request.body), { highWaterMark: mostLines });
}

async function* reports(request: FastifyRequest, body: Readable): AsyncGenerator<string> {
  const ctx = siteContext(request);
  for await (const chunk of chunks(request, body)) {
    const good = chunk.filter((one) => 'receipt' in one);
    const imported = (await importReceipts({ ctx, input: good.map((one) => one.receipt) })).values();
    for (const one of chunk) {
      const outcome: Imported | undefined =
        'problem' in one ? { outcome: 'refused', problem: one.problem } : imported.next().value;
      if (outcome) yield `${JSON.stringify({ line: one.line, ...report(outcome, request) })}\n`;
    }
  }
}

function report(imported: Imported, request: FastifyRequest): object {
  if (imported.outcome !== 'refused') return { status: imported.outcome, ...imported.receipt };
  return { status: 'refused', problem: problemDetails(imported.problem, languageOf(request), request.id, mostErrors) };
}

async function* chunks(request: FastifyRequest, body: Readable): AsyncGenerator<Line[]> {
  let chunk: Line[] = [];
  let length = 0;
  let line = 0;
  for await (const text of linesOf(body)) {
    line += 1;
    if (!text.trim()) continue;
    // What follows is read and dropped: leaving the stream would cut the connection before the report is out.
    if (line > mostLines + 1) continue;
    chunk.push({ line, ...(line > mostLines ? tooLarge() : readLine(request, text)) });
    length += text.length;
    if (chunk.length < chunkSize && length < chunkLength) continue;
    yield chunk;
    chunk = [];
    length = 0;
  }
  if (chunk.length) yield chunk;
}

/** Lines without their end; of one past the limit only so much that it shows. */
async function* linesOf(body: Readable): AsyncGenerator<string> {
  let rest: string[] = [];
  let length = 0;
  for await (const part of body.setEncoding('utf8')) {
    const [first = '', ...others] = String(part).split('\n');
    const last = others.pop();
    if (length <= longestLine) rest.push(first);
    length += first.length;
    if (last === undefined) continue;
    yield rest.join('');
    yield* others;
    rest = [last];
    length = last.length;
  }
  yield rest.join('');
}

function readLine(request: FastifyRequest, text: string): { receipt: ReceiptIn } | { problem: Problem } {
  if (text.length > longestLine) return tooLarge();
  const parsed = parse(text);
  if (!parsed) return { problem: new Problem('request.invalid', {}, [{ pointer: '', code: 'json.invalid' }]) };
  const validate = request.compileValidationSchema(ReceiptIn);
  const fields = validate(parsed.value) ? unstorable(parsed.value) : badFieldsOf({ validation: validate.errors ?? [] });
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
    return undefined;
  }
}
