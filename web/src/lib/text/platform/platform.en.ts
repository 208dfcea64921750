import type { PlatformText } from './platform.pl.ts';

/** Every English sentence of the platform's own page. */
export const platformEn: PlatformText = {
  title: 'Invoices for receipts, for retail chains',
  lead: 'eFakturomat turns a receipt into an invoice. Every chain has a site of its own here, in its own colours and at its own address.',
  stepsTitle: 'How it works',
  steps: [
    ['Receipt', 'The till sends the receipt to eFakturomat and prints a QR code on it.'],
    ['Choice', 'The shopper scans the code with a phone and picks what goes on the invoice.'],
    ['Invoice', 'The PDF in the chain’s layout is on the screen and in the mailbox at once.'],
  ],
  shopperTitle: 'Do you have a receipt?',
  shopper:
    'Scan its QR code with your phone’s camera: it opens the site of the right chain. The address is also printed beside the code.',
  chainTitle: 'Do you run a chain?',
  chain:
    'The operator of this platform takes a new chain on. From then on it changes the look of its site, messages and invoices itself, in its back office.',
  unknownTitle: 'There is no site at this address',
  unknown:
    'Check the address on the receipt, beside the QR code. The chain may not be on eFakturomat, or its site is switched off.',
};
