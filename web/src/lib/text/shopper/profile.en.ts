import type { Wording } from '../../../../../src/contract/firstScreen/voice.ts';
import { englishPlural } from '../words.ts';
import type { ProfileText } from './profile.pl.ts';

const invoices = (count: number) => `${count} ${englishPlural(count, 'invoice', 'invoices')}`;

export function profileEn(by: Wording): ProfileText {
  return {
    title: 'My account',
    saved: 'Saved.',
    undo: 'Undo',
    about: {
      title: 'Details',
      name: 'Full name',
      nameHint: by('We fill it in for you on an invoice.', 'Filled in on invoices.'),
      language: 'Language of invoices and mails',
      asPage: 'same as the page',
      languages: { pl: 'Polski', en: 'English', uk: 'Українська' },
      save: 'Save',
    },
    buyers: {
      title: by('Your buyers', 'Saved buyers'),
      none: 'Nobody here yet. A buyer is saved with the first invoice.',
      edit: (name) => `Change: ${name}`,
      remove: (name) => `Delete: ${name}`,
      removed: (name) => `Deleted: ${name}.`,
      same: (count) => `The same buyer is here ${count} times.`,
      merge: 'Make them one',
      merged: (name) => `Done. This entry is left: ${name}.`,
      editTitle: 'Buyer’s details',
      save: 'Save',
    },
    accountant: {
      title: 'Invoices to the accountant',
      lead: by(
        'Name an address and your invoices go there by themselves. We ask its owner first.',
        'Invoices can go to a second address by themselves. Its owner is asked first.',
      ),
      address: 'Accountant’s e-mail',
      mode: 'When to send',
      modes: { each: 'Each invoice at once', month: 'Once a month: a ZIP with the invoices and a CSV list' },
      ask: 'Ask for consent',
      asked: (address) =>
        `We sent a question to ${address}. Invoices go there once it is answered. The link is valid for 7 days.`,
      askAgain: 'Send the question again',
      askedAgain: 'We sent the question again.',
      confirmed: (address) => `Invoices also go to ${address}.`,
      stopped: (address, day) => `${address} wants no invoices since ${day}.`,
      stop: 'Stop sending',
      stoppedNow: 'No more invoices go there.',
      months: 'Months sent',
      monthState: { queued: 'sending', sent: 'sent', retrying: 'trying again', failed: 'not delivered' },
    },
    sessions: {
      title: 'Signed-in devices',
      lead: 'Only the browser is shown. We keep neither a place nor an IP address.',
      unknown: 'Unknown browser',
      here: 'this device',
      seen: (when) => `last seen ${when}`,
      end: 'Sign out',
      endOf: (what) => `Sign out: ${what}`,
      ended: 'Signed out.',
      endOthers: 'Sign out everywhere else',
    },
    passkeys: {
      title: 'Passkeys',
      lead: 'Sign in with your fingerprint, face or the phone’s code instead of a code from your e-mail.',
      none: 'There is no passkey yet.',
      added: (day) => `added ${day}`,
      used: (day) => `last used ${day}`,
      remove: (name) => `Delete the passkey: ${name}`,
      removed: (name) => `Passkey deleted: ${name}.`,
    },
    consent: {
      title: 'Electronic invoices',
      accepted: (when) => `Accepted on ${when}.`,
      none: 'Electronic invoices are accepted with the first invoice. There is none yet.',
      ended: (when) => `Consent withdrawn ${when}. The next invoice issued here will be a new consent.`,
      withdraw: 'Withdraw consent',
      ask: 'Withdraw consent to electronic invoices?',
      consequence:
        'Invoices already issued stay valid and stay here. The next one needs a new consent; ask the shop for an invoice on paper.',
      done: 'Consent is withdrawn.',
    },
    data: {
      title: by('Your data', 'Account data'),
      exportLead: 'One ZIP file: the data of the account as JSON and all invoices as PDF.',
      exportAll: 'Download everything',
      erase: 'Delete the account',
      eraseTitle: 'Delete the account?',
      gone: 'This goes: e-mail address, name, saved buyers, the accountant’s address and all sign-ins. It cannot be undone.',
      kept: (count, day) =>
        `The law makes the seller keep ${invoices(count)} until ${day}, but you cannot open them here once the account is deleted: download them first.`,
      noneKept: 'There are no invoices, so nothing is left.',
      eraseNow: 'Delete the account for good',
      proveFirst: 'Before we delete the account, we check once more that it is you.',
      erased: 'The account is deleted.',
    },
    ask: {
      title: 'Invoices to this address',
      lead: (from, chain, address) => `${from} wants to send invoices for purchases at ${chain} to ${address}.`,
      each: 'Each invoice arrives by itself, as soon as it is issued.',
      month: 'On the first day of a month a ZIP arrives with the invoices of the month before and a CSV list.',
      agree: 'I agree',
      refuse: 'I do not want these invoices',
      agreed: 'Done. Invoices will arrive. This page and the link in each mail let you stop them.',
      refused: 'Done. Nothing more is sent to this address.',
    },
  };
}
