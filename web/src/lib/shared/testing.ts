import type { FoundLine, FoundReceipt } from '../../../../src/contract/receipts.ts';

/** Builders for the web app's own tests. */
export function aFoundLine(given: Partial<FoundLine> = {}): FoundLine {
  const quantity = given.quantity ?? '1';
  return {
    id: crypto.randomUUID(),
    name: 'Kubek ceramiczny',
    quantity,
    remainingQuantity: quantity,
    unit: 'szt.',
    unitPrice: 1299,
    discount: 0,
    receiptDiscount: 0,
    gross: Math.round(1299 * Number(quantity)),
    remainingGross: Math.round(1299 * Number(quantity)),
    rate: { letter: 'A', percent: 23 },
    ...given,
  };
}

export function aFoundReceipt(given: Partial<FoundReceipt> = {}): FoundReceipt {
  const lines = given.lines ?? [
    aFoundLine({ quantity: '3' }),
    aFoundLine({ name: 'Żurek', unit: 'kg', quantity: '1.2' }),
  ];
  const company = given.buyerNip !== undefined;
  return {
    id: crypto.randomUUID(),
    code: '7K3M9QXA2BF8T',
    store: { code: 'Z014', name: 'Sklep', address: 'ul. Wzorcowa 1, 00-001 Warszawa' },
    issuedAt: '2026-11-24T16:42:00Z',
    saleDate: '2026-11-24',
    total: lines.reduce((total, line) => total + line.gross, 0),
    currency: 'PLN',
    deadline: '2027-02-28',
    eligibility: [
      company
        ? { buyer: 'person', allowed: false, reason: 'receipt.nip_required' }
        : { buyer: 'person', allowed: true },
      company
        ? { buyer: 'company', allowed: true }
        : { buyer: 'company', allowed: false, reason: 'receipt.has_no_nip' },
    ],
    selection: company ? 'whole' : 'lines',
    lines,
    deposits: [],
    depositsTaken: false,
    discounts: [],
    ...given,
  };
}
