import type { ReceiptIn } from '../../contract/receipts.ts';
import { aPushedLine, aPushedReceipt } from '../../domain/testing/builders.ts';

let documents = 0;

/** A receipt of an hour ago with a new document number. Total and payment follow from the lines. */
export function aReceiptIn(given: Partial<ReceiptIn> & { store?: ReceiptIn['store'] } = {}): ReceiptIn {
  documents += 1;
  const lines = given.lines ?? [aPushedLine({ name: 'Kubek', quantity: '2', unitPrice: 1250, gross: 2500 })];
  const total = lines.reduce((sum, line) => sum + line.gross, 0);
  return aPushedReceipt({
    documentNumber: `D${process.pid}-${documents}`,
    issuedAt: anHourAgo(),
    lines,
    deposits: [],
    payments: [{ method: 'card', amount: total }],
    total,
    ...given,
  });
}

/** `count` lines of one piece each. */
export function linesIn(count: number): ReceiptIn['lines'] {
  return Array.from({ length: count }, (_, index) =>
    aPushedLine({ name: `Towar ${index + 1}`, unitPrice: 100 + index, gross: 100 + index }),
  );
}

export function anHourAgo(): string {
  return new Date(Date.now() - 3_600_000).toISOString();
}
