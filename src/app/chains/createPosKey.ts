import { insertPosKey } from '../../db/chains/posKeys.ts';
import { isForeignKeyViolation } from '../../db/errors.ts';
import { Problem } from '../../domain/problem.ts';
import type { OperatorContext } from '../context.ts';
import { newSecret, secretHash } from '../passwords/secrets.ts';

/** One more key for the chain's tills. The key is shown only in this answer. */
export async function createPosKey(call: {
  ctx: OperatorContext;
  input: { chainId: string; label: string };
}): Promise<{ id: string; posKey: string }> {
  const { chainId, label } = call.input;
  const posKey = newSecret('efk');
  const sha256 = secretHash(posKey);
  const id = await call.ctx.app.db
    .withTenant({ role: 'operator', tenantId: chainId }, (tx) => insertPosKey(tx, { label, sha256 }))
    .catch((error: unknown) => {
      throw isForeignKeyViolation(error) ? new Problem('chain.not_found') : error;
    });
  return { id, posKey };
}
