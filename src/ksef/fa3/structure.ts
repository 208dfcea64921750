import { decimal } from './amounts.ts';
import { annotationElements } from './annotations.ts';
import type { Elements } from './elements.ts';
import type { CorrectionEffect, Fa3Correction, Fa3Invoice } from './facts.ts';
import { buyerElements, partyElements, sellerElements } from './parties.ts';
import { correctedRows, invoiceRows, saleDaysOf } from './rows.ts';
import { depositElements, paymentElements, returnedDepositElements } from './settlement.ts';
import { rateElements } from './summary.ts';
import { text256 } from './texts.ts';

type Head = Fa3Correction['invoice'];

/** The children of `Faktura` for an invoice to a receipt. Throws Fa3Refused. Source: FA(3) 1-0E. */
export function invoiceElements(invoice: Fa3Invoice): Elements {
  const days = saleDaysOf(invoice);
  return {
    ...headElements(invoice),
    Fa: {
      ...numberElements(invoice),
      P_6: days.common !== invoice.issueDate ? days.common : undefined,
      ...rateElements(invoice.rates, invoice.saleDate),
      P_15: decimal(invoice.totals.gross),
      Adnotacje: annotationElements(
        invoice.rates.map(({ rate }) => rate),
        invoice.annotations,
      ),
      RodzajFaktury: 'VAT',
      FP: '1',
      DodatkowyOpis: receiptElements(invoice),
      FaWiersz: invoiceRows(invoice, days),
      Rozliczenie: depositElements(invoice),
      Platnosc: paymentElements(invoice),
    },
  };
}

/** The children of `Faktura` for a correction: sums are differences, rows come before and after. Throws Fa3Refused. */
export function correctionElements(correction: Fa3Correction): Elements {
  const { invoice, original, rates, totals, buyerBefore } = correction;
  const days = saleDaysOf(invoice);
  // An exempt row has its legal basis also when its sum does not change.
  const inRows = correction.lines.map((line) => line.rate);
  return {
    ...headElements(invoice),
    Fa: {
      ...numberElements(invoice),
      P_6: days.common !== invoice.issueDate ? days.common : undefined,
      ...rateElements(rates, invoice.saleDate),
      P_15: decimal(totals.gross),
      Adnotacje: annotationElements([...rates.map(({ rate }) => rate), ...inRows], invoice.annotations),
      RodzajFaktury: 'KOR',
      PrzyczynaKorekty: text256(correction.reason),
      TypKorekty: effectCodes[correction.effect],
      DaneFaKorygowanej: originalElements(original),
      Podmiot2K: buyerBefore && partyElements(buyerBefore),
      FP: correction.fp ? '1' : undefined,
      DodatkowyOpis: receiptElements(invoice),
      FaWiersz: correctedRows(correction, days),
      Rozliczenie: returnedDepositElements(correction),
    },
  };
}

/** Source: FA(3) `TTypKorekty`. */
const effectCodes: Readonly<Record<CorrectionEffect, string>> = { original: '1', correction: '2', other: '3' };

function headElements({ issuedAt, seller, buyer }: Head): Elements {
  return {
    Naglowek: {
      KodFormularza: { '@kodSystemowy': 'FA (3)', '@wersjaSchemy': '1-0E', '#': 'FA' },
      WariantFormularza: '3',
      // The moment of issue, so that bytes made again are the same bytes.
      DataWytworzeniaFa: `${new Date(issuedAt).toISOString().slice(0, 19)}Z`,
      SystemInfo: 'eFakturomat',
    },
    Podmiot1: sellerElements(seller),
    Podmiot2: buyerElements(buyer),
  };
}

function numberElements({ currency, issueDate, number }: Head): Elements {
  return { KodWaluty: currency, P_1: issueDate, P_2: text256(number) };
}

function originalElements({ number, issueDate, ksefNumber }: Fa3Correction['original']): Elements {
  return {
    DataWystFaKorygowanej: issueDate,
    NrFaKorygowanej: text256(number),
    ...(ksefNumber === undefined ? { NrKSeFN: '1' } : { NrKSeF: '1', NrKSeFFaKorygowanej: ksefNumber }),
  };
}

/**
 * `DodatkowyOpis` with the numbers of each receipt that art. 106h(1) requires: FA(3) has no elements of their own for these.
 * Several receipts are told apart by their position.
 */
function receiptElements({ sales }: Head): Elements[] {
  return sales.flatMap(({ receiptNumber, documentNumber, tillUniqueNumber }, index) => {
    const suffix = sales.length === 1 ? '' : ` (paragon ${index + 1} z ${sales.length})`;
    const described = (key: string, value: string) => ({ Klucz: `${key}${suffix}`, Wartosc: text256(value) });
    return [
      ...(receiptNumber === undefined ? [] : [described('Numer paragonu fiskalnego', receiptNumber)]),
      described('Numer dokumentu', documentNumber),
      described('Numer unikatowy kasy', tillUniqueNumber),
    ];
  });
}
