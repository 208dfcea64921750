import { describe, expect, it } from 'vitest';
import { splitPaymentNote } from '../../domain/countries/pl/annotations.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { emptied, type InvoiceState, stateAfterReturn, withBuyer } from '../../domain/invoices/correction.ts';
import { minor } from '../../domain/money/money.ts';
import { basisPoints, type Rate, untaxedKinds } from '../../domain/money/rate.ts';
import { rateTotals } from '../../domain/money/vat.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import { aSale, aTakenLine } from '../../testing/builders/invoices.ts';
import { validateFa3 } from '../schema/validate.ts';
import { aFa3Line, aReturn, companyInvoice, correctionOf, personInvoice } from '../testing/facts.ts';
import { partsOf, readXml, type Tree, textsOf } from '../testing/readXml.ts';
import { sample } from '../testing/samples.ts';
import { fa3CorrectionXml, fa3Xml } from './fa3Xml.ts';
import type { Fa3Invoice } from './facts.ts';

/** Elements of the fixtures that say something of their maker, or that the law leaves open. */
const notCompared = new Set(['SystemInfo', 'P_1M', 'UU_ID', 'Powod']);
const isNumber = /^-?\d+(\.\d+)?$/;

/** "349", "349.0" and "349.00" are one amount. */
function compared(trees: readonly Tree[]): Tree[] {
  return trees
    .filter(([name]) => !notCompared.has(name))
    .map(([name, content]): Tree => {
      if (typeof content !== 'string') return [name, compared(content)];
      return [name, isNumber.test(content) ? String(Number(content)) : content];
    });
}
const treeOf = (invoice: Fa3Invoice) => readXml(fa3Xml(invoice));
const texts = (invoice: Fa3Invoice, name: string) => textsOf(treeOf(invoice), name);
const withLines = (lines: Fa3Invoice['lines'], over: Partial<Fa3Invoice> = {}): Fa3Invoice => ({
  ...companyInvoice,
  ...rateTotals(lines),
  lines,
  ...over,
});

describe('the XML says what the fixture says', () => {
  it('of an invoice to a company with a deposit', () => {
    expect(compared(treeOf(companyInvoice))).toEqual(compared(readXml(sample('own', 'fa3-fp-b2b-gross-kaucja.xml'))));
  });

  it('of an invoice to a private person', () => {
    expect(compared(treeOf(personInvoice))).toEqual(compared(readXml(sample('own', 'fa3-fp-b2c-brakid.xml'))));
  });

  it('of a correction, which also gives the day of the sale, as the official samples do', () => {
    const made = compared(readXml(fa3CorrectionXml(aReturn)));
    expect(textsOf(made, 'P_6')).toEqual(['2026-11-20']);
    const withoutDay = made.map(([name, content]): Tree => {
      return [name, typeof content === 'string' ? content : content.filter(([inner]) => inner !== 'P_6')];
    });
    expect(withoutDay).toEqual(compared(readXml(sample('own', 'fa3-kor-return-gross.xml'))));
  });
});

describe('the file', () => {
  const bytes = fa3Xml(companyInvoice);

  it('is UTF-8 without a byte order mark and the same each time it is made', () => {
    expect(Buffer.from(bytes).toString()).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Faktura xmlns=/);
    expect(Buffer.from(bytes)).toEqual(Buffer.from(fa3Xml(structuredClone(companyInvoice))));
  });

  it('gives gross prices and values and never net ones', () => {
    const names = Buffer.from(bytes).toString();
    expect(names).toMatch(/<P_9B>.*<P_11A>/s);
    expect(names).not.toMatch(/<P_9A>|<P_11>/);
  });

  // Domain rule 20.
  it('has the sums of the rates, of the receipt and of what was paid', () => {
    const tree = treeOf(companyInvoice);
    const sums = ['P_13_1', 'P_14_1', 'P_13_3', 'P_14_3', 'P_15', 'SumaObciazen', 'DoZaplaty'];
    expect(sums.map((name) => textsOf(tree, name)[0])).toEqual([
      '567.48',
      '130.52',
      '94.60',
      '4.73',
      '797.33',
      '0.50',
      '797.83',
    ]);
  });

  it('of more than a million bytes is refused', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => aTakenLine(index));
    expect(() => fa3Xml(withLines(lines))).toThrow(expect.objectContaining({ refusal: 'too_large' }));
  });

  it('of more than 10,000 rows is refused before it is made', () => {
    const lines = Array.from({ length: 10_001 }, (_, index) => aTakenLine(index));
    expect(() => fa3Xml(withLines(lines))).toThrow(expect.objectContaining({ refusal: 'too_many_rows' }));
  });

  it('of 3,000 ordinary rows fits', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => aTakenLine(index));
    expect(validateFa3(fa3Xml(withLines(lines)))).toEqual({ valid: true });
  });

  it('with a NIP that the schema refuses is refused', () => {
    const buyer = { kind: 'company', nip: '0000000000', name: 'Firma', address: 'ul. Polna 1' } as const;
    expect(() => fa3Xml({ ...companyInvoice, buyer })).toThrow(/^not_valid: NIP/);
  });
});

describe('rates', () => {
  const at = (rate: Rate) =>
    withLines([aFa3Line({ name: 'Towar', unit: 'szt.', quantity: '1', unitPrice: 12_300, rate })]);
  const percent = (bp: number): Rate => ({ kind: 'percent', basisPoints: basisPoints(bp) });

  it.each<[string, Rate, string, string | undefined]>([
    ['23', percent(2300), 'P_13_1', 'P_14_1'],
    ['8', percent(800), 'P_13_2', 'P_14_2'],
    ['5', percent(500), 'P_13_3', 'P_14_3'],
    ['4', percent(400), 'P_13_4', 'P_14_4'],
    ['0 KR', percent(0), 'P_13_6_1', undefined],
    ['0 WDT', { kind: 'intra_community' }, 'P_13_6_2', undefined],
    ['0 EX', { kind: 'export' }, 'P_13_6_3', undefined],
    ['zw', { kind: 'exempt' }, 'P_13_7', undefined],
    ['np I', { kind: 'outside_scope' }, 'P_13_8', undefined],
    ['np II', { kind: 'outside_scope_eu_service' }, 'P_13_9', undefined],
    ['oo', { kind: 'reverse_charge' }, 'P_13_10', undefined],
  ])('%s stands in its own sum', (code, rate, net, vat) => {
    const tree = treeOf(at(rate));
    expect(textsOf(tree, 'P_12')).toEqual([code]);
    const [total] = at(rate).rates;
    expect(textsOf(tree, net)).toEqual([((total?.net ?? 0) / 100).toFixed(2)]);
    if (vat) expect(textsOf(tree, vat)).toEqual([((total?.vat ?? 0) / 100).toFixed(2)]);
    else expect(Buffer.from(fa3Xml(at(rate))).toString()).not.toContain('<P_14_');
  });

  it('of every kind are covered above', () => {
    expect(untaxedKinds).toHaveLength(6);
  });

  it('that the law does not know on the day of the sale are refused', () => {
    expect(() => fa3Xml(at(percent(550)))).toThrow(expect.objectContaining({ refusal: 'rate_unknown' }));
    expect(() => fa3Xml(at(percent(2200)))).toThrow(expect.objectContaining({ refusal: 'rate_unknown' }));
  });
});

describe('annotations', () => {
  const exempt = (basis: string) =>
    withLines([aFa3Line({ name: 'Usługa', unit: 'szt.', quantity: '1', unitPrice: 100, rate: { kind: 'exempt' } })], {
      annotations: [basis],
    });

  it.each([
    ['P_19A', 'Zwolnienie z VAT: art. 43 ust. 1 pkt 2 ustawy o podatku od towarów i usług'],
    ['P_19B', 'art. 135 ust. 1 dyrektywy 2006/112/WE'],
    ['P_19C', 'Zwolnienie: interpretacja indywidualna'],
  ])('an exempt line has its basis in %s', (name, basis) => {
    expect(texts(exempt(basis), name)).toEqual([basis]);
    expect(texts(exempt(basis), 'P_19')).toEqual(['1']);
    expect(texts(exempt(basis), 'P_19N')).toEqual([]);
  });

  // Domain rule 27.
  it('split payment is marked, with its goods, where the printed document names it', () => {
    const line = { ...aTakenLine(0, { unitPrice: 1_500_001, quantity: '1', discount: 0 }), annex15: true };
    const marked = withLines([line, aTakenLine(1)], { annotations: [splitPaymentNote] });
    expect(texts(marked, 'P_18A')).toEqual(['1']);
    expect(texts(marked, 'P_12_Zal_15')).toEqual(['1']);
    expect(texts(companyInvoice, 'P_18A')).toEqual(['2']);
    expect(texts(companyInvoice, 'P_12_Zal_15')).toEqual([]);
  });
});

describe('the day of the sale', () => {
  it('is left out when it is the day of issue', () => {
    const sales = companyInvoice.sales.map((sale) => ({ ...sale, saleDate: '2026-11-24' }));
    expect(texts({ ...companyInvoice, sales, saleDate: '2026-11-24' }, 'P_6')).toEqual([]);
  });

  it('of receipts of several days stands at the rows that differ from the day of issue', () => {
    const sales = [
      aSale({ receiptId: 'first', saleDate: '2026-11-20' }),
      aSale({ receiptId: 'second', saleDate: '2026-11-24' }),
    ];
    const lines = [aTakenLine(0, { receiptId: 'first' }), aTakenLine(1, { receiptId: 'second' })];
    const invoice = withLines(lines, { sales, saleDate: '2026-11-24' });
    expect(texts(invoice, 'P_6')).toEqual([]);
    expect(partsOf(treeOf(invoice), 'FaWiersz').map((row) => textsOf(row, 'P_6A'))).toEqual([['2026-11-20'], []]);
  });
});

describe('numbers of the receipts', () => {
  it('have no fiscal number where the till sent none', () => {
    const sales = companyInvoice.sales.map(({ receiptNumber: _, ...sale }) => sale);
    expect(texts({ ...companyInvoice, sales }, 'Klucz')).toEqual(['Numer dokumentu', 'Numer unikatowy kasy']);
  });

  it('of several receipts are told apart by position', () => {
    const sales = [
      aSale({ receiptId: 'receipt-1', documentNumber: '1' }),
      aSale({ receiptId: 'b', documentNumber: '2' }),
    ];
    const tree = treeOf({ ...companyInvoice, sales });
    expect(textsOf(tree, 'Klucz')).toHaveLength(6);
    expect(textsOf(tree, 'Klucz')[4]).toBe('Numer dokumentu (paragon 2 z 2)');
    expect(textsOf(tree, 'Wartosc')[4]).toBe('2');
  });
});

describe('payment and deposits', () => {
  it('several methods are listed in words', () => {
    const payments: Payment[] = [
      { method: 'cash', amount: minor(10_000) },
      { method: 'voucher', amount: minor(69_783) },
    ];
    const tree = treeOf({ ...companyInvoice, payments });
    expect(textsOf(tree, 'OpisPlatnosci')).toEqual(['gotówka 100,00 PLN, bon 697,83 PLN']);
    expect(textsOf(tree, 'FormaPlatnosci')).toEqual([]);
  });

  it('without a known method only the payment and its day are stated', () => {
    expect(partsOf(treeOf({ ...companyInvoice, payments: [] }), 'Platnosc')).toEqual([
      [
        ['Zaplacono', '1'],
        ['DataZaplaty', '2026-11-20'],
      ],
    ]);
  });

  it('an invoice without deposits has no settlement', () => {
    expect(partsOf(treeOf(personInvoice), 'Rozliczenie')).toEqual([]);
  });

  it('more than 100 deposits are summed in the last row', () => {
    const deposits = Array.from({ length: 150 }, (_, n) => ({
      name: `Butelka ${n}`,
      quantity: '1',
      unitPrice: minor(50),
    }));
    const due = minor(companyInvoice.totals.gross + 7_500);
    const tree = treeOf({ ...companyInvoice, deposits, due });
    const amounts = partsOf(tree, 'Obciazenia').map((charge) => Number(textsOf(charge, 'Kwota')[0]));
    expect(amounts).toHaveLength(100);
    expect(amounts.at(-1)).toBe(25.5);
    expect(textsOf(tree, 'SumaObciazen')).toEqual(['75.00']);
  });
});

describe('parties', () => {
  const buyerOf = (invoice: Fa3Invoice) => partsOf(treeOf(invoice), 'Podmiot2')[0];

  it('a private person without an address has a name and no identifier', () => {
    expect(buyerOf({ ...personInvoice, buyer: { kind: 'person', name: 'Anna Nowak' } })).toEqual([
      [
        'DaneIdentyfikacyjne',
        [
          ['BrakID', '1'],
          ['Nazwa', 'Anna Nowak'],
        ],
      ],
      ['JST', '2'],
      ['GV', '2'],
    ]);
  });

  it('the e-mail address of a buyer is not sent', () => {
    const buyer = { kind: 'person', name: 'Anna Nowak', email: 'anna@example.com' } as const;
    expect(Buffer.from(fa3Xml({ ...personInvoice, buyer })).toString()).not.toContain('anna@');
  });

  it.each([
    ['ul. Polna 1, 00-001 Warszawa', ['ul. Polna 1'], ['00-001 Warszawa']],
    ['Rynek 5\n30-002 Kraków', ['Rynek 5'], ['30-002 Kraków']],
    ['Hauptstraße 1, 10115 Berlin', ['Hauptstraße 1, 10115 Berlin'], []],
    ['00-001 Warszawa', ['00-001 Warszawa'], []],
  ])('the address %j has its postcode on the second line', (address, first, second) => {
    const seller = { ...personInvoice.seller, address };
    const [part = []] = partsOf(treeOf({ ...personInvoice, seller }), 'Podmiot1');
    expect([textsOf(part, 'AdresL1'), textsOf(part, 'AdresL2')]).toEqual([first, second]);
  });

  it('hostile names give a valid file', () => {
    const name = `\u202e<script>&\0\ud800${'ż'.repeat(10_000)}]]>`;
    const hostile = withLines([{ ...aTakenLine(0), name, unit: '\u0085' }], {
      seller: { ...companyInvoice.seller, name },
      buyer: { kind: 'person', name, address: name },
    });
    const tree = treeOf(hostile);
    expect(textsOf(tree, 'P_7')[0]).toBe(`<script>&${'ż'.repeat(503)}`);
    expect(textsOf(tree, 'P_8A')).toEqual(['-']);
  });
});

describe('a correction', () => {
  const treeOfCorrection = (over: Partial<typeof aReturn>) => readXml(fa3CorrectionXml({ ...aReturn, ...over }));

  it('names the original by its KSeF number once there is one', () => {
    const ksefNumber = '5265877635-20250826-0100001AF629-AF';
    const tree = treeOfCorrection({ original: { ...aReturn.original, ksefNumber } });
    expect(partsOf(tree, 'DaneFaKorygowanej')).toEqual([
      [
        ['DataWystFaKorygowanej', '2026-11-24'],
        ['NrFaKorygowanej', 'FP/0001/11/2026'],
        ['NrKSeF', '1'],
        ['NrKSeFFaKorygowanej', ksefNumber],
      ],
    ]);
  });

  it('to zero has each row before it and with quantity 0', () => {
    const zero = correctionOf({ ...companyInvoice, deposits: [] }, emptied);
    const tree = readXml(fa3CorrectionXml(zero));
    expect(textsOf(tree, 'P_15')).toEqual(['-797.33']);
    expect(textsOf(tree, 'P_8B')).toEqual(['2', '0', '2', '0', '0.326', '0']);
    expect(textsOf(tree, 'P_11A')).toEqual(['698.00', '0.00', '79.80', '0.00', '19.53', '0.00']);
    expect(partsOf(tree, 'FaWiersz').map((row) => textsOf(row, 'StanPrzed').length)).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it('of the name alone has the earlier buyer, no rows, and differences of zero', () => {
    const buyer = { ...companyInvoice.buyer, name: 'F.H.U. Jan Kowalsky' };
    const renamed = correctionOf(companyInvoice, (state) => withBuyer(state, buyer), {
      buyerBefore: companyInvoice.buyer,
      effect: 'original',
    });
    const tree = readXml(fa3CorrectionXml(renamed));
    expect(textsOf(partsOf(tree, 'Podmiot2K').flat(), 'Nazwa')).toEqual(['F.H.U. Jan Kowalski']);
    expect(textsOf(partsOf(tree, 'Podmiot2').flat(), 'Nazwa')).toEqual(['F.H.U. Jan Kowalsky']);
    expect(textsOf(tree, 'P_15')).toEqual(['0.00']);
    expect(textsOf(tree, 'TypKorekty')).toEqual(['1']);
    expect(partsOf(tree, 'FaWiersz')).toEqual([]);
  });

  it('of a correction starts from the state after the first and names the invoice', () => {
    const once = (state: InvoiceState) => stateAfterReturn(state, [{ position: 1, quantity: '1' }], poland);
    const first = { ...companyInvoice, ...rateTotals(companyInvoice.lines) };
    const corrected = {
      ...first,
      lines: once({ ...first, lines: first.lines.map((line, i) => ({ ...line, position: i + 1 })) }).lines,
    };
    const tree = readXml(fa3CorrectionXml(correctionOf(corrected, once)));
    expect(textsOf(tree, 'P_15')).toEqual(['-349.00']);
    expect(textsOf(tree, 'P_8B')).toEqual(['1', '0']);
    expect(textsOf(tree, 'NrFaKorygowanej')).toEqual(['FP/0001/11/2026']);
  });

  it('rows keep the id that they have on the invoice', () => {
    const [drill] = texts(companyInvoice, 'UU_ID');
    expect(textsOf(treeOfCorrection({}), 'UU_ID')).toEqual([drill, drill]);
  });

  it('is marked FP where the chain wants it', () => {
    expect(textsOf(treeOfCorrection({}), 'FP')).toEqual([]);
    expect(textsOf(treeOfCorrection({ fp: true }), 'FP')).toEqual(['1']);
  });

  it('that gives a deposit back says how much is to be settled', () => {
    const zero = correctionOf(companyInvoice, emptied);
    const [settlement] = partsOf(readXml(fa3CorrectionXml(zero)), 'Rozliczenie');
    expect(settlement).toEqual([
      [
        'Odliczenia',
        [
          ['Kwota', '0.50'],
          ['Powod', 'Kaucja (system kaucyjny) Butelka 1 x 0,50 PLN'],
        ],
      ],
      ['SumaOdliczen', '0.50'],
      ['DoRozliczenia', '797.83'],
    ]);
  });

  it('of an exempt line keeps the basis of the exemption', () => {
    const line = aFa3Line({ name: 'Usługa', unit: 'szt.', quantity: '2', unitPrice: 100, rate: { kind: 'exempt' } });
    const invoice = withLines([line], { annotations: ['art. 43 ust. 1 pkt 2 ustawy'] });
    const tree = readXml(fa3CorrectionXml(correctionOf(invoice, emptied)));
    expect(textsOf(tree, 'P_19A')).toEqual(['art. 43 ust. 1 pkt 2 ustawy']);
  });
});
