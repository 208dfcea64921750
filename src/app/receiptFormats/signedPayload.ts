import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors, type FlattenedJWS, flattenedVerify } from 'jose';
import { certificateByHash } from '../../db/chains/receiptCertificates.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';

// Only the algorithm that registers use. With a list of one, a public key can never be taken for the secret of an HMAC.
const algorithm = 'RS256';

/**
 * The payload of a JWS, compact or in JSON with one signature. Trusted is a certificate that this chain registered, which
 * has to be the first of `x5c` and valid today. Throws Problem: receipt.signature_invalid, receipt.certificate_unknown,
 * receipt.certificate_expired. Source: RFC 7515 § 4.1.6, § 7.
 */
export async function signedPayload(ctx: SiteContext, jws: string | FlattenedJWS): Promise<Uint8Array> {
  const certificate = await registeredCertificate(ctx, leafOf(jws));
  const now = new Date();
  if (now < certificate.validFrom || now > certificate.validTo)
    throw new Problem('receipt.certificate_expired', { validTo: certificate.validTo.toISOString() });
  const { publicKey } = new X509Certificate(certificate.certificate);
  return verified(async () => {
    const options = { algorithms: [algorithm] };
    const { payload } =
      typeof jws === 'string'
        ? await compactVerify(jws, publicKey, options)
        : await flattenedVerify(jws, publicKey, options);
    return payload;
  });
}

async function registeredCertificate(ctx: SiteContext, der: Buffer) {
  const sha256 = createHash('sha256').update(der).digest();
  const certificate = await ctx.app.db.withTenant({ role: 'pos', tenantId: ctx.chain.id }, (tx) =>
    certificateByHash(tx, sha256),
  );
  if (!certificate) throw new Problem('receipt.certificate_unknown', { sha256: sha256.toString('hex') });
  return certificate;
}

/** The signer's certificate as the protected header names it. */
function leafOf(jws: string | FlattenedJWS): Buffer {
  const { alg, x5c } = headerOf(jws);
  const leaf: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (alg !== algorithm || typeof leaf !== 'string') throw new Problem('receipt.signature_invalid');
  return Buffer.from(leaf, 'base64');
}

function headerOf(jws: string | FlattenedJWS) {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    // jose throws a TypeError for whatever is wrong with the header.
    throw new Problem('receipt.signature_invalid');
  }
}

async function verified<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Problem('receipt.signature_invalid');
    throw error;
  }
}
