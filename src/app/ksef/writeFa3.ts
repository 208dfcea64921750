import { createHash } from 'node:crypto';
import { ownChain } from '../../db/chains/chains.ts';
import { beginRender, documentOf, markFailure, markReady, type StoredFile } from '../../db/invoices/documents.ts';
import { invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf, markKsefFailure } from '../../db/invoices/ksefSubmissions.ts';
import type { CorrectedLine } from '../../domain/invoices/correction.ts';
import type { InvoiceLine } from '../../domain/invoices/invoice.ts';
import { fa3CorrectionXml, fa3Xml } from '../../ksef/fa3/fa3Xml.ts';
import type { Fa3Correction } from '../../ksef/fa3/facts.ts';
import { Fa3Refused } from '../../ksef/fa3/refused.ts';
import { reasonText } from '../../render/labels.ts';
import type { Job } from '../outbox/run.ts';
import { problemOf } from './fits.ts';

/** `fp`: whether corrections carry the mark FP of their invoices. */
type Material = { invoice: StoredInvoice; fp: boolean };

/** Makes the FA(3) file of an invoice or a correction, which is validated before it is stored. The first file stays, also when two workers make one. */
export const writeFa3Job: Job<Material, StoredFile> = {
  mostAttempts: 5,

  async begin(tx, invoiceId) {
    const [invoice, document, chain] = await Promise.all([
      invoiceById(tx, invoiceId),
      documentOf(tx, invoiceId, 'fa3'),
      ownChain(tx),
    ]);
    if (!invoice || !document || document.state === 'ready') return undefined;
    const material = { invoice, fp: chain.settings.correctionsWithFp };
    return { attempt: await beginRender(tx, invoiceId, 'fa3'), material };
  },

  async work(app, tenantId, material) {
    const xml = xmlOf(material);
    const sha256 = createHash('sha256').update(xml).digest();
    // The hash is part of the key: should two workers make it, neither writes over the other's bytes.
    const storageKey = `invoices/${tenantId}/${material.invoice.id}/${sha256.toString('hex')}.xml`;
    await app.documents.put(storageKey, xml);
    return { sha256, byteSize: xml.byteLength, storageKey };
  },

  async complete(tx, { invoice }, file) {
    await markReady(tx, invoice.id, file, 'fa3');
    const isSent = await ksefSubmissionOf(tx, invoice.id);
    return isSent && { task: 'ksef_send', also: 'confirm', subjectIds: [invoice.id] };
  },

  async fail(tx, { invoice }, { reason, final }) {
    await markFailure(tx, invoice.id, { error: reason, final }, 'fa3');
    if (final) await markKsefFailure(tx, invoice.id, { reason, final });
  },
};

/** The correction counts when it is issued; its reason is in Polish, as the whole file. */
function correctionOf(invoice: StoredInvoice, fp: boolean): Fa3Correction {
  const { correction: note, correctsId, lines, rates, totals, deposits, due } = invoice;
  if (!note || correctsId === undefined) throw new Error(`${invoice.id} is no correction`);
  return {
    invoice,
    original: { id: correctsId, ...note.corrected },
    reason: reasonText(note.reason, 'pl'),
    effect: 'correction',
    fp,
    lines: lines.map(correctedLine),
    rates,
    totals,
    deposits,
    due,
    ...(note.buyerBefore ? { buyerBefore: note.buyerBefore } : {}),
  };
}

function correctedLine({ before, ...line }: InvoiceLine): CorrectedLine {
  if (!before) throw new Error('a line of a correction states what held before');
  return { ...line, before };
}

/** A file that no attempt can make is a Problem, which is final. Bytes that the schema refuses are a bug. */
function xmlOf({ invoice, fp }: Material): Uint8Array {
  try {
    return invoice.kind === 'invoice' ? fa3Xml(invoice) : fa3CorrectionXml(correctionOf(invoice, fp));
  } catch (error) {
    throw (error instanceof Fa3Refused && problemOf(error)) || error;
  }
}
