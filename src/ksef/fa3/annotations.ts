import { splitPaymentNote } from '../../domain/countries/pl/annotations.ts';
import type { Rate } from '../../domain/money/rate.ts';
import type { Elements } from './elements.ts';
import { text256 } from './texts.ts';

/**
 * `Adnotacje`. The XML follows the legal texts printed on the document: the basis of an exemption and "mechanizm podzielonej
 * płatności" are among `annotations` exactly when they apply. Nothing else of the block applies to a retail receipt.
 */
export function annotationElements(rates: readonly Rate[], annotations: readonly string[]): Elements {
  return {
    P_16: '2',
    P_17: '2',
    P_18: '2',
    P_18A: annotations.includes(splitPaymentNote) ? '1' : '2',
    Zwolnienie: rates.some(({ kind }) => kind === 'exempt') ? exemption(annotations) : { P_19N: '1' },
    NoweSrodkiTransportu: { P_22N: '1' },
    P_23: '2',
    PMarzy: { P_PMarzyN: '1' },
  };
}

function exemption(annotations: readonly string[]): Elements {
  const basis = annotations.find((text) => text !== splitPaymentNote) ?? '';
  return { P_19: '1', [basisElement(basis)]: text256(basis) };
}

/** P_19B: a provision of the VAT Directive. P_19A: a provision of an act or of what was issued under it. P_19C: any other basis. */
function basisElement(basis: string): 'P_19A' | 'P_19B' | 'P_19C' {
  if (/2006\/112/.test(basis)) return 'P_19B';
  return /\bart\.|§|ustaw|rozporządzeni/i.test(basis) ? 'P_19A' : 'P_19C';
}
