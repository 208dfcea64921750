import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { to: string; messageId: string; subject: string; text: string; attachments: Buffer[] };

export type Mailbox = {
  smtpUrl: string;
  /** Received mails in the order of arrival. */
  mails: ReceivedMail[];
  to(address: string): ReceivedMail[];
  close(): Promise<void>;
};

/**
 * The mail server's reaction to a message: accept it, never answer (`hang`), close the connection (`drop`), accept it and
 * close the connection without an answer (`takeSilently`), or refuse it with this SMTP status.
 */
export type Reaction = 'take' | 'hang' | 'drop' | 'takeSilently' | number;

/** An SMTP server on loopback. `reaction` is called for each message. */
export async function openMailbox(reaction: () => Reaction = () => 'take'): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 200,
    async onData(stream, session, done) {
      // buffer() rejects when the sender closes the connection before the end of the message.
      const message = await buffer(stream).catch(() => undefined);
      if (!message) return;
      const answer = reaction();
      if (answer === 'hang') return;
      if (answer === 'drop') return closeConnections();
      if (typeof answer === 'number') return done(Object.assign(new Error('not now'), { responseCode: answer }));
      const { messageId = '', subject = '', text = '', attachments } = await simpleParser(message);
      const to = session.envelope.rcptTo.map((recipient) => recipient.address).join(', ');
      mails.push({ to, messageId, subject, text, attachments: attachments.map(({ content }) => content) });
      if (answer === 'takeSilently') return closeConnections();
      done();
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  function closeConnections(): void {
    for (const socket of sockets) socket.destroy();
  }
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mailbox did not get a port');
  return {
    smtpUrl: `smtp://127.0.0.1:${address.port}`,
    mails,
    to: (recipient) => mails.filter((mail) => mail.to === recipient),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
