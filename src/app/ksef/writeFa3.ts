import { createHash } from 'node:crypto';
import { beginRender, documentOf, markFailure, markReady, type StoredFile } from '../../db/invoices/documents.ts';
import { invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf, markKsefFailure } from '../../db/invoices/ksefSubmissions.ts';
import { fa3Xml } from '../../ksef/fa3/fa3Xml.ts';
import { Fa3Refused } from '../../ksef/fa3/refused.ts';
import type { Job } from '../outbox/run.ts';
import { problemOf } from './fits.ts';

/** Makes the invoice's FA(3) file, which is validated before it is stored. The first file stays, also when two workers make one. */
export const writeFa3Job: Job<StoredInvoice, StoredFile> = {
  mostAttempts: 5,

  async begin(tx, invoiceId) {
    const [invoice, document] = await Promise.all([invoiceById(tx, invoiceId), documentOf(tx, invoiceId, 'fa3')]);
    if (!invoice || !document || document.state === 'ready') return undefined;
    return { attempt: await beginRender(tx, invoiceId, 'fa3'), material: invoice };
  },

  async work(app, tenantId, invoice) {
    const xml = xmlOf(invoice);
    const sha256 = createHash('sha256').update(xml).digest();
    // The hash is part of the key: should two workers make it, neither writes over the other's bytes.
    const storageKey = `invoices/${tenantId}/${invoice.id}/${sha256.toString('hex')}.xml`;
    await app.documents.put(storageKey, xml);
    return { sha256, byteSize: xml.byteLength, storageKey };
  },

  async complete(tx, invoice, file) {
    await markReady(tx, invoice.id, file, 'fa3');
    const isSent = await ksefSubmissionOf(tx, invoice.id);
    return isSent && { task: 'ksef_send', subjectIds: [invoice.id] };
  },

  async fail(tx, invoice, { reason, final }) {
    await markFailure(tx, invoice.id, { error: reason, final }, 'fa3');
    if (final) await markKsefFailure(tx, invoice.id, { reason, final });
  },
};

/** A file that no attempt can make is a Problem, which is final. Bytes that the schema refuses are a bug. */
function xmlOf(invoice: StoredInvoice): Uint8Array {
  if (invoice.kind !== 'invoice') throw new Error(`no FA(3) file is made of a ${invoice.kind}`);
  try {
    return fa3Xml(invoice);
  } catch (error) {
    throw (error instanceof Fa3Refused && problemOf(error)) || error;
  }
}
