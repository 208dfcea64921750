import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { type Mail, messageBytes } from './message.ts';

const pdf = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256);

function aMail(parts: Partial<Mail> = {}): Mail {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    from: { name: 'Żółty "Koszyk", sp. z o.o.', address: 'faktury@example.com' },
    to: 'anna@example.com',
    subject: 'Faktura FP/1 – zażółć gęślą jaźń',
    html: '<p>Dzień dobry\n.\n.</p>',
    text: 'Dzień dobry\n.\nŁódź',
    attachments: [{ filename: 'faktura ąę.pdf', contentType: 'application/pdf', content: pdf }],
    ...parts,
  };
}

it('a parser reads every part of a message unchanged', async () => {
  const mail = aMail();
  const read = await simpleParser(messageBytes(mail));
  expect(read.from?.value).toEqual([{ name: mail.from.name, address: mail.from.address }]);
  expect(read).toMatchObject({
    subject: mail.subject,
    messageId: `<${mail.id}@example.com>`,
    text: mail.text,
    html: mail.html,
    attachments: [{ filename: 'faktura ąę.pdf', contentType: 'application/pdf', contentDisposition: 'attachment' }],
  });
  expect(new Uint8Array(read.attachments[0]?.content ?? [])).toEqual(pdf);
  expect(read.headers.get('auto-submitted')).toBe('auto-generated');
});

it.each([0, 1, 56, 57, 58, 114])('an attachment of %i bytes keeps its length', async (length) => {
  const content = new Uint8Array(length).fill(65);
  const attachments = [{ filename: 'a.pdf', contentType: 'application/pdf', content }];
  const read = await simpleParser(messageBytes(aMail({ attachments })));
  expect(read.attachments.map((one) => one.content.length)).toEqual([length]);
});

it.each(['subject', 'html', 'text'] as const)('%s cannot add a header or a part', async (field) => {
  const evil = 'x\r\nBcc: eve@example.com\r\n\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<b>evil</b>';
  const read = await simpleParser(messageBytes(aMail({ [field]: evil })));
  expect(read.bcc).toBeUndefined();
  expect(read.attachments).toHaveLength(1);
  expect([...read.headers.keys()].toSorted()).toEqual(headersOf.toSorted());
});

const headersOf = ['from', 'to', 'subject', 'message-id', 'auto-submitted', 'date', 'mime-version', 'content-type'];

it('a message is 7-bit ASCII in lines short enough for every mail server', () => {
  const text = messageBytes(aMail({ subject: 'ż'.repeat(500), html: 'x'.repeat(5_000) })).toString('latin1');
  expect(text).toMatch(/^[\t\r\n\x20-\x7e]*$/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
});

it('a mail that can be stopped names the address for one POST, unbroken', () => {
  const unsubscribeUrl = `https://a-chain-with-a-long-name.faktury.example.com/accountant/${'a'.repeat(36)}.${'b'.repeat(22)}`;
  const text = messageBytes(aMail({ unsubscribeUrl })).toString('latin1');
  const unfolded = text.replace(/\r\n[ \t]+/g, ' ');
  expect(unfolded).toContain(`List-Unsubscribe: <${unsubscribeUrl}>\r\n`);
  expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
});
