import type postgres from 'postgres';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The two chains. All other ids are the same in both, so only the tenant distinguishes their rows. */
export const chainIds = { A: id(1), B: id(2) };

export const ids = {
  storeOne: id(11),
  storeTwo: id(12),
  tillOne: id(21),
  tillTwo: id(22),
  posKey: id(31),
  receiptOne: id(41),
  receiptTwo: id(42),
  anna: id(51),
  ewa: id(52),
  clerk: id(61),
  clerkOfOne: id(62),
  clerkOfTwo: id(63),
  admin: id(64),
  invoiceLayout: id(71),
  mailLayout: id(72),
  theme: id(73),
  preview: id(81),
  // Anna's invoice is of the first store and Ewa's of the second. The invoices below have no document, lines or sales
  // yet.
  annasInvoice: id(91),
  ewasInvoice: id(92),
  annasNew: id(93),
  ewasNew: id(94),
  destination: id(95),
  annasReturn: id(96),
  ewasReturn: id(97),
  // Of the two corrections, the second one has no document, lines or sales yet.
  annasCorrection: id(98),
  newCorrection: id(99),
  annasAccountant: id(161),
  // Past every retention: one invoice with everything that names it and one without; the same of a receipt and a return.
  oldInvoice: id(171),
  oldBareInvoice: id(172),
  oldReceipt: id(173),
  oldBareReceipt: id(174),
  oldReturn: id(175),
  oldBareReturn: id(176),
  operator: id(101),
  otherOperator: id(102),
};

/**
 * Rows in every table, the same in both chains, inserted by the superuser without policies. A kind of row exists twice
 * where its shopper, store or staff member decides who may see it.
 */
export async function fillWorld(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    insert into chains (id, slug, name, seller_name, seller_nip, seller_address, settings) values
      ('${chainIds.A}', 'chain-a', 'Chain', 'Seller', '5265877635', 'Address', '{}'),
      ('${chainIds.B}', 'chain-b', 'Chain', 'Seller', '5265877635', 'Address', '{}');
    ${inBoth('stores (id, code, name, address)', [
      [ids.storeOne, 'S1', 'One', 'Address'],
      [ids.storeTwo, 'S2', 'Two', 'Address'],
    ])}
    ${inBoth('tills (id, store_id, unique_number)', [
      [ids.tillOne, ids.storeOne, 'TILL001'],
      [ids.tillTwo, ids.storeTwo, 'TILL002'],
    ])}
    ${inBoth('pos_keys (id, label, key_sha256)', [[ids.posKey, 'first', hash]])}
    ${inBoth(certificateColumns, [certificate('ab')])}
    ${inBoth(ksefColumns, [['certificate', '\\x01']])}
    ${inBoth(receiptColumns, [
      receipt(ids.receiptOne, ids.storeOne, ids.tillOne, '1'),
      receipt(ids.receiptTwo, ids.storeTwo, ids.tillTwo, '2'),
      old(receipt(ids.oldReceipt, ids.storeOne, ids.tillOne, '11')),
      old(receipt(ids.oldBareReceipt, ids.storeOne, ids.tillOne, '12')),
    ])}
    ${inBoth(receiptLineColumns, [
      receiptLine(ids.receiptOne),
      receiptLine(ids.receiptTwo),
      receiptLine(ids.oldReceipt),
      receiptLine(ids.oldReceipt, '2'),
    ])}
    ${inBoth('shoppers (id, email)', [
      [ids.anna, 'anna@shopper.example'],
      [ids.ewa, 'ewa@shopper.example'],
    ])}
    ${inBoth('accountants (id, shopper_id, address, mode)', [
      [ids.annasAccountant, ids.anna, 'books@accountant.example', 'month'],
    ])}
    ${inBoth('accountant_months (id, accountant_id, month)', [[id(151), ids.annasAccountant, '2026-10']])}
    ${inBoth('mail_codes (email, asker, code_hmac, expires_at, attempts_left, others_left)', [
      ['anna@shopper.example', 'asker', hash, tomorrow, '5', '5'],
    ])}
    ${inBoth('staff (id, email, role, store_id)', [
      [ids.clerk, 'clerk@chain.example', 'staff', null],
      [ids.clerkOfOne, 'one@chain.example', 'staff', ids.storeOne],
      [ids.clerkOfTwo, 'two@chain.example', 'staff', ids.storeTwo],
      [ids.admin, 'admin@chain.example', 'admin', null],
    ])}
    ${inBoth('sessions (id, shopper_id, staff_id, expires_at)', [
      [id(111), ids.anna, null, tomorrow],
      [id(113), ids.ewa, null, tomorrow],
      [id(112), null, ids.clerk, tomorrow],
    ])}
    ${inBoth('passkeys (id, shopper_id, credential_id, public_key, counter, transports, name)', [
      [id(151), ids.anna, '\\x01', '\\xaa', '0', '{}', 'Telefon'],
      [id(152), ids.ewa, '\\x02', '\\xaa', '0', '{}', 'Telefon'],
    ])}
    ${inBoth('passkey_challenges (challenge_sha256, shopper_id, expires_at)', [
      [hash, ids.anna, tomorrow],
      [`\\x${'cd'.repeat(32)}`, null, tomorrow],
    ])}
    ${inBoth('consents (id, shopper_id, kind, version, language)', [
      [id(153), ids.anna, 'electronic_invoice', '1', 'pl'],
      [id(154), ids.ewa, 'electronic_invoice', '1', 'pl'],
    ])}
    ${inBoth('site_texts (kind, language, version, source, published_by)', [['terms', 'pl', '1', 'Terms', 'admin']])}
    ${inBoth('budgets (subject, window_start, spent)', [['find:chain', '2026-11-24T00:00Z', '3']])}
    ${inBoth('known_networks (network)', [['hash of a network']])}
    ${inBoth('companies (nip, name, address, source, as_of)', [
      ['5265877635', 'Firma', 'ul. Puławska 1', 'gus', '2026-11-24'],
    ])}
    ${inBoth(idempotencyKeyColumns, [
      ['shopper', ids.anna, 'key', hash, ids.annasInvoice],
      ['shopper', ids.ewa, 'key', hash, ids.ewasInvoice],
      // The id of a shopper, to prove that knowing an id opens nothing.
      ['staff', ids.anna, 'key', hash, id(1)],
      ...[ids.clerk, ids.clerkOfOne, ids.clerkOfTwo, ids.admin].map((member) => ['staff', member, 'key', hash, id(1)]),
      ['shopper', ids.admin, 'key', hash, id(1)],
    ])}
    ${inBoth('template_versions (id, kind, version, source, created_by)', [
      [ids.invoiceLayout, 'invoice', '1', '<p>', 'operator'],
      [ids.mailLayout, 'email', '1', '<p>', 'operator'],
      [ids.theme, 'theme', '1', '{}', 'operator'],
    ])}
    ${inBoth('templates (kind, published_id)', [
      ['invoice', ids.invoiceLayout],
      ['theme', ids.theme],
    ])}
    ${inBoth('template_previews (id, kind, source)', [[ids.preview, 'invoice', '<p>']])}
    ${inBoth('number_counters (series, period, last_n)', [['S1', '2026-11', '2']])}
    ${inBoth(invoiceColumns, [
      invoice(ids.annasInvoice, ids.anna, ids.storeOne, '1'),
      invoice(ids.ewasInvoice, ids.ewa, ids.storeTwo, '2'),
      invoice(ids.annasNew, ids.anna, ids.storeOne, '3'),
      invoice(ids.ewasNew, ids.ewa, ids.storeTwo, '4'),
      old(invoice(ids.oldInvoice, ids.anna, ids.storeOne, '11')),
      old(invoice(ids.oldBareInvoice, ids.anna, ids.storeOne, '12')),
    ])}
    ${inBoth(correctionColumns, [
      correction(ids.annasCorrection, ids.annasInvoice, '1'),
      correction(ids.newCorrection, ids.annasInvoice, '2'),
    ])}
    ${inBoth(invoiceLineColumns, [
      invoiceLine(ids.annasInvoice, ids.receiptOne),
      invoiceLine(ids.ewasInvoice, ids.receiptTwo),
      invoiceLine(ids.oldInvoice, ids.receiptOne),
    ])}
    ${inBoth(invoiceSaleColumns, [
      invoiceSale(ids.annasInvoice, ids.receiptOne),
      invoiceSale(ids.ewasInvoice, ids.receiptTwo),
      invoiceSale(ids.oldInvoice, ids.receiptOne),
    ])}
    ${inBoth(returnColumns, [
      aReturn(ids.annasReturn, ids.receiptOne, 'R1'),
      aReturn(ids.ewasReturn, ids.receiptTwo, 'R2'),
      aReturn(ids.oldReturn, ids.oldReceipt, 'R11'),
      aReturn(ids.oldBareReturn, ids.oldReceipt, 'R12'),
    ])}
    ${inBoth(returnLineColumns, [
      returnLine(ids.annasReturn, ids.receiptOne),
      returnLine(ids.ewasReturn, ids.receiptTwo),
      returnLine(ids.oldReturn, ids.oldReceipt),
    ])}
    ${inBoth('correction_drafts (id, invoice_id, origin, reason, change)', [
      [id(151), ids.annasInvoice, 'shopper', 'to_zero', '{}'],
      [id(152), ids.ewasInvoice, 'shopper', 'to_zero', '{}'],
      [id(155), ids.oldInvoice, 'shopper', 'to_zero', '{}'],
    ])}
    ${inBoth('buyers (id, shopper_id, kind, name)', [
      [id(121), ids.anna, 'person', 'Anna Nowak'],
      [id(122), ids.ewa, 'person', 'Anna Nowak'],
    ])}
    ${inBoth('mailed_orders (email, token_sha256, waiter_sha256, key, choice, expires_at)', [
      ['anna@shopper.example', hash, hash, 'key', '{}', tomorrow],
    ])}
    ${inBoth('documents (invoice_id, kind)', [
      [ids.annasInvoice, 'pdf'],
      [ids.ewasInvoice, 'pdf'],
      [ids.oldInvoice, 'pdf'],
    ])}
    ${inBoth('ksef_submissions (invoice_id)', [[ids.annasInvoice], [ids.ewasInvoice], [ids.oldInvoice]])}
    ${inBoth('destinations (id, channel, address)', [[ids.destination, 'mail', 'copy@chain.example']])}
    ${inBoth('deliveries (id, invoice_id, channel, address, destination_id, to_accountant)', [
      [id(131), ids.annasInvoice, 'mail', 'anna@shopper.example', null, 'false'],
      [id(132), ids.ewasInvoice, 'mail', 'copy@chain.example', ids.destination, 'false'],
      [id(133), ids.annasInvoice, 'mail', 'books@accountant.example', null, 'true'],
      [id(134), ids.ewasInvoice, 'mail', 'books@accountant.example', null, 'true'],
      [id(135), ids.oldInvoice, 'mail', 'anna@shopper.example', null, 'false'],
    ])}
    ${inBoth('outbox (task, subject_id)', [
      ['render', ids.annasInvoice],
      ['render', ids.ewasInvoice],
    ])}
    insert into operators (id, email, password_hash) values
      ('${ids.operator}', 'one@operator.example', 'hash'), ('${ids.otherOperator}', 'two@operator.example', 'hash');
    insert into chores (name, due_at) values ('sweep', '${tomorrow}'), ('tidy', '${tomorrow}');
    insert into operator_sessions (id, operator_id, expires_at) values ('${id(141)}', '${ids.operator}', '${tomorrow}');
  `);
}

export const hash = `\\x${'ab'.repeat(32)}`;
export const tomorrow = '2099-01-01T00:00Z';

export const ksefColumns = 'ksef_credentials (kind, sealed)';

export const certificateColumns = 'receipt_certificates (label, subject, certificate, sha256, valid_from, valid_to)';
export function certificate(byte: string): string[] {
  return ['Kasa', 'CN=Kasa', '\\x30', `\\x${byte.repeat(32)}`, '2026-01-01T00:00Z', tomorrow];
}

export const receiptColumns = `receipts (id, store_id, till_id, till_unique_number, document_number, issued_at, sale_date,
  currency, total_minor, code, code_kind, pushed)`;
export function receipt(receiptId: string, storeId: string, tillId: string, n: string): string[] {
  const issuedAt = '2026-11-24T10:00Z';
  return [receiptId, storeId, tillId, 'TILL001', n, issuedAt, '2026-11-24', 'PLN', '100', `CODE${n}`, 'strong', '{}'];
}

export const receiptLineColumns = `receipt_lines (receipt_id, line_no, name, quantity, unit, unit_price_minor,
  discount_minor, receipt_discount_minor, gross_minor, letter, rate_kind, rate_bp, remaining_quantity, remaining_gross_minor)`;
export function receiptLine(receiptId: string, lineNo = '1'): string[] {
  return [receiptId, lineNo, 'Mug', '1', 'szt.', '100', '0', '0', '100', 'A', 'percent', '2300', '1', '100'];
}

export const invoiceColumns = `invoices (id, shopper_id, store_id, series, period, n, number, issue_date, sale_date,
  currency, seller, buyer, buyer_name, rates, deposits, payments, annotations, net_minor, vat_minor, gross_minor, due_minor, language,
  invoice_template_id, email_template_id, theme_id)`;
export function invoice(invoiceId: string, shopperId: string, storeId: string, n: string): string[] {
  const numbered = [invoiceId, shopperId, storeId, 'S1', '2026-11', n, `FP/${n}`, '2026-11-24', '2026-11-24', 'PLN'];
  const money = ['{}', '{}', 'Anna Nowak', '[]', '[]', '[]', '{}', '81', '19', '100', '100', 'pl'];
  return [...numbered, ...money, ids.invoiceLayout, ids.mailLayout, ids.theme];
}

export const correctionColumns = invoiceColumns.replace(
  'invoices (id',
  'invoices (kind, corrects_id, correction, correction_no, id',
);
export function correction(correctionId: string, invoiceId: string, n: string): string[] {
  const [, ...rest] = invoice(correctionId, ids.anna, ids.storeOne, n);
  const numbered = rest.map((value) => (value === 'S1' ? 'correction S1' : value === `FP/${n}` ? `KOR/${n}` : value));
  return ['correction', invoiceId, '{}', n, correctionId, ...numbered];
}

export const returnColumns = 'returns (id, receipt_id, external_id, returned_at, request_sha256)';
export function aReturn(returnId: string, receiptId: string, externalId: string): string[] {
  return [returnId, receiptId, externalId, '2026-11-24T12:00Z', hash];
}

export const returnLineColumns =
  'return_lines (return_id, part_no, receipt_id, receipt_line_no, quantity, gross_minor)';
export function returnLine(returnId: string, receiptId: string, partNo = '1'): string[] {
  return [returnId, partNo, receiptId, '1', '1', '100'];
}

export const idempotencyKeyColumns = `idempotency_keys (actor_kind, actor_id, key, request_sha256, result_id)`;

export const invoiceLineColumns = `invoice_lines (invoice_id, line_no, receipt_id, receipt_line_no, receipt_line_id, name,
  quantity, unit, unit_price_minor, discount_minor, receipt_discount_minor, gross_minor, letter, rate_kind, rate_bp)`;
export function invoiceLine(invoiceId: string, receiptId: string): string[] {
  return [invoiceId, '1', receiptId, '1', id(1), 'Mug', '1', 'szt.', '100', '0', '0', '100', 'A', 'percent', '2300'];
}

export const correctedLineColumns = invoiceLineColumns.replace(
  'rate_bp)',
  'rate_bp, corrects_line_no, before_quantity, before_discount_minor, before_gross_minor)',
);
export function correctedLine(correctionId: string, receiptId: string): string[] {
  return [...invoiceLine(correctionId, receiptId), '1', '2', '0', '200'];
}

export const invoiceSaleColumns = `invoice_sales (invoice_id, receipt_id, position, receipt_code, store_code, store_name,
  store_address, till_unique_number, document_number, sale_date)`;
export function invoiceSale(invoiceId: string, receiptId: string): string[] {
  return [invoiceId, receiptId, '0', 'CODE1', 'S1', 'One', 'Address', 'TILL001', '1', '2026-11-24'];
}

/** The same row with its days twenty years ago. */
function old(row: string[]): string[] {
  return row.map((value) => value.replace(/^2026-11-24/, '2006-11-24'));
}

function inBoth(table: string, rows: (string | null)[][]): string {
  return Object.values(chainIds)
    .flatMap((tenant) => rows.map((row) => insertion(table, tenant, row)))
    .join(';\n')
    .concat(';');
}

/** `insert into …` of one row; PostgreSQL converts literals of unknown type for every column. */
export function insertion(table: string, tenantId: string, row: (string | null)[]): string {
  const values = [tenantId, ...row].map((value) => (value === null ? 'null' : `'${value}'`));
  return `insert into public.${table.replace('(', '(tenant_id, ')} values (${values.join(', ')})`;
}
