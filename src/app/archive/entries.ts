import { type ArchiveFilter, type ArchiveRow, archivePage } from '../../db/invoices/archive.ts';
import type { Actor } from '../../db/tenancy.ts';
import type { ZipEntry } from '../../documents/zip.ts';
import type { Language } from '../../domain/format.ts';
import type { App } from '../context.ts';
import { invoiceFilename } from '../invoices/download.ts';
import { type ListedInvoice, summaryCsv } from './summary.ts';

const pageSize = 50;

/** The invoices page after page, each page in a transaction of its own: a slow reader holds no connection. */
export async function* archiveRows(app: App, actor: Actor, filter: ArchiveFilter): AsyncGenerator<ArchiveRow> {
  let after: { issuedAt: string; id: string } | undefined;
  while (true) {
    const rows = await app.db.withTenant(actor, (tx) => archivePage(tx, filter, { after, limit: pageSize }));
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { issuedAt: last.issuedAtText, id: last.id };
  }
}

/** Each invoice's PDF, and at the end a list of all of them. A document that is not made is in the list only. */
export async function* archiveEntries(
  app: App,
  rows: AsyncIterable<ArchiveRow> | Iterable<ArchiveRow>,
  { language }: { language: Language },
): AsyncGenerator<ZipEntry> {
  const taken = new Set<string>();
  const listed: ListedInvoice[] = [];
  let lastDay = '';
  for await (const row of rows) {
    const file = row.storageKey === null ? '' : freeName(taken, invoiceFilename(row.number));
    if (row.storageKey !== null) yield { name: file, day: row.issueDate, bytes: await bytesOf(app, row.storageKey) };
    listed.push({ ...row, file });
    lastDay = row.issueDate;
  }
  if (lastDay) yield { name: summaryName[language], day: lastDay, bytes: summaryCsv(listed, language) };
}

const summaryName = { pl: 'lista.csv', en: 'list.csv' };

async function bytesOf(app: App, storageKey: string): Promise<Uint8Array> {
  const bytes = await app.documents.get(storageKey);
  if (!bytes) throw new Error(`document ${storageKey} is missing from the store`);
  return bytes;
}

/** Two numbers may become one file name: `A/1` and `A-1`. */
function freeName(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = wanted.replace(/\.pdf$/, `-${n}.pdf`);
  taken.add(name);
  return name;
}
