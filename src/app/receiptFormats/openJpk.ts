import type { FlattenedJWS } from 'jose';
import { ownChain } from '../../db/chains/chains.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';
import { signedPayload } from './signedPayload.ts';

/**
 * The JPK inside of what a till sent, its shape not yet checked: a compact JWS, a JWS in JSON, an app's envelope with a
 * compact JWS under `data`, or the payload itself where the chain takes it unsigned.
 */
export async function openJpk({ ctx, input }: { ctx: SiteContext; input: unknown }): Promise<unknown> {
  const jws = jwsIn(input);
  if (jws === undefined) {
    await assertUnsignedAllowed(ctx);
    return input;
  }
  const payload = await signedPayload(ctx, jws);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    // Signed, and still no JSON: the till has to be told, nobody else.
    throw new Problem('request.invalid', {}, [{ pointer: '', code: 'json.invalid' }]);
  }
}

function jwsIn(input: unknown): string | FlattenedJWS | undefined {
  if (typeof input === 'string') return input.trim();
  if (typeof input !== 'object' || input === null) return undefined;
  const { payload, signature, signatures, protected: header, data } = input as Record<string, unknown>;
  if (typeof data === 'string') return data;
  if (payload === undefined) return undefined;
  // Of several signers one could be trusted and another not, so only one signs a receipt.
  const [one, ...others] = Array.isArray(signatures) ? signatures : [{ protected: header, signature }];
  if (others.length > 0) throw new Problem('receipt.signature_invalid');
  const flat = { ...one, payload };
  const isJws = [flat.payload, flat.protected, flat.signature].every((part) => typeof part === 'string');
  if (!isJws) throw new Problem('receipt.signature_invalid');
  return flat;
}

async function assertUnsignedAllowed(ctx: SiteContext): Promise<void> {
  const { settings } = await ctx.app.db.withTenant({ role: 'pos', tenantId: ctx.chain.id }, ownChain);
  if (!settings.receiptFormats.unsignedJpk) throw new Problem('receipt.signature_required');
}
