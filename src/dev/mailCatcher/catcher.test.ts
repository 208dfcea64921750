import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, type Mailer, MailRefused, openMailer } from '../../mail/send.ts';
import { type MailCatcher, startMailCatcher } from './catcher.ts';
import type { DescribedMail } from './describedMail.ts';

let folder: string;
let catcher: MailCatcher;
let mailer: Mailer;
let web: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'efk-mail-'));
  web = createServer((request, response) => catcher.handler(request, response));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  catcher = await startMailCatcher({ folder, origin });
  mailer = openMailer(catcher.smtpUrl);
});
afterAll(async () => {
  mailer.close();
  await catcher.close();
  await new Promise((resolve) => web.close(resolve));
  await rm(folder, { recursive: true });
});

const pdf = new TextEncoder().encode('%PDF-1.7 zażółć');

function aMail(parts: Partial<Mail> = {}): Mail {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    from: { name: 'Zielony Koszyk', address: 'faktury@efakturomat.localhost' },
    to: 'anna@example.com',
    subject: 'Faktura FP/K1/2026/11/1 – zażółć gęślą jaźń',
    html: '<!doctype html><html><head><title>x</title></head><body><p>Dzień dobry <a href="http://zielony.localhost/">ł</a></p></body></html>',
    text: 'Dzień dobry',
    attachments: [{ filename: 'faktura ąę.pdf', contentType: 'application/pdf', content: pdf }],
    ...parts,
  };
}

async function caught(to: string): Promise<DescribedMail[]> {
  const response = await fetch(`${origin}/messages?to=${encodeURIComponent(to)}`);
  expect(response.headers.get('content-type')).toContain('application/json');
  return (await response.json()) as DescribedMail[];
}

async function only(to: string): Promise<DescribedMail> {
  const [mail, ...more] = await caught(to);
  if (!mail || more.length > 0) throw new Error(`expected one mail to ${to}`);
  return mail;
}

describe('a mail that is not sent', () => {
  it.each([
    'a@example.com, b@example.com',
    'Anna <a@example.com>',
    'a@example.com\r\nBcc: b@example.com',
    '"a b"@example.com',
    'a@example.com>',
    'a@',
    'a..b@example.com',
    `${'a'.repeat(65)}@example.com`,
  ])('%j is not one plain recipient', async (to) => {
    await expect(mailer.send(aMail({ to }))).rejects.toThrow(MailRefused);
  });

  it('a missing server gives an error that allows a retry and names no recipient', async () => {
    const nowhere = openMailer('smtp://127.0.0.1:1');
    const error = await nowhere.send(aMail()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefused);
    expect(String(error)).not.toContain('anna');
    nowhere.close();
  });
});

describe('a sent mail', () => {
  it('is stored with every part unchanged', async () => {
    // The Date header of a mail has a resolution of one second.
    const begun = Math.floor(Date.now() / 1000) * 1000;
    await mailer.send(aMail({ to: 'every.part+tag@example.com' }));
    const mail = await only('every.part+tag@example.com');
    expect(mail).toMatchObject({
      from: expect.stringContaining('faktury@efakturomat.localhost'),
      to: 'every.part+tag@example.com',
      subject: aMail().subject,
      messageId: '<018f0000-0000-7000-8000-000000000001@efakturomat.localhost>',
      text: expect.stringContaining('Dzień dobry'),
      html: expect.stringContaining('Dzień dobry'),
      attachments: [{ filename: 'faktura ąę.pdf', contentType: 'application/pdf' }],
    });
    const date = Date.parse(mail.date);
    expect([begun <= date, date <= Date.now()]).toEqual([true, true]);
    const file = await fetch(mail.attachments[0]?.url ?? '');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf);
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('faktura ąę.pdf'));
    expect(await (await fetch(`${origin}/messages/${mail.id}`)).json()).toEqual(mail);
  });

  it('a retry carries the same Message-ID', async () => {
    await mailer.send(aMail({ to: 'retry@example.com' }));
    await mailer.send(aMail({ to: 'retry@example.com' }));
    const mails = await caught('RETRY@example.com');
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(1);
  });

  it('the list is sorted newest first and survives a restart', async () => {
    await mailer.send(aMail({ to: 'order@example.com', subject: 'first' }));
    await mailer.send(aMail({ to: 'order@example.com', subject: 'second' }));
    const before = await caught('order@example.com');
    expect(before.map((mail) => mail.subject)).toEqual(['second', 'first']);
    await catcher.close();
    catcher = await startMailCatcher({ folder, origin });
    mailer = openMailer(catcher.smtpUrl);
    expect(await caught('order@example.com')).toEqual(before);
  });
});

describe('the page', () => {
  it('runs no script and loads no resource of a mail', async () => {
    const evil = '<script>alert(1)</script><img src="http://evil.example/x.png">';
    await mailer.send(aMail({ to: 'evil@example.com', subject: evil, html: evil }));
    const mail = await only('evil@example.com');
    const inbox = await (await fetch(`${origin}/`)).text();
    const view = await fetch(`${origin}/view/${mail.id}`);
    expect(inbox).toContain('&lt;script&gt;');
    expect(inbox + (await view.text())).not.toContain('<script>');
    expect(view.headers.get('content-security-policy')).toContain("default-src 'none'");
    const body = await fetch(`${origin}/messages/${mail.id}/html`);
    expect(await body.text()).toContain(evil);
    const policy = body.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toContain('allow-scripts');
  });

  it.each([
    '/nothing',
    '/view/none',
    '/messages/none',
    '/messages/none/html',
    '/messages/../../etc/passwd',
    '/view/a/b/c/d',
  ])('%s is 404', async (path) => {
    expect((await fetch(origin + path)).status).toBe(404);
  });

  it('an attachment is addressed only by its index', async () => {
    await mailer.send(aMail({ to: 'number@example.com' }));
    const mail = await only('number@example.com');
    for (const index of ['1', '-1', 'x', '0x0', '0/0']) {
      expect((await fetch(`${origin}/messages/${mail.id}/attachments/${index}`)).status).toBe(404);
    }
    expect((await fetch(`${origin}/messages/${mail.id}/attachments/0`)).status).toBe(200);
  });

  it('refuses all methods but GET and HEAD', async () => {
    expect((await fetch(`${origin}/messages`, { method: 'POST' })).status).toBe(405);
  });
});

it('keeps the newest 500 mails and no temporary files', async () => {
  const port = Number(new URL(catcher.smtpUrl).port);
  await sendBare(port, 505);
  const mails = await caught('bulk@example.com');
  expect(mails).toHaveLength(500);
  expect(mails[0]?.subject).toBe('n505');
  const files = await readdir(folder);
  expect(files).toHaveLength(500);
  expect(files.every((name) => name.endsWith('.eml'))).toBe(true);
});

/** Sends `count` tiny mails over one SMTP connection. */
async function sendBare(port: number, count: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const replies = socket[Symbol.asyncIterator]();
  await replies.next();
  async function send(text: string) {
    socket.write(`${text}\r\n`);
    await replies.next();
  }
  await send('HELO test');
  for (let n = 1; n <= count; n++) {
    await send('MAIL FROM:<a@example.com>');
    await send('RCPT TO:<bulk@example.com>');
    await send('DATA');
    await send(`Subject: n${n}\r\n\r\nx\r\n.`);
  }
  socket.destroy();
}
