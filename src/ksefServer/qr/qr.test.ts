import { createPrivateKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { kodI, kodII } from '../../ksef/qr.ts';
import { invoiceBody, sha256 } from '../testing/client.ts';
import { anInvoiceFile, anOnlineSession, aServer, seller, type TestServer } from '../testing/server.ts';

const issueDate = '2026-11-24';
const pageAt = async (url: string) => (await (await fetch(url)).text()).replace(/<[^>]+>/g, ' ');

async function send(server: TestServer, xml: Buffer, over: object = {}) {
  const { access, cipher, session } = await anOnlineSession(server);
  await server.client.post(`/sessions/online/${session}/invoices`, invoiceBody(cipher, xml, over), access);
}

it('KOD I leads to the invoice once it is accepted, and not with another day', async () => {
  const server = await aServer();
  const xml = anInvoiceFile('A/&lt;1&gt;');
  const url = kodI(server.origin, { sellerNip: seller, issueDate, xml });
  expect(await pageAt(url)).toContain('Faktury nie ma w KSeF');
  await send(server, xml);
  expect(await pageAt(url)).toContain(server.control.accepted()[0]?.ksefNumber);
  expect(await (await fetch(url)).text()).toContain('A/&lt;1&gt;');
  expect(await pageAt(url.replace('24-11-2026', '23-11-2026'))).toContain('Faktury nie ma w KSeF');
});

it('KOD I of a rejected invoice leads to its technical correction', async () => {
  const server = await aServer();
  const xml = anInvoiceFile('A/1', (text) => text.replace(/<P_15>[^<]*<\/P_15>/, ''));
  await send(server, xml, { offlineMode: true });
  await send(server, anInvoiceFile('A/1'), { offlineMode: true, hashOfCorrectedInvoice: sha256(xml) });
  const page = await pageAt(kodI(server.origin, { sellerNip: seller, issueDate, xml }));
  expect(page).toContain('poprawiona technicznie');
});

it.each(['ec', 'rsa'] as const)('KOD II is valid for an Offline certificate of the seller, key %s', async (kind) => {
  const server = await aServer();
  const certificate = await server.control.enrolCertificate(seller, 'Offline', kind);
  const signer = { serialNumber: certificate.serialNumber, privateKey: createPrivateKey(certificate.privateKeyPem) };
  const url = kodII(
    server.origin,
    { type: 'Nip', value: seller },
    { sellerNip: seller, xml: anInvoiceFile('A') },
    signer,
  );
  expect(await pageAt(url)).toContain('podpis poprawny');
  expect(await pageAt(url.replaceAll(seller, '1111111111'))).toContain('nie należy do sprzedawcy');
  const other =
    kodI('', { sellerNip: seller, issueDate, xml: anInvoiceFile('B') })
      .split('/')
      .at(-1) ?? '';
  const own =
    kodI('', { sellerNip: seller, issueDate, xml: anInvoiceFile('A') })
      .split('/')
      .at(-1) ?? '';
  expect(await pageAt(url.replace(own, other))).toContain('Podpis wystawcy jest niepoprawny');
  server.control.revokeCertificate(certificate.serialNumber);
  expect(await pageAt(url)).toContain('unieważniony');
});

it('KOD II is refused for a certificate of type Authentication', async () => {
  const server = await aServer();
  const { serialNumber, privateKeyPem } = await server.control.enrolCertificate(seller, 'Authentication');
  const signer = { serialNumber, privateKey: createPrivateKey(privateKeyPem) };
  const url = kodII(
    server.origin,
    { type: 'Nip', value: seller },
    { sellerNip: seller, xml: anInvoiceFile('A') },
    signer,
  );
  expect(await pageAt(url)).toContain('nie jest certyfikatem typu Offline');
});
