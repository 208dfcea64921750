import { buffer } from 'node:stream/consumers';
import { ownChain } from '../../db/chains/chains.ts';
import { beginMonth, markMonthFailure, markMonthSent, monthById } from '../../db/invoices/accountantMonths.ts';
import { type ArchiveRow, archivePage } from '../../db/invoices/archive.ts';
import { accountantById, isActive, shopperOfAccountant } from '../../db/people/accountants.ts';
import { publishedTheme } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { zipStream } from '../../documents/zip.ts';
import type { Language } from '../../domain/format.ts';
import { monthMail } from '../../render/mail/accountantMail.ts';
import { archiveEntries } from '../archive/entries.ts';
import { themeOf } from '../layouts/theme.ts';
import type { Begun, Failure, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { partsOf } from './parts.ts';
import { accountantUrl } from './token.ts';

type Material = {
  id: string;
  month: string;
  accountant: { id: string; address: string };
  from: string;
  language: Language;
  chain: { id: string; slug: string; name: string };
  themeSource: string;
  rows: ArchiveRow[];
};

/** More than the chain lets one shopper issue in a month. */
const mostInvoices = 5_000;

/** Mails a month's invoices to an accountant: ZIP files with a list, as many mails as their size needs. */
export const monthJob: Job<Material, void> = {
  mostAttempts: 9,
  begin,
  work,
  complete: async (tx, { id }) => void (await markMonthSent(tx, id)),
  fail: (tx, { id }, failure: Failure) => markMonthFailure(tx, id, failure),
};

async function begin(tx: TenantTx, id: string): Promise<Begun<Material> | undefined | 'not yet'> {
  const sent = await monthById(tx, id);
  if (!sent || sent.state === 'sent' || sent.state === 'failed') return undefined;
  const accountant = await accountantById(tx, sent.accountantId);
  const shopper = accountant && (await shopperOfAccountant(tx, accountant.shopperId));
  if (!accountant || !shopper || !isActive(accountant)) {
    await markMonthFailure(tx, id, { reason: 'accountant.stopped', final: true });
    return undefined;
  }
  const filter = { shopperId: accountant.shopperId, month: sent.month };
  const [rows, chain, theme] = await Promise.all([
    archivePage(tx, filter, { limit: mostInvoices }),
    ownChain(tx),
    publishedTheme(tx),
  ]);
  // A document that is being made belongs into the mail.
  if (rows.some((row) => row.documentState === 'queued')) return 'not yet';
  const attempt = await beginMonth(tx, id);
  const { month } = sent;
  const language = shopper.language ?? 'pl';
  return {
    attempt,
    material: { ...{ id, month, accountant, from: shopper.email, language }, chain, themeSource: theme.source, rows },
  };
}

async function work(app: WorkerApp, _tenantId: string, material: Material): Promise<void> {
  const { id, month, accountant, from, language, chain, themeSource, rows } = material;
  const parts = partsOf(rows);
  const url = accountantUrl(app, chain, accountant.id);
  for (const [index, part] of parts.entries()) {
    const which = { part: index + 1, of: parts.length };
    const facts = { ...which, month, from, chainName: chain.name, url, count: rows.length };
    const suffix = parts.length > 1 ? `-${which.part}` : '';
    const content = await buffer(zipStream(archiveEntries(app, part, { language })));
    await app.sendMail({
      // The same id in every attempt, so that a mail that was sent already is recognised.
      id: `${id}${suffix}`,
      from: { name: chain.name, address: app.mailFrom },
      to: accountant.address,
      unsubscribeUrl: url,
      ...monthMail({ ...facts, theme: themeOf(themeSource), language }),
      attachments: [{ filename: `${chain.slug}-${month}${suffix}.zip`, contentType: 'application/zip', content }],
    });
  }
}
