import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { caughtMailHandler } from './catcherHttp.ts';
import { type CaughtMails, openCaughtMails } from './caughtMails.ts';

/** A local mail server for development: accepts every mail, delivers none, and shows all of them. */
export type MailCatcher = {
  /** `smtp://127.0.0.1:<port>`, for SMTP_URL. */
  smtpUrl: string;
  /** Answers all requests to the host `mail.<base>`. */
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
};

const largestMessage = 25 * 1024 * 1024;

/** Stores mails as files under `folder`; `origin` is the start of all links, e.g. `http://mail.localhost:3000`. */
export async function startMailCatcher(options: { folder: string; origin: string }): Promise<MailCatcher> {
  const mails = await openCaughtMails(options.folder);
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largestMessage,
    disableReverseLookup: true,
    logger: false,
    // Senders keep idle connections open; close() waits for them 200 ms at most.
    closeTimeout: 200,
    onData: (stream, session, done) => {
      receive(stream, session, mails).then(() => done(), done);
    },
  });
  // smtp-server emits 'error' for broken client connections; without a listener the error would end the process.
  server.on('error', () => {});
  const port = await listen(server);
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    handler: caughtMailHandler(mails, options.origin),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  stream: Readable & { sizeExceeded?: boolean },
  session: SMTPServerSession,
  mails: CaughtMails,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw Object.assign(new Error('the message is too large'), { responseCode: 552 });
  const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
  await mails.keep(recipients, Buffer.concat(chunks));
}

async function listen(server: SMTPServer): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail catcher did not get a port');
  return address.port;
}
