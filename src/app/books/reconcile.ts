import type { DifferenceOut, ReconciliationQuery } from '../../contract/books/books.ts';
import type { Page } from '../../contract/common.ts';
import { type DifferenceKind, differenceKinds } from '../../domain/books/difference.ts';
import { charge, hour } from '../budgets/budget.ts';
import type { OfficeContext } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { differencesOf } from './differences.ts';

const limit = 50;

type Position = { kind: DifferenceKind; id: string };

/**
 * Every difference of a month between the receipts, the invoices and KSeF that the member may see: kind after kind, or one
 * kind alone. Throws rate.limited after 300 pages an hour, because a page may read the lines of all receipts of the month.
 */
export async function reconcile({
  ctx,
  input: { month, kind, cursor },
}: {
  ctx: OfficeContext;
  input: ReconciliationQuery;
}): Promise<Page<DifferenceOut>> {
  await charge(ctx.app, ctx.chain.id, [{ subject: `reconcile:${ctx.member.id}`, limit: 300, windowSeconds: hour }]);
  const after = cursor === undefined ? undefined : fromCursor(cursor, isPosition);
  const kinds = kind === undefined ? differenceKinds : [kind];
  const found: (Position & { difference: DifferenceOut })[] = [];
  for (const one of kinds.slice(after ? Math.max(0, kinds.indexOf(after.kind)) : 0)) {
    const page = { after: after?.kind === one ? after.id : undefined, limit: limit + 1 - found.length };
    found.push(...(await differencesOf(ctx, { kind: one, month, page })).map((row) => ({ kind: one, ...row })));
    if (found.length > limit) break;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ difference }) => difference),
    ...(last && found.length > limit ? { next: toCursor({ kind: last.kind, id: last.id }) } : {}),
  };
}

function isPosition(value: unknown): value is Position {
  const { kind, id } = (value as Partial<Position> | null) ?? {};
  return (
    differenceKinds.some((one) => one === kind) &&
    typeof id === 'string' &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  );
}
