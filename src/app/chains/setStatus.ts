import { type ChainStatus, setChainStatus } from '../../db/chains/chains.ts';
import { Problem } from '../../domain/problem.ts';
import type { OperatorContext } from '../context.ts';

/**
 * Suspends a chain or ends its suspension. A suspended chain finds no receipts, issues no invoices and takes no receipts from
 * tills. Its people sign in, read and download as before.
 */
export async function setStatus(call: {
  ctx: OperatorContext;
  input: { id: string; status: ChainStatus };
}): Promise<{ id: string; status: ChainStatus }> {
  const { id, status } = call.input;
  const chain = await call.ctx.app.db.withPlatform('operator', (tx) => setChainStatus(tx, id, status));
  if (!chain) throw new Problem('chain.not_found');
  return { id: chain.id, status: chain.status };
}
