import { signXades } from '../crypto/signXades.ts';
import type { AcceptedInvoice, Session } from '../state/state.ts';
import type { World } from '../world.ts';

/** An official confirmation of receipt in the shape of upo-v4-3.xsd, signed by the server's seal. */
export function upo(world: World, session: Session, invoices: readonly AcceptedInvoice[]): string {
  const body =
    `<NazwaPodmiotuPrzyjmujacego>Ministerstwo Finansów</NazwaPodmiotuPrzyjmujacego>` +
    `<NumerReferencyjnySesji>${session.referenceNumber}</NumerReferencyjnySesji>` +
    `<Uwierzytelnienie><IdKontekstu><Nip>${session.nip}</Nip></IdKontekstu>${proofOf(world, session)}</Uwierzytelnienie>` +
    `${rangeOf(invoices.length)}<NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej>` +
    `<KodFormularza>FA (3)</KodFormularza>${invoices.map(confirmed).join('')}`;
  const xml = `<Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3">${body}</Potwierdzenie>`;
  const lastChange = Math.max(session.updatedAt, ...invoices.map(({ acceptedAt }) => acceptedAt));
  return signXades(xml, world.state.keys.seal, lastChange);
}

function proofOf({ state }: World, session: Session): string {
  const proof = state.authentications[session.authentication]?.proof;
  if (proof && 'tokenReferenceNumber' in proof) {
    return `<NumerReferencyjnyTokenaKSeF>${proof.tokenReferenceNumber}</NumerReferencyjnyTokenaKSeF>`;
  }
  const hash = proof?.documentHash ?? '';
  return `<SkrotDokumentuUwierzytelniajacego>${hash}</SkrotDokumentuUwierzytelniajacego>`;
}

function rangeOf(count: number): string {
  return (
    `<OpisPotwierdzenia><Strona>1</Strona><LiczbaStron>1</LiczbaStron><ZakresDokumentowOd>1</ZakresDokumentowOd>` +
    `<ZakresDokumentowDo>${count}</ZakresDokumentowDo>` +
    `<CalkowitaLiczbaDokumentow>${count}</CalkowitaLiczbaDokumentow></OpisPotwierdzenia>`
  );
}

function confirmed(invoice: AcceptedInvoice): string {
  return (
    `<Dokument><NipSprzedawcy>${invoice.nip}</NipSprzedawcy>` +
    `<NumerKSeFDokumentu>${invoice.ksefNumber}</NumerKSeFDokumentu>` +
    `<NumerFaktury>${escaped(invoice.number)}</NumerFaktury>` +
    `<DataWystawieniaFaktury>${invoice.issueDate}</DataWystawieniaFaktury>` +
    `<DataPrzeslaniaDokumentu>${new Date(invoice.receivedAt).toISOString()}</DataPrzeslaniaDokumentu>` +
    `<DataNadaniaNumeruKSeF>${new Date(invoice.acceptedAt).toISOString()}</DataNadaniaNumeruKSeF>` +
    `<SkrotDokumentu>${invoice.hash}</SkrotDokumentu><TrybWysylki>${invoice.mode}</TrybWysylki></Dokument>`
  );
}

/** Text as canonical XML writes it. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;');
}
