import { createHmac } from 'node:crypto';
import { CompactSign, FlattenedSign, GeneralSign } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveReceiptFormats } from '../../app/receiptFormats/settings.ts';
import type { ProblemDetails } from '../../contract/common.ts';
import type { ReceiptAccepted } from '../../contract/receipts.ts';
import type { KasaParagon } from '../../domain/receipts/jpk/kasaParagon.ts';
import { aCertificate, type TestCertificate } from '../../testing/certificates.ts';
import { as } from '../../testing/network/client.ts';
import type { SiteChain } from '../../testing/network/siteChain.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aVisitor, jsonOf } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';
import {
  adminOf,
  aKasaParagon,
  appEnvelope,
  poslogFormats,
  signedBy,
  trustedBy,
} from '../../testing/receipts/formats.ts';

const { site, wire } = await siteForTests();
let certificate: TestCertificate;
beforeAll(async () => {
  certificate = await trustedBy(site, site.alfa);
});

type Sending = { type?: string; query?: string; chain?: SiteChain };

function send(body: unknown, { type = 'application/json', query = '', chain = site.alfa }: Sending = {}) {
  const headers = { host: chain.host, authorization: `Bearer ${chain.posKey}`, 'content-type': type };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return wire.ask({ method: 'POST', path: `/api/v1/receipts/jpk${query}`, headers, body: text });
}
const sendCompact = (jws: string, more: Sending = {}) => send(jws, { type: 'application/jose', ...more });
const signed = (jpk: unknown, by = certificate) => signedBy(by, jpk);
const refusal = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];
const countOf = async () => (await site.rowCounts()).receipts;
const protectedHeader = () => ({ alg: 'RS256', x5c: [certificate.der.toString('base64')] });
const bytesOf = (jpk: unknown) => Buffer.from(JSON.stringify(jpk));
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** A compact JWS whose signature the caller makes. */
async function handMade(header: object, jpk: unknown, sign: (input: string) => Buffer): Promise<string> {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(jpk))}`;
  return `${input}.${sign(input).toString('base64url')}`;
}

describe('a signed JPK', () => {
  it('is a receipt that a shopper finds, with the sums of the register', async () => {
    const accepted = jsonOf<ReceiptAccepted>(await sendCompact(await signed(aKasaParagon())));
    const found = await aVisitor(wire, site.alfa).post('/receipts/find', { code: accepted.code });
    expect(jsonOf(found)).toMatchObject({ id: accepted.id, total: 79_733, deposits: [{ unitPrice: 50 }] });
    expect(found.body).not.toMatch(/MASTERCARD|Kasjer/);
  });

  it('sent again is known, and with other content a conflict', async () => {
    const jpk = aKasaParagon();
    const first = await sendCompact(await signed(jpk));
    const again = await sendCompact(await signed(jpk));
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    const other = structuredClone(jpk);
    other.dokument.paragon.nrParag = 138;
    const conflict = await sendCompact(await signed(other));
    expect(refusal(conflict)).toEqual([409, 'receipt.conflict']);
    expect(jsonOf<ProblemDetails>(conflict).errors?.map(({ pointer }) => pointer)).toEqual(['/receiptNumber']);
  });

  it('may be a JWS in JSON, flattened or general, or stand in an app’s envelope', async () => {
    const flat = await new FlattenedSign(bytesOf(aKasaParagon()))
      .setProtectedHeader(protectedHeader())
      .sign(certificate.privateKey);
    const general = await new GeneralSign(bytesOf(aKasaParagon()))
      .addSignature(certificate.privateKey)
      .setProtectedHeader(protectedHeader())
      .sign();
    const envelope = { ...appEnvelope(), data: await signed(aKasaParagon()) };
    for (const body of [flat, general, envelope]) expect((await send(body)).status).toBe(201);
    const jose = await new FlattenedSign(bytesOf(aKasaParagon()))
      .setProtectedHeader(protectedHeader())
      .sign(certificate.privateKey);
    expect((await send(jose, { type: 'application/jose+json' })).status).toBe(201);
  });

  it('takes store, buyer and printed code from the address', async () => {
    const query = '?store=S1&buyerNip=8567346215&code=KASA-000-0001';
    const { code } = jsonOf<ReceiptAccepted>(await sendCompact(await signed(aKasaParagon()), { query }));
    expect(code).toBe('KASA-000-0001');
    const [row] = await site.sql`
      select s.code, r.buyer_nip from receipts r join stores s on s.tenant_id = r.tenant_id and s.id = r.store_id
      where r.code = ${code}`;
    expect(row).toEqual({ code: 'S1', buyer_nip: '8567346215' });
  });
});

describe('a signature is refused', () => {
  it.each<[string, () => Promise<string>]>([
    ['of none', () => handMade({ ...protectedHeader(), alg: 'none' }, aKasaParagon(), () => Buffer.alloc(0))],
    [
      'of an HMAC with the public key',
      () =>
        handMade({ ...protectedHeader(), alg: 'HS256' }, aKasaParagon(), (input) =>
          createHmac('sha256', certificate.publicKey.export({ type: 'spki', format: 'pem' }))
            .update(input)
            .digest(),
        ),
    ],
    ['of another algorithm', () => signedBy(certificate, aKasaParagon(), 'PS256')],
    ['by another key', () => handMadeBy(aCertificate())],
    ['over another payload', async () => tampered(await signed(aKasaParagon()))],
    ['without a certificate', () => handMade({ alg: 'RS256' }, aKasaParagon(), () => Buffer.alloc(256))],
    [
      'with an unknown critical header',
      () => handMade({ ...protectedHeader(), crit: ['exp'], exp: 1 }, aKasaParagon(), () => Buffer.alloc(256)),
    ],
    ['that is no JWS', async () => 'a.b'],
    ['that is empty', async () => '..'],
  ])('%s', async (_, jws) => {
    const before = await countOf();
    expect(refusal(await sendCompact(await jws()))).toEqual([422, 'receipt.signature_invalid']);
    expect(await countOf()).toBe(before);
  });

  it('by a second signer, whoever the first is', async () => {
    const sign = new GeneralSign(bytesOf(aKasaParagon()));
    for (const one of [certificate, aCertificate()])
      sign.addSignature(one.privateKey).setProtectedHeader({ alg: 'RS256', x5c: [one.der.toString('base64')] });
    expect(refusal(await send(await sign.sign()))).toEqual([422, 'receipt.signature_invalid']);
  });

  it('with a certificate that nobody or another chain registered', async () => {
    const stranger = await signed(aKasaParagon(), aCertificate());
    expect(refusal(await sendCompact(stranger))).toEqual([422, 'receipt.certificate_unknown']);
    const betas = await signed(aKasaParagon(), await trustedBy(site, site.beta));
    expect(refusal(await sendCompact(betas))).toEqual([422, 'receipt.certificate_unknown']);
    expect((await sendCompact(betas, { chain: site.beta })).status).toBe(201);
  });

  it.each([
    ['no longer', { validFrom: new Date('2020-01-01'), validTo: new Date('2020-12-31') }],
    ['not yet', { validFrom: new Date('2098-01-01'), validTo: new Date('2099-01-01') }],
  ])('with a certificate that is valid %s', async (_, validity) => {
    const own = aCertificate(validity);
    await register(own);
    expect(refusal(await sendCompact(await signed(aKasaParagon(), own)))).toEqual([422, 'receipt.certificate_expired']);
  });

  it('once the chain has removed the certificate', async () => {
    const own = aCertificate();
    const { id } = await register(own);
    expect((await sendCompact(await signed(aKasaParagon(), own))).status).toBe(201);
    const admin = await as(site, 'admin');
    await admin.ask({ method: 'DELETE', url: `/api/v1/office/receipt-certificates/${id}` });
    expect(refusal(await sendCompact(await signed(aKasaParagon(), own)))).toEqual([422, 'receipt.certificate_unknown']);
  });

  async function register(own: TestCertificate): Promise<{ id: string }> {
    const admin = await as(site, 'admin');
    const payload = { label: 'Kasa 7', certificate: own.pem };
    const answer = await admin.ask({ method: 'POST', url: '/api/v1/office/receipt-certificates', payload });
    expect(answer.statusCode).toBe(201);
    return answer.json();
  }

  async function handMadeBy({ privateKey }: TestCertificate): Promise<string> {
    return signedBy({ ...certificate, privateKey }, aKasaParagon());
  }

  function tampered(jws: string): string {
    const [header, payload = '', signature] = jws.split('.');
    const jpk: KasaParagon = JSON.parse(Buffer.from(payload, 'base64url').toString());
    jpk.dokument.paragon.nrParag = 999;
    return `${header}.${base64url(JSON.stringify(jpk))}.${signature}`;
  }
});

describe('an unsigned JPK', () => {
  it('is refused unless the chain takes it', async () => {
    expect(refusal(await send(aKasaParagon()))).toEqual([422, 'receipt.signature_required']);
    await saveReceiptFormats({ ctx: adminOf(site, site.beta), input: { ...poslogFormats, unsignedJpk: true } });
    expect((await send(aKasaParagon(), { chain: site.beta })).status).toBe(201);
    expect(refusal(await send(aKasaParagon()))).toEqual([422, 'receipt.signature_required']);
  });
});

describe('a JPK is refused', () => {
  it('of another seller', async () => {
    const jpk = aKasaParagon();
    jpk.dokument.podmiot1.NIP = '8567346215';
    expect(refusal(await sendCompact(await signed(jpk)))).toEqual([422, 'receipt.other_seller']);
  });

  it('whose sums are wrong, with both sums', async () => {
    const jpk = aKasaParagon((one) => (one.podsum.sumaPod += 1));
    const answer = await sendCompact(await signed(jpk));
    expect(refusal(answer)).toEqual([422, 'receipt.unreadable']);
    expect(jsonOf<ProblemDetails>(answer).errors).toMatchObject([
      { pointer: '/dokument/paragon/podsum/sumaPod', detail: expect.stringContaining('135,25') },
    ]);
  });

  it('whose lines do not add up, as a native receipt is', async () => {
    const jpk = aKasaParagon((one) => {
      const towar = one.pozycja[0]?.towar;
      if (towar) towar.cena += 1;
    });
    const answer = await sendCompact(await signed(jpk));
    expect(refusal(answer)).toEqual([422, 'receipt.arithmetic']);
  });

  it.each<[string, unknown]>([
    ['without its document', { payload: undefined, dokument: undefined }],
    ['of another version', change((jpk) => (jpk.dokument.naglowek.wersja = 'JPK_KASA_PARAGON_v9-0'))],
    ['with an amount of zlotys', change((jpk) => (jpk.dokument.paragon.podsum.sumaBrutto = 797.33))],
    [
      'with a negative price',
      change(({ dokument }) => Object.assign(dokument.paragon.pozycja[0]?.towar ?? {}, { cena: -1 })),
    ],
    [
      'with a name of half a character',
      change(({ dokument }) => Object.assign(dokument.paragon.pozycja[0]?.towar ?? {}, { nazwa: 'Kubek \ud800' })),
    ],
    [
      'with a name of control characters',
      change(({ dokument }) => Object.assign(dokument.paragon.pozycja[0]?.towar ?? {}, { nazwa: '\u0000\u202e' })),
    ],
    [
      'with a name of 10,000 letters',
      change(({ dokument }) => Object.assign(dokument.paragon.pozycja[0]?.towar ?? {}, { nazwa: 'x'.repeat(10_000) })),
    ],
    ['in dollars', change((jpk) => (jpk.dokument.paragon.podsum.waluta = 'USD'))],
    ['that is a list', []],
    ['that is null', null],
  ])('%s', async (_, jpk) => {
    const before = await countOf();
    expect(refusal(await sendCompact(await signed(jpk)))).toEqual([400, 'request.invalid']);
    expect(await countOf()).toBe(before);
  });

  it.each<[string, string, string, number]>([
    ['a million brackets', 'application/json', `${'['.repeat(1e6)}${']'.repeat(1e6)}`, 422],
    ['nested objects', 'application/json', `${'{"dokument":'.repeat(1e5)}1${'}'.repeat(1e5)}`, 422],
    ['five megabytes', 'application/json', JSON.stringify('x'.repeat(5e6)), 413],
    ['five megabytes of JWS', 'application/jose', 'x'.repeat(5e6), 413],
    ['broken JSON', 'application/json', '{', 400],
    ['a form', 'application/x-www-form-urlencoded', 'dokument=1', 415],
  ])('of %s, with a clear code', async (_, type, body, status) => {
    const answer = await send(body, { type });
    expect(answer.status).toBe(status);
    expect(jsonOf<ProblemDetails>(answer).code).toMatch(/^(request|receipt)\./);
  });

  it('whose signed payload is nested 100,000 deep', async () => {
    const payload = Buffer.from(`${'{"dokument":'.repeat(1e5)}1${'}'.repeat(1e5)}`);
    const jws = await new CompactSign(payload).setProtectedHeader(protectedHeader()).sign(certificate.privateKey);
    expect(refusal(await sendCompact(jws))).toEqual([400, 'request.invalid']);
  });

  function change(what: (jpk: KasaParagon) => unknown): KasaParagon {
    const jpk = aKasaParagon();
    what(jpk);
    return jpk;
  }
});

describe('the office', () => {
  it('registers a certificate once, however often it is sent', async () => {
    const admin = await as(site, 'admin');
    const { pem, der } = aCertificate({ name: 'Kasa 77' });
    const post = (certificate: string) =>
      admin.ask({
        method: 'POST',
        url: '/api/v1/office/receipt-certificates',
        payload: { label: 'Kasa 77', certificate },
      });
    const [first, again] = [await post(pem), await post(der.toString('base64'))];
    expect([first.statusCode, again.json()]).toEqual([201, first.json()]);
    expect(first.json()).toMatchObject({ subject: 'CN=Kasa 77', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const list = await admin.ask({ method: 'GET', url: '/api/v1/office/receipt-certificates' });
    expect(list.json().items.filter((one: { subject: string }) => one.subject === 'CN=Kasa 77')).toHaveLength(1);
  });

  it.each([
    ['a text', 'certificate'],
    ['a short key', aCertificate({ bits: 1024 }).pem],
    ['a private key', aCertificate().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('refuses %s', async (_, certificate) => {
    const admin = await as(site, 'admin');
    const payload = { label: 'Kasa', certificate };
    const answer = await admin.ask({ method: 'POST', url: '/api/v1/office/receipt-certificates', payload });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'certificate.invalid']);
  });
});
