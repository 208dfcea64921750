import { createHash, X509Certificate } from 'node:crypto';
import type { CertificateOut, NewCertificate } from '../../contract/receiptFormats.ts';
import {
  certificateByHash,
  deleteCertificate,
  insertCertificate,
  listCertificates,
  type NewReceiptCertificate,
  type ReceiptCertificate,
} from '../../db/chains/receiptCertificates.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

const leastBits = 2048;

export async function listReceiptCertificates({ ctx }: { ctx: OfficeContext }): Promise<{ items: CertificateOut[] }> {
  return { items: (await ctx.app.db.withTenant(readerOf(ctx), listCertificates)).map(shown) };
}

/** From now on the chain takes receipts that are signed with this certificate's key. Added again, it is the same one. */
export async function addReceiptCertificate(call: {
  ctx: OfficeContext;
  input: NewCertificate;
}): Promise<CertificateOut> {
  const certificate = read(call.input);
  return call.ctx.app.db.withTenant(readerOf(call.ctx), async (tx) => {
    await insertCertificate(tx, certificate);
    const stored = await certificateByHash(tx, certificate.sha256);
    if (!stored) throw new Error('certificate not inserted');
    return shown(stored);
  });
}

export async function removeReceiptCertificate({ ctx, input }: { ctx: OfficeContext; input: { id: string } }) {
  const removed = await ctx.app.db.withTenant(readerOf(ctx), (tx) => deleteCertificate(tx, input.id));
  if (!removed) throw new Problem('certificate.not_found');
}

function read({ label, certificate }: NewCertificate): NewReceiptCertificate {
  const parsed = parse(certificate);
  const key = parsed?.publicKey;
  if (!parsed || key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
    throw new Problem('certificate.invalid', {}, [{ pointer: '/certificate', code: 'certificate.invalid' }]);
  return {
    label,
    subject: parsed.subject.replaceAll('\n', ', ').slice(0, 500),
    certificate: parsed.raw,
    sha256: createHash('sha256').update(parsed.raw).digest(),
    validFrom: new Date(parsed.validFrom),
    validTo: new Date(parsed.validTo),
  };
}

function parse(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'));
  } catch {
    // The answer says what is expected; OpenSSL's own text names offsets in DER.
    return undefined;
  }
}

function shown({ id, label, subject, sha256, validFrom, validTo, createdAt }: ReceiptCertificate): CertificateOut {
  return {
    id,
    label,
    subject,
    sha256: sha256.toString('hex'),
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
