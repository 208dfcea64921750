import { expect } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { ReceiptAccepted, ReceiptIn } from '../../contract/receipts.ts';
import { aReceipt } from '../builders/receipts.ts';
import type { Site } from './site.ts';
import type { SiteChain } from './siteChain.ts';
import type { Wire, WireAnswer } from './wire.ts';

export type Report = {
  line: number;
  status: 'created' | 'known' | 'refused';
  problem?: ProblemDetails;
} & ReceiptAccepted;

export const many = (count: number, lines = 1) => Array.from({ length: count }, () => aReceipt({ lines }));

export const ndjson = (receipts: readonly ReceiptIn[]) => receipts.map((one) => `${JSON.stringify(one)}\n`).join('');

export function batchHeaders({ host, posKey }: SiteChain, type = 'application/x-ndjson'): Record<string, string> {
  return { host, authorization: `Bearer ${posKey}`, ...(type ? { 'content-type': type } : {}) };
}

export function sendBatch(wire: Wire, chain: SiteChain, body: string, type?: string): Promise<WireAnswer> {
  return wire.ask({ method: 'POST', path: '/api/v1/receipts/batch', headers: batchHeaders(chain, type), body });
}

/** Sends a batch, expects status 200, and gives the lines of the report. */
export async function reportsOf(wire: Wire, chain: SiteChain, body: string, type?: string): Promise<Report[]> {
  const answer = await sendBatch(wire, chain, body, type);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  const lines = answer.body.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Report);
}

/** Number of stored lines of each receipt; undefined for a receipt that is not stored. */
export async function storedLines(
  { sql }: Site,
  chain: SiteChain,
  receipts: readonly ReceiptIn[],
): Promise<(number | undefined)[]> {
  const rows = await sql<{ document: string; lines: number }[]>`
    select r.document_number as document, count(l.id)::int as lines from receipts r
    left join receipt_lines l on l.tenant_id = r.tenant_id and l.receipt_id = r.id
    where r.tenant_id = ${chain.id} group by r.id, r.document_number`;
  const counts = new Map(rows.map((row) => [row.document, row.lines]));
  return receipts.map(({ documentNumber }) => counts.get(documentNumber));
}
