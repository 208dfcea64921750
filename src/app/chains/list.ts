import type { ChainRow } from '../../contract/chains.ts';
import type { Page } from '../../contract/common.ts';
import { type ChainListing, listChains as load } from '../../db/chains/chains.ts';
import { chainUsage } from '../../db/chains/usage.ts';
import type { OperatorContext } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';

const pageSize = 25;

/** The platform's chains, newest first, each with its activity in the last 30 days. */
export async function listChains(call: {
  ctx: OperatorContext;
  input: { q?: string; cursor?: string };
}): Promise<Page<ChainRow>> {
  const { ctx, input } = call;
  const after = input.cursor === undefined ? undefined : fromCursor(input.cursor, isPosition).id;
  const rows = await ctx.app.db.withPlatform('operator', (tx) =>
    load(tx, { ...(input.q?.trim() ? { q: input.q.trim() } : {}), ...(after ? { after } : {}), limit: pageSize + 1 }),
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    items: await Promise.all(page.map((row) => withUsage(ctx, row))),
    ...(last && rows.length > pageSize ? { next: toCursor({ id: last.id }) } : {}),
  };
}

// Each chain is counted in its own tenant: the operator's role cannot read receipts or invoices of several chains at once.
async function withUsage({ app }: OperatorContext, chain: ChainListing): Promise<ChainRow> {
  const usage = await app.db.withTenant({ role: 'operator', tenantId: chain.id }, chainUsage);
  return {
    id: chain.id,
    slug: chain.slug,
    name: chain.name,
    nip: chain.nip,
    url: app.origin(chain.slug),
    status: chain.status,
    createdAt: chain.createdAt.toISOString(),
    ...usage,
  };
}

function isPosition(value: unknown): value is { id: string } {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test((value as { id?: string } | null)?.id ?? '');
}
