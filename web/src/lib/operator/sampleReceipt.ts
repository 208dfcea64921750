import type { ReceiptIn } from '../../../../src/contract/receipts.ts';
import { country } from '../shared/country.ts';

type Till = { store: { code: string; name: string; address: string }; now: Date };

/** A receipt that a new chain can push first, unchanged. */
export function sampleReceipt({ store, now }: Till): ReceiptIn {
  const issuedAt = `${now.toISOString().slice(0, 19)}Z`;
  return {
    store,
    till: { uniqueNumber: 'ABC2501234567' },
    documentNumber: '1',
    issuedAt,
    currency: country.currency,
    rates: [{ letter: 'A', percent: 23 }],
    lines: [{ name: 'Kawa ziarnista 1 kg', quantity: '2', unit: 'szt.', unitPrice: 4999, gross: 9998, rate: 'A' }],
    payments: [{ method: 'karta', amount: 9998 }],
    total: 9998,
  };
}

/** The command that pushes the receipt, for a POSIX shell. */
export function pushCommand(site: { url: string; posKey: string }, till: Till): string {
  // A quote inside the body would end the shell's string.
  const body = JSON.stringify(sampleReceipt(till)).replaceAll("'", "'\\''");
  return [
    `curl -X POST ${site.url}/api/v1/receipts \\`,
    `  -H 'Authorization: Bearer ${site.posKey}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n');
}
