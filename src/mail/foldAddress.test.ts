import { expect, it } from 'vitest';
import { foldAddress } from './foldAddress.ts';

it.each([
  ['Anna@Example.com', 'anna@example.com'],
  ['anna+x@example.com', 'anna@example.com'],
  ['anna+x+y@example.com', 'anna@example.com'],
  ['anna.nowak@example.com', 'anna.nowak@example.com'],
  ['a.n.n.a+shop@gmail.com', 'anna@gmail.com'],
  ['Anna@GoogleMail.com', 'anna@gmail.com'],
  ['anna@żółw.example', 'anna@xn--w-uga1v8h.example'],
  ['anna@example.com.', 'anna@example.com'],
])('%s belongs to the mailbox %s', (email, mailbox) => {
  expect(foldAddress(email)).toBe(mailbox);
});

it.each([
  ['anna@example.com', 'ewa@example.com'],
  ['anna@example.com', 'anna@example.org'],
  ['a.nna@example.com', 'anna@example.com'],
  ['+x@example.com', '+y@example.com'],
])('%s and %s are two mailboxes', (one, other) => {
  expect(foldAddress(one)).not.toBe(foldAddress(other));
});

it('folding twice gives the same as folding once', () => {
  for (const email of ['A.B+c@gmail.com', '+x@example.com', 'anna@żółw.example'])
    expect(foldAddress(foldAddress(email))).toBe(foldAddress(email));
});
