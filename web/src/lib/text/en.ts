import { firstScreenEn } from '../../../../src/contract/firstScreen/firstScreen.en.ts';
import { type Voice, wordingFor } from '../../../../src/contract/firstScreen/voice.ts';
import type { OwnCode } from '../shared/api.ts';
import type { Text } from './pl.ts';
import { problemsEn } from './problems.en.ts';

/** The texts of every page and of the start page; the others are in order.ts. */
export function english(voice: Voice): Text {
  const by = wordingFor(voice);
  const first = firstScreenEn(by);
  const problems: Record<OwnCode, string> = problemsEn;
  return {
    problems,
    wait: (seconds) => (seconds < 90 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} min.`),
    common: {
      skip: 'Skip to content',
      home: (chain) => `${chain}, home page`,
      myInvoices: first.myInvoices,
      account: 'My account',
      language: 'Language',
      nip: 'NIP',
      cancel: 'Cancel',
      close: 'Close',
      change: 'Change',
      next: 'Continue',
      retry: 'Try again',
      startOver: 'Start over',
      toStart: first.toStart,
      loading: 'Loading…',
      receiptOf: (store, day, amount) => `${store}, ${day}, ${amount}`,
      optional: 'optional',
      aboutSite: 'About this site',
      official: { privacy: first.privacy, terms: 'Terms', contact: 'Contact', accessibility: 'Accessibility' },
      dataNote: 'We use the data only to issue and send the invoice.',
    },
    start: {
      title: first.title,
      lead: first.lead,
      scan: first.scan,
      type: first.type,
      photo: first.photo,
      camera: first.camera,
      whereTitle: 'Where is the code?',
      where: 'At the foot of the receipt, under the total: a QR square with the code below it.',
      sampleTotal: 'TOTAL PLN',
      unfinishedTitle: by('Your unfinished invoice', 'Unfinished invoice'),
      resume: 'Finish it',
      recentTitle: 'Recent invoices',
      all: 'All invoices',
    },
    lost: {
      title: first.lostTitle,
      text: first.lostText,
      broken: 'Something went wrong',
      brokenText: 'Reload the page. The items you ticked are saved on this device.',
    },
    platform: {
      title: 'Invoices for receipts, for retail chains',
      text: 'Each chain has its own site at its own address. You will find the address on the receipt, next to the QR code.',
      unknown: 'There is no chain at this address',
    },
  };
}
