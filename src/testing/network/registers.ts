import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Company, Register } from '../../companies/register.ts';
import { openVies } from '../../companies/vies.ts';
import { openWhiteList } from '../../companies/whiteList.ts';

/**
 * A server on loopback that answers like three public registers of companies, by their documentation: the list of VAT payers
 * (https://wl-api.mf.gov.pl), VIES (REST) and REGON (BIR 1.2, SOAP).
 */
export type RegisterDouble = {
  url: string;
  /** Companies that all registers have, by NIP. */
  companies: Map<string, Company>;
  /** While set, every register answers with this status. */
  status?: number;
  /** While set, answers never end. */
  endless?: boolean;
  /** Requested paths, oldest first. For REGON, the names of the SOAP operations instead. */
  asked: string[];
  registers: Register[];
  close(): Promise<void>;
};

/** The company in the registers of every test site. */
export const knownCompany: Company = {
  nip: '7740001454',
  name: 'Piekarnia Kłos sp. z o.o.',
  address: 'ul. Puławska 17, 02-515 Warszawa',
};

export async function startRegisters(): Promise<RegisterDouble> {
  const double: RegisterDouble = { url: '', companies: new Map(), asked: [], registers: [], close: async () => {} };
  let session = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const operation = /IUslugaBIRzewnPubl\/(\w+)/.exec(body)?.[1];
    double.asked.push(operation ?? request.url ?? '');
    if (double.endless) return writeWithoutEnd(response);
    if (double.status) return void response.writeHead(double.status).end('{}');
    if (operation === 'Zaloguj') {
      session += 1;
      return void response.end(soap('Zaloguj', `session${session}`));
    }
    if (operation) {
      const known = double.companies.get(/<dat:Nip>(\d+)</.exec(body)?.[1] ?? '');
      const isOpen = request.headers.sid === `session${session}`;
      return void response.end(
        isOpen ? soap(operation, escapeXml(known ? entry(known) : noEntry)) : soap(operation, ''),
      );
    }
    const nip = /(\d{10})(?:\?|$)/.exec(request.url ?? '')?.[1] ?? '';
    const known = double.companies.get(nip);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.includes('/vies/') ? viesAnswer(known) : whiteListAnswer(nip, known)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  double.registers = [openWhiteList({ today: () => '2026-11-24', url: double.url }), openVies({ url: double.url })];
  double.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return double;
}

function writeWithoutEnd(response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed) response.write(' '.repeat(50_000), () => setImmediate(more));
  };
  more();
}

function whiteListAnswer(nip: string, known: Company | undefined): object {
  const subject = known
    ? {
        name: known.name,
        nip,
        statusVat: 'Czynny',
        workingAddress: known.address,
        residenceAddress: null,
        accountNumbers: [],
      }
    : null;
  return { result: { subject, requestId: 'd2n10-84df1a1', requestDateTime: '24-11-2026 12:00:00' } };
}

function viesAnswer(known: Company | undefined): object {
  return known
    ? { isValid: true, userError: 'VALID', name: known.name, address: known.address.replace(', ', '\n') }
    : { isValid: false, userError: 'INVALID', name: '---', address: '---' };
}

const soap = (
  operation: string,
  result: string,
) => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>\
<${operation}Response xmlns="http://CIS/BIR/PUBL/2014/07"><${operation}Result>${result}</${operation}Result></${operation}Response>\
</s:Body></s:Envelope>`;

const noEntry = `<root><dane><ErrorCode>4</ErrorCode><ErrorMessagePl>Nie znaleziono podmiotu dla podanych kryteriów wyszukiwania.\
</ErrorMessagePl><ErrorMessageEn>No data found for the specified search criteria.</ErrorMessageEn></dane></root>`;

function entry({ nip, name, address }: Company): string {
  const [, street, house, code, town] = /^(.*) (\S+), (\d\d-\d{3}) (.*)$/.exec(address) ?? [];
  return `<root><dane><Regon>361049740</Regon><Nip>${nip}</Nip><StatusNip></StatusNip><Nazwa>${escapeXml(name)}</Nazwa>\
<Miejscowosc>${town}</Miejscowosc><KodPocztowy>${code?.replace('-', '')}</KodPocztowy><Ulica>${street}</Ulica>\
<NrNieruchomosci>${house}</NrNieruchomosci><NrLokalu></NrLokalu><Typ>P</Typ><SilosID>6</SilosID>\
<DataZakonczeniaDzialalnosci></DataZakonczeniaDzialalnosci></dane></root>`;
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
