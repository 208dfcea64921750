import { createTransport } from 'nodemailer';
import { within } from '../domain/within.ts';
import { isMailAddress } from './address.ts';
import { type Mail, messageBytes } from './message.ts';

export type { Mail } from './message.ts';

/**
 * Resolves when the mail server has accepted the message. Throws MailRefused when a retry is useless, and Error
 * otherwise.
 */
export type SendMail = (mail: Mail) => Promise<void>;

export type Mailer = { send: SendMail; close(): void };

/**
 * A permanent refusal by the mail server, or an address that no server would accept. Contains no address and no text of
 * the server.
 */
export class MailRefused extends Error {
  /** The SMTP reply code, 500 to 599; 553 when the address was refused here. */
  readonly reply: number;

  constructor(reply: number) {
    super(`the message was refused for good (SMTP ${reply})`);
    this.name = 'MailRefused';
    this.reply = reply;
  }
}

/** A pool of connections to one mail server. Every wait has a limit; one message takes at most one minute. */
export function openMailer(smtpUrl: string): Mailer {
  const transport = createTransport({
    ...serverOf(smtpUrl),
    pool: true,
    maxConnections: 4,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send(mail) {
      // A list or a display name could send one shopper's invoice to somebody else.
      if (!isMailAddress(mail.to) || !isMailAddress(mail.from.address)) throw new MailRefused(553);
      try {
        await within(60_000, transport.sendMail(messageOf(mail)), () => new Error('ETIMEDOUT'));
      } catch (error) {
        throw plainError(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf(mail: Mail) {
  return { envelope: { from: mail.from.address, to: [mail.to] }, raw: messageBytes(mail) };
}

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      // The password is never sent unencrypted, not even when an attacker removes STARTTLS.
      requireTLS: !secure,
    }),
  };
}

/** Servers quote the recipient in their answers, so only reply codes and the library's error code are logged. */
function plainError(error: unknown): Error {
  const reply = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined;
  if (reply !== undefined && reply >= 500 && reply <= 599 && reply !== 535 && reply !== 530)
    return new MailRefused(reply);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new Error(`the mail server did not take the message (${reply ?? code})`);
}
