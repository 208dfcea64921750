import type { FastifyInstance } from 'fastify';
import type { World } from '../world.ts';
import { checkInvoice, checkIssuer, type InvoiceCheck, type IssuerCheck, type IssuerLink } from './verification.ts';

/** The pages behind the two QR codes on an invoice. */
export function registerQrPages(app: FastifyInstance, world: World): void {
  app.get<{ Params: { nip: string; day: string; hash: string } }>('/invoice/:nip/:day/:hash', (request, reply) => {
    const { nip, day, hash } = request.params;
    return reply.type('text/html; charset=utf-8').send(invoicePage(checkInvoice(world, nip, day, hash)));
  });
  const certificate = '/certificate/:contextType/:contextValue/:nip/:serialNumber/:hash/:signature';
  app.get<{ Params: IssuerLink }>(certificate, (request, reply) => {
    const verdict = checkIssuer(world, request.host, request.params);
    return reply.type('text/html; charset=utf-8').send(issuerPage(verdict, request.params));
  });
}

function invoicePage(check: InvoiceCheck): string {
  if (check.state === 'unknown') {
    return page('Faktury nie ma w KSeF', ['Faktura nie została jeszcze przesłana do KSeF albo jej treść jest inna.']);
  }
  const { ksefNumber, number, sellerName, nip, issueDate, grossText } = check.invoice;
  const title = check.state === 'accepted' ? 'Faktura znajduje się w KSeF' : 'Faktura została poprawiona technicznie';
  return page(title, [
    `Numer KSeF: ${ksefNumber}`,
    `Numer faktury: ${number}`,
    `Sprzedawca: ${sellerName}, NIP ${nip}`,
    `Data wystawienia: ${issueDate}`,
    `Kwota należności ogółem: ${grossText}`,
  ]);
}

const verdicts: Record<IssuerCheck, string> = {
  valid: 'Certyfikat wystawcy jest ważny, a podpis poprawny',
  'unknown certificate': 'Certyfikat nie istnieje w rejestrze KSeF',
  'not of type Offline': 'Certyfikat nie jest certyfikatem typu Offline',
  'out of date': 'Certyfikat utracił ważność',
  revoked: 'Certyfikat został unieważniony',
  'other seller': 'Certyfikat nie należy do sprzedawcy',
  'wrong signature': 'Podpis wystawcy jest niepoprawny',
};

function issuerPage(verdict: IssuerCheck, { nip, serialNumber }: IssuerLink): string {
  return page(verdicts[verdict], [`NIP sprzedawcy: ${nip}`, `Numer seryjny certyfikatu: ${serialNumber}`]);
}

function page(title: string, lines: readonly string[]): string {
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  return (
    `<!doctype html><html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(title)}</title></head><body style="font-family:sans-serif;margin:2rem;line-height:1.6">` +
    `<h1>${escaped(title)}</h1><ul>${items}</ul><p>To jest lokalny serwer KSeF do testów, nie system Ministerstwa Finansów.</p>` +
    `</body></html>`
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
