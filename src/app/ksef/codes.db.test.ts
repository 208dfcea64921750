import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedOfflineCertificate } from '../../db/chains/ksefCredentials.ts';
import { ksefConnection } from '../../ksef/environments.ts';
import { sample } from '../../ksef/testing/samples.ts';
import { type KsefServer, startKsefServer } from '../../ksefServer/server.ts';
import { aChain, aMember, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { aKeyPair } from '../../testing/certificates.ts';
import type { OfficeContext } from '../context.ts';
import { codesOf } from './codes.ts';
import { saveOfflineCertificate } from './credentials.ts';

const xml = sample('own', 'fa3-fp-b2b-gross-kaucja.xml');
const fa3Key = 'codes/fa3.xml';
let test: OwnTestApp;
let server: KsefServer;
let admin: OfficeContext;
let nip: string;
beforeAll(async () => {
  [test, server] = await Promise.all([openTestApp(), startKsefServer()]);
  admin = await aMember(await aChain(test.app, { slug: 'megadom' }), { role: 'admin' });
  const [row] = await test.sql<{ seller_nip: string }[]>`select seller_nip from chains`;
  nip = row?.seller_nip ?? '';
  await test.app.documents.put(fa3Key, xml);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const worker = { role: 'worker', tenantId: '' } as const;
async function codes(number: string | null) {
  const { id: tenantId } = admin.chain;
  const offline = await test.app.db.withTenant({ ...worker, tenantId }, sealedOfflineCertificate);
  const seller = { nip, name: 'MegaDom S.A.', address: 'ul. Budowlana 1, 00-001 Warszawa' };
  const app = { ...test.app, ksef: ksefConnection(server.url) };
  const inKsef = { number, fa3Key, ...(offline && { offline }) };
  return codesOf(app, { tenantId, seller, issueDate: '2026-11-24' }, inKsef);
}
const labels = async (number: string | null) => (await codes(number)).map(({ label }) => label);

describe('the codes of a company’s document', () => {
  it('are KOD I alone for a chain without a certificate of type Offline', async () => {
    expect(await labels(null)).toEqual(['OFFLINE']);
    expect(await labels('5265877635-20250826-0100001AF629-AF')).toEqual(['5265877635-20250826-0100001AF629-AF']);
  });

  it('are KOD I and KOD II until the number is there, and KSeF confirms the signature of KOD II', async () => {
    const { certificatePem, privateKeyPem } = await server.control.enrolCertificate(nip, 'Offline');
    await saveOfflineCertificate({ ctx: admin, input: { certificate: certificatePem, privateKey: privateKeyPem } });
    expect(await labels(null)).toEqual(['OFFLINE', 'CERTYFIKAT']);
    expect(await labels('5265877635-20250826-0100001AF629-AF')).toHaveLength(1);
    const [, second] = await codes(null);
    expect(await (await fetch(second?.address ?? '')).text()).toContain('podpis poprawny');
  });

  it('are KOD I alone again once the certificate has expired', async () => {
    await saveOfflineCertificate({ ctx: admin, input: aKeyPair() });
    await test.sql`update ksef_credentials set valid_to = now() - interval '1 minute'`;
    expect(await labels(null)).toEqual(['OFFLINE']);
  });
});
