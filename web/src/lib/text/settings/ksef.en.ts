import { englishPlural } from '../words.ts';
import type { KsefText } from './ksef.pl.ts';

const days = (count: number) => `${count} ${englishPlural(count, 'day', 'days')}`;

export const ksefEn: KsefText = {
  title: 'KSeF',
  lead: 'KSeF is the state’s register of invoices. An invoice for a company counts only once the register has given it a number.',
  state: {
    off: 'KSeF is turned off in this installation. The people who run it can turn it on.',
    noAccess: 'Invoices for companies do not go to KSeF, because the chain has not entered its access yet.',
    stopped: 'Sending is turned off: new invoices for companies do not go to KSeF.',
    expired: 'The certificate has expired, so invoices for companies wait. Enter a new one.',
    refused:
      'KSeF does not accept this chain’s access, so invoices for companies wait. Enter a new token or certificate.',
    unreadable: 'The stored access cannot be read, so invoices for companies wait. Enter it again.',
    working: 'Every new invoice for a company goes to KSeF as soon as it is issued.',
  },
  environment: {
    test: 'Test environment: the numbers have no legal force.',
    demo: 'Pre-production environment: the numbers have no legal force.',
    production: 'Production environment.',
    own: 'A server of this installation’s own: the numbers have no legal force.',
  },
  sending: {
    on: 'Turn sending on',
    off: 'Turn sending off',
    onTitle: 'Turn on sending to KSeF?',
    onConsequences: [
      'Every new invoice for a company will go to KSeF and get a number. It cannot be taken back, only corrected.',
      'Invoices that were issued before will not be sent.',
    ],
    offTitle: 'Turn off sending to KSeF?',
    offConsequences: [
      'New invoices for companies will be made outside KSeF. The buyer may be unable to book them, and the chain answers for not sending them.',
      'Invoices that already wait will be sent all the same.',
    ],
    turnedOn: 'Sending to KSeF is on.',
    turnedOff: 'Sending to KSeF is off.',
    cancel: 'Cancel',
  },
  access: {
    title: 'Access to KSeF',
    lead: 'One way is enough. With both, the chain signs in with the certificate. Nobody will see the token or the key again, not even an admin.',
    kind: { token: 'KSeF token', certificate: 'Certificate for signing in', offline: 'Certificate for QR codes' },
    about: {
      token: 'Made on the site of KSeF, with the right to issue invoices. KSeF shows it only once.',
      certificate:
        'A KSeF certificate of type “Authentication” and its private key. It is valid for two years at most.',
      offline:
        'A KSeF certificate of type “Offline” and its private key. It signs the second QR code of confirmations, while an invoice has no number yet. It does not sign in.',
    },
    none: 'Not entered',
    entered: (day) => `Entered on ${day}.`,
    owner: 'Owner',
    serial: 'Serial number',
    until: (day) => `Valid until ${day}.`,
    expired: (day) => `Expired on ${day}.`,
    soon: (count, day) =>
      count === 0 ? 'Expires today.' : `Expires in ${days(count)}, on ${day}. Enter a new one before that.`,
    enter: { token: 'Enter a token', certificate: 'Enter a certificate', offline: 'Add an Offline certificate' },
    replace: {
      token: 'Change the token',
      certificate: 'Change the certificate',
      offline: 'Change the Offline certificate',
    },
    remove: 'Remove',
    removeTitle: {
      token: 'Remove the token?',
      certificate: 'Remove the certificate?',
      offline: 'Remove the certificate?',
    },
    removeOffline: 'Confirmations will have the first QR code only.',
    removeLast:
      'This is the only access. Sending will be turned off, and invoices that wait will not be sent until you enter a new one.',
    removeOther: 'The chain will sign in the other way.',
    removed: 'The access was removed.',
    cancel: 'Cancel',
  },
  form: {
    token: 'Token',
    show: 'Show the token',
    hide: 'Hide the token',
    certificate: 'Certificate',
    certificateHint: 'A .crt, .cer or .pem file, or its text.',
    privateKey: 'Private key',
    privateKeyHint: 'A .key or .pem file, or its text.',
    file: 'Load from a file',
    passphrase: 'Password of the key',
    showPassphrase: 'Show the password',
    hidePassphrase: 'Hide the password',
    passphraseHint: 'Only if the key is encrypted.',
    promise: 'Before we save it, we sign in to KSeF. If KSeF refuses, nothing changes.',
    save: 'Check and save',
    saving: 'Signing in to KSeF…',
    saved: 'KSeF accepted the access. New invoices for companies will be sent.',
    missing: 'Fill in this field.',
    tokenWrong: 'A token has 20 to 176 characters and no spaces. Copy all of it.',
  },
  trial: {
    start: 'Test the connection',
    working: 'Testing…',
    last: (when) => `Last test: ${when}.`,
    accepted: 'KSeF answered and accepted the access.',
    refused: (words) => `KSeF refused: “${words}”.`,
    no_answer: 'KSeF did not answer. This is harmless: the invoices wait and go by themselves.',
    unreadable:
      'The stored access cannot be read: the SECRETS_KEY of this installation has changed. Enter the access again.',
    late: 'There is no answer yet. Reload the page in a moment.',
  },
  queue: {
    title: 'Invoices without a KSeF number',
    choice: 'Which invoices',
    waiting: 'Waiting',
    stopped: 'Stopped',
    none: { waiting: 'Nothing waits', stopped: 'No invoice has stopped' },
    noneText: {
      waiting: 'An invoice is here from its issue until it has its number, usually for a few seconds.',
      stopped: 'An invoice that KSeF did not accept, or that could not be sent, will appear here.',
    },
    state: { waiting: 'waiting', rejected: 'KSeF rejected it', failed: 'not sent' },
    tried: (count) => (count < 2 ? 'Waits for its number.' : `${count} attempts failed. We keep trying.`),
    rejected: (words) =>
      `KSeF’s reason: “${words}”. Sending it again changes nothing. Tell the people who run this installation.`,
    failed: (count) => `After ${count} attempts we stopped. Test the connection and send it again.`,
    again: 'Send again',
    againFor: (number) => `Send invoice ${number} again`,
    sentAgain: (number) => `Invoice ${number} waits to be sent again.`,
    more: 'Show more',
  },
};
