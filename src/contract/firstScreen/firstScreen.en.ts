import type { Wording } from './voice.ts';
import type { FirstScreen } from './words.ts';

export const firstScreenEn = (by: Wording): FirstScreen => ({
  title: 'From receipt to invoice in a minute',
  lead: by(
    'Scan the code on your receipt, tick what you bought and take the invoice with you.',
    'Scan the code, choose the items, download the PDF. No account to set up.',
  ),
  scan: 'Scan the receipt',
  type: 'Type the code',
  photo: 'Photo of the receipt',
  camera: 'The browser will ask to use your camera. The picture never leaves your phone.',
  privacy: 'Privacy',
  lostTitle: 'There is no such page',
  lostText: 'The address is incomplete or out of date. Check it, or start with your receipt.',
  toStart: 'Back to the start',
  myInvoices: 'My invoices',
});
