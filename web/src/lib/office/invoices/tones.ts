import type { DeliveryOut, InvoiceRow } from '../../../../../src/contract/invoices.ts';

export type Tone = 'good' | 'wait' | 'bad';

export const documentTone: Record<InvoiceRow['document']['state'], Tone> = {
  queued: 'wait',
  ready: 'good',
  failed: 'bad',
};
export const deliveryTone: Record<DeliveryOut['state'], Tone> = {
  queued: 'wait',
  sent: 'good',
  retrying: 'wait',
  failed: 'bad',
};
