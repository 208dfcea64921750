import { expect, test } from 'vitest';
import type { InvoiceRow } from '../../../../../src/contract/invoices.ts';
import { officePl } from '../../text/office/office.pl.ts';
import { invoiceCsv } from './exportInvoices.ts';

test('an invoice is one line with as many cells as there are headings', () => {
  const text = invoiceCsv(
    [aRow({ buyer: { kind: 'company', name: '=Budex; remonty', nip: '5265877635' } })],
    officePl.list.csv,
    { separator: ';' },
  );
  const [head = '', line = ''] = text.slice(1).split('\r\n');
  expect(head.split(';')).toHaveLength(10);
  expect(line).toBe(
    `FP/Z014/2026/11/13;2026-11-24;2026-11-20;"'=Budex; remonty";5265877635;Z014;Gdańsk;1234,56;1237,56;PLN`,
  );
});

function aRow(change: Partial<InvoiceRow>): InvoiceRow {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    number: 'FP/Z014/2026/11/13',
    kind: 'invoice',
    issuedAt: '2026-11-24T17:00:00Z',
    issueDate: '2026-11-24',
    saleDate: '2026-11-20',
    buyer: { kind: 'person', name: 'Anna Nowak' },
    store: { code: 'Z014', name: 'Gdańsk' },
    gross: 123456,
    due: 123756,
    currency: 'PLN',
    document: { state: 'ready' },
    ...change,
  };
}
