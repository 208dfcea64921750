import type { Page } from '../../contract/common.ts';
import type {
  CorrectionDraftDetail,
  CorrectionDraftOut,
  CorrectionQuery,
} from '../../contract/corrections/corrections.ts';
import { draftById, draftsOf, listDrafts } from '../../db/corrections/correctionDrafts.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { changed } from '../../domain/invoices/correction.ts';
import type { CorrectionChange } from '../../domain/invoices/correctionChange.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext, ReaderContext } from '../context.ts';
import { fromCursor, isIdPosition, toCursor } from '../cursor.ts';
import { readerOf } from '../reader.ts';
import { draftOut, effectOut } from './represent.ts';
import { currentState } from './states.ts';

const limit = 25;

/** The requested corrections of the chain, or of the member's store: those that wait first, the oldest before the others. */
export async function listCorrections({
  ctx,
  input: { state = 'waiting', cursor },
}: {
  ctx: OfficeContext;
  input: CorrectionQuery;
}): Promise<Page<CorrectionDraftOut>> {
  const after = cursor === undefined ? undefined : fromCursor(cursor, isIdPosition).id;
  const rows = await ctx.app.db.withTenant(readerOf(ctx), (tx) => listDrafts(tx, { state, after, limit: limit + 1 }));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => draftOut(row, row.number)),
    ...(last && rows.length > limit ? { next: toCursor({ id: last.id }) } : {}),
  };
}

/** One requested correction with what the invoice states before and after it. */
export async function getCorrection({
  ctx,
  input: { id },
}: {
  ctx: OfficeContext;
  input: { id: string };
}): Promise<CorrectionDraftDetail> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const draft = await draftById(tx, id);
    const invoice = draft && (await invoiceById(tx, draft.invoiceId));
    if (!draft || !invoice) throw new Problem('correction.not_found');
    const effect = draft.state === 'waiting' ? await effectOf(tx, invoice, draft.change) : undefined;
    return { ...draftOut(draft, invoice.number), ...(effect ? { effect } : {}) };
  });
}

/** The corrections that were asked for of one invoice, oldest first. */
export async function requestedCorrections({
  ctx,
  input: { invoiceId },
}: {
  ctx: ReaderContext;
  input: { invoiceId: string };
}): Promise<CorrectionDraftOut[]> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [invoice, drafts] = await Promise.all([invoiceById(tx, invoiceId), draftsOf(tx, [invoiceId])]);
    if (!invoice) throw new Problem('invoice.not_found');
    return drafts.map((draft) => draftOut(draft, invoice.number));
  });
}

type Stored = NonNullable<Awaited<ReturnType<typeof invoiceById>>>;

/** Undefined when the change no longer fits what earlier corrections left of the invoice. */
async function effectOf(
  tx: TenantTx,
  invoice: Stored,
  change: CorrectionChange,
): Promise<CorrectionDraftDetail['effect']> {
  const before = await currentState(tx, invoice);
  try {
    return effectOut(before, changed(before, change, countryOf(invoice.country)));
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
