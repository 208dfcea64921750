import { readFileSync } from 'node:fs';
import { CompactSign } from 'jose';
import type { OfficeContext } from '../../app/context.ts';
import { addReceiptCertificate } from '../../app/receiptFormats/certificates.ts';
import { saveReceiptFormats } from '../../app/receiptFormats/settings.ts';
import type { ReceiptFormats } from '../../contract/receiptFormats.ts';
import type { KasaParagon } from '../../domain/receipts/jpk/kasaParagon.ts';
import { aCertificate, type TestCertificate } from '../certificates.ts';
import type { Site } from '../network/site.ts';
import type { SiteChain } from '../network/siteChain.ts';

const fixture = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** NIP of the chains in the tests of HTTP. */
const sellerNip = '5265877635';
let documents = 0;

/** The published sample with a new document number: a drill, a book, and salmon with a discount and a deposit. */
export function aKasaParagon(change: (paragon: KasaParagon['dokument']['paragon']) => void = () => {}): KasaParagon {
  const jpk: KasaParagon = JSON.parse(fixture('kasaParagon.json'));
  documents += 1;
  jpk.dokument.podmiot1.NIP = sellerNip;
  jpk.dokument.paragon.nrDok = process.pid * 100_000 + documents;
  change(jpk.dokument.paragon);
  return jpk;
}

/** A compact JWS as registers make it. */
export function signedBy({ der, privateKey }: TestCertificate, payload: unknown, alg = 'RS256'): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg, x5c: [der.toString('base64')] })
    .sign(privateKey);
}

export function adminOf(site: Site, chain: SiteChain): OfficeContext {
  return { ...site.contextOf(chain), member: { ...chain.people.admin, role: 'admin' } };
}

const trusted = new WeakMap<SiteChain, TestCertificate>();

/** A certificate that the chain has registered; one for each chain. */
export async function trustedBy(site: Site, chain: SiteChain): Promise<TestCertificate> {
  const known = trusted.get(chain);
  if (known) return known;
  const certificate = aCertificate();
  trusted.set(chain, certificate);
  await addReceiptCertificate({ ctx: adminOf(site, chain), input: { label: 'Kasa', certificate: certificate.pem } });
  return certificate;
}

export async function aSignedJpk(site: Site, chain: SiteChain, jpk = aKasaParagon()): Promise<string> {
  return signedBy(await trustedBy(site, chain), jpk);
}

export const poslogFormats: ReceiptFormats = {
  unsignedJpk: false,
  poslog: {
    taxIncluded: false,
    taxGroups: [
      { group: '1', letter: 'A', percent: 23 },
      { group: '3', letter: 'C', percent: 5 },
    ],
    tills: [{ store: 'K01', workstation: '34', uniqueNumber: 'ZBN1901007833' }],
  },
};

/** A POSLog of one sale. `lines` and `rest` replace the parts of the same name. */
export function aPoslog({ lines = poslogLine(), rest = tender(5300), total = '53.00', head = '' } = {}): string {
  documents += 1;
  return `<?xml version="1.0" encoding="UTF-8"?>
<POSLog xmlns="http://www.nrf-arts.org/IXRetail/namespace/"><Transaction>
<RetailStoreID>K01</RetailStoreID><WorkstationID>34</WorkstationID><SequenceNumber>${process.pid * 100_000 + documents}</SequenceNumber>
<BusinessDayDate>2026-11-24</BusinessDayDate><EndDateTime>2026-11-24T10:15:00</EndDateTime><CurrencyCode>PLN</CurrencyCode>${head}
<RetailTransaction>${lines}${rest}<Total TotalType="TransactionGrandAmount">${total}</Total></RetailTransaction>
</Transaction></POSLog>`;
}

/** Two pieces at 26.50 zł unless told otherwise. */
export function poslogLine({
  group = '1',
  quantity = '2',
  price = '26.50',
  extended = '53.00',
  more = '',
  flag = 'true',
} = {}) {
  return `<LineItem><Sale ItemType="Stock"><ItemID>42</ItemID><Description>Kubek &amp; spodek</Description>
<RegularSalesUnitPrice>${price}</RegularSalesUnitPrice><ExtendedAmount>${extended}</ExtendedAmount>${more}
<Quantity>${quantity}</Quantity><Tax><TaxGroupID>${group}</TaxGroupID>${flag && `<TaxIncludedInPriceFlag>${flag}</TaxIncludedInPriceFlag>`}</Tax></Sale></LineItem>`;
}

export function tender(grosze: number, more = ''): string {
  return `<LineItem><Tender TenderType="CreditDebit" TypeCode="Sale"><Amount>${(grosze / 100).toFixed(2)}</Amount>${more}</Tender></LineItem>`;
}

/** A POSLog that the chain reads: its tax groups and till are set. */
export async function aReadablePoslog(site: Site, chain: SiteChain, poslog = aPoslog()): Promise<string> {
  await saveReceiptFormats({ ctx: adminOf(site, chain), input: poslogFormats });
  return poslog;
}

export const ncrPoslog = () => fixture('poslogNcr.xml');
export const appEnvelope = (): { data: string } => JSON.parse(fixture('appEnvelope.json'));
