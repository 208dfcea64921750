import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { answerTo, callForJson, type KsefApi } from './call.ts';
import { encryptedFor, withPublicKey } from './publicKeys.ts';

/** An open session, and the key with which its invoices are encrypted. KSeF closes the session after 12 hours. */
export type OnlineSession = { reference: string; key: Buffer; iv: Buffer };

export type SentInvoice = {
  xml: Uint8Array;
  /** Whether the invoice was issued offline, before it was sent. */
  offline: boolean;
  /** SHA-256 of the refused file, in hexadecimal, when these bytes are its technical correction. */
  correctedSha256?: string;
};

const Referenced = Type.Object({ referenceNumber: Type.String({ maxLength: 200 }) });

/** Throws KsefFailure. Source: CIRFMF/ksef-docs sesja-interaktywna.md. */
export async function openOnlineSession(api: KsefApi, bearer: string): Promise<OnlineSession> {
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  const { referenceNumber } = await withPublicKey(api, 'SymmetricKeyEncryption', (publicKey) =>
    callForJson(
      api,
      {
        ...{ method: 'POST', path: '/sessions/online', bearer },
        body: json({
          formCode: { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' },
          encryption: {
            encryptedSymmetricKey: encryptedFor(publicKey, key),
            initializationVector: iv.toString('base64'),
            publicKeyId: publicKey.id,
          },
        }),
      },
      Referenced,
    ),
  );
  return { reference: referenceNumber, key, iv };
}

/** Hands the file over, and returns KSeF's reference to the file; KSeF checks the file afterwards. Throws KsefFailure. */
export async function sendInvoice(
  api: KsefApi,
  bearer: string,
  session: OnlineSession,
  { xml, offline, correctedSha256 }: SentInvoice,
): Promise<string> {
  const cipher = createCipheriv('aes-256-cbc', session.key, session.iv);
  const encrypted = Buffer.concat([cipher.update(xml), cipher.final()]);
  const { referenceNumber } = await callForJson(
    api,
    {
      ...{ method: 'POST', path: `/sessions/online/${encodeURIComponent(session.reference)}/invoices`, bearer },
      body: json({
        invoiceHash: hashOf(xml),
        invoiceSize: xml.byteLength,
        encryptedInvoiceHash: hashOf(encrypted),
        encryptedInvoiceSize: encrypted.byteLength,
        encryptedInvoiceContent: encrypted.toString('base64'),
        offlineMode: offline,
        ...(correctedSha256 === undefined
          ? {}
          : { hashOfCorrectedInvoice: Buffer.from(correctedSha256, 'hex').toString('base64') }),
      }),
    },
    Referenced,
  );
  return referenceNumber;
}

/** After this the session takes no invoices. Throws KsefFailure. */
export async function closeOnlineSession(api: KsefApi, bearer: string, reference: string): Promise<void> {
  await answerTo(api, {
    ...{ method: 'POST', path: `/sessions/online/${encodeURIComponent(reference)}/close`, bearer },
  });
}

function json(value: unknown) {
  return { type: 'application/json' as const, text: JSON.stringify(value) };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
