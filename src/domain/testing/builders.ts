import type { Palette, Theme } from '../chains/theme.ts';
import type { SelectedLine, TakenLine } from '../invoices/selection.ts';
import { type Minor, minor } from '../money/money.ts';
import { priceOf } from '../money/quantity.ts';
import { type Rate, rateFromPercent } from '../money/rate.ts';
import { isOpen } from '../receipts/linePart.ts';
import type { PushedLine, PushedReceipt } from '../receipts/pushedReceipt.ts';
import type { Receipt, ReceiptLine } from '../receipts/receipt.ts';

/** A rate as vectors.json spells it: 23 or "exempt". */
export function rateOf(percent: number | string): Rate {
  return typeof percent === 'number' ? rateFromPercent(percent) : { kind: 'exempt' };
}

/** A line without invoices; its gross follows from price, quantity and discount. */
export function aLine({
  percent = 23,
  ...given
}: Partial<ReceiptLine> & { percent?: number | 'exempt' } = {}): ReceiptLine {
  const quantity = given.quantity ?? '1';
  const unitPrice = given.unitPrice ?? minor(1299);
  const discount = given.discount ?? minor(0);
  const gross = given.gross ?? minor(priceOf(unitPrice, quantity) - discount);
  return {
    id: 'line-1',
    name: 'Kubek',
    unit: 'szt.',
    letter: 'A',
    rate: rateOf(percent),
    remainingQuantity: quantity,
    remainingGross: gross,
    ...given,
    quantity,
    unitPrice,
    discount,
    receiptDiscount: given.receiptDiscount ?? minor(0),
    gross,
  };
}

/** A receipt of these lines; its total is their sum. */
export function aReceipt(given: Partial<Receipt> = {}): Receipt {
  const lines = given.lines ?? [aLine()];
  return {
    id: 'receipt-1',
    deposits: [],
    depositsTaken: false,
    payments: [],
    total: minor(lines.reduce((total, line) => total + line.gross, 0)),
    saleDate: '2026-11-24',
    ...given,
    lines,
  };
}

/** Everything that is left of these receipts. */
export function allOf(...receipts: Receipt[]): SelectedLine[] {
  return receipts.flatMap((receipt) =>
    receipt.lines
      .filter(isOpen)
      .map((line) => ({ receiptId: receipt.id, lineId: line.id, quantity: line.remainingQuantity })),
  );
}

/** The receipts after these parts are invoiced; `minus` is exact decimal subtraction of quantities. */
export function afterIssuing(
  receipts: Receipt[],
  taken: TakenLine[],
  minus: (quantity: string, taken: string) => string,
): Receipt[] {
  return receipts.map((receipt) => {
    const lines = receipt.lines.map((line) => {
      const part = taken.find((each) => each.receiptId === receipt.id && each.lineId === line.id);
      if (!part) return line;
      return {
        ...line,
        remainingQuantity: minus(line.remainingQuantity, part.quantity),
        remainingGross: minor(line.remainingGross - part.gross) satisfies Minor,
      };
    });
    return { ...receipt, lines, depositsTaken: !lines.some(isOpen) };
  });
}

/** Weighed salmon with a line discount, milk, and a bottle's deposit (vector G5), paid to the grosz. */
export function aPushedReceipt(given: Partial<PushedReceipt> = {}): PushedReceipt {
  return {
    store: { code: 'WAW-01', name: 'Sklep Mokotów', address: 'ul. Puławska 1, 02-515 Warszawa' },
    till: { uniqueNumber: 'ZBN1901007833', number: '3' },
    documentNumber: '570',
    issuedAt: '2026-11-24T17:42:10+01:00',
    currency: 'PLN',
    rates: [
      { letter: 'A', percent: 23 },
      { letter: 'C', percent: 5 },
    ],
    lines: [
      aPushedLine({
        name: 'Łosoś',
        quantity: '0.326',
        unit: 'kg',
        unitPrice: 7990,
        discount: 652,
        gross: 1953,
        rate: 'C',
      }),
      aPushedLine({ name: 'Mleko', unitPrice: 350, gross: 350, rate: 'A' }),
    ],
    deposits: [{ name: 'Butelka', quantity: '1', unitPrice: 50 }],
    payments: [{ method: 'card', amount: 2353 }],
    total: 2303,
    ...given,
  };
}

export function aPushedLine(given: Partial<PushedLine> = {}): PushedLine {
  return { name: 'Kubek', quantity: '1', unit: 'szt.', unitPrice: 1299, gross: 1299, rate: 'A', ...given };
}

/** A valid theme: black text on white, and white on black. */
export function aTheme(given: Partial<Theme> = {}): Theme {
  return {
    name: 'Próbny',
    light: aPalette({ brand: '#1b5e20', accent: '#0d47a1', surface: '#ffffff', text: '#1a1a1a' }),
    dark: aPalette({
      brand: '#81c784',
      onBrand: '#10210f',
      accent: '#90caf9',
      onAccent: '#0b1b2b',
      surface: '#121212',
      surfaceRaised: '#1e1e1e',
      text: '#f5f5f5',
      textMuted: '#bdbdbd',
      danger: '#ef9a9a',
      onDanger: '#2b0b0b',
      success: '#a5d6a7',
    }),
    font: { body: 'Nunito', heading: 'Nunito', headingWeight: 700 },
    radius: 12,
    headingCase: 'none',
    voice: 'ty',
    logo: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ...given,
  };
}

function aPalette(given: Partial<Palette>): Palette {
  return {
    brand: '#1b5e20',
    onBrand: '#ffffff',
    accent: '#0d47a1',
    onAccent: '#ffffff',
    surface: '#ffffff',
    surfaceRaised: '#f5f5f5',
    text: '#1a1a1a',
    textMuted: '#595959',
    line: '#e0e0e0',
    danger: '#b71c1c',
    onDanger: '#ffffff',
    success: '#1b5e20',
    ...given,
  };
}
