import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { to: string; messageId: string; subject: string; text: string; attachments: Buffer[] };

export type Mailbox = {
  smtpUrl: string;
  /** In the order of arrival. */
  mails: ReceivedMail[];
  to(address: string): ReceivedMail[];
  close(): Promise<void>;
};

/**
 * What becomes of one message: taken, turned away with an SMTP reply, never answered, lost with its connection, or taken
 * while the answer is lost.
 */
export type Mood = 'take' | 'hang' | 'drop' | 'takeSilently' | number;

/** A real mail server on loopback whose moods a test decides. */
export async function openMailbox(mood: () => Mood = () => 'take'): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 200,
    async onData(stream, session, done) {
      // Nobody is left to answer when the sender goes away half-way.
      const message = await buffer(stream).catch(() => undefined);
      if (!message) return;
      const answer = mood();
      if (answer === 'hang') return;
      if (answer === 'drop') return hangUp();
      if (typeof answer === 'number') return done(Object.assign(new Error('not now'), { responseCode: answer }));
      const { messageId = '', subject = '', text = '', attachments } = await simpleParser(message);
      const to = session.envelope.rcptTo.map((recipient) => recipient.address).join(', ');
      mails.push({ to, messageId, subject, text, attachments: attachments.map(({ content }) => content) });
      if (answer === 'takeSilently') return hangUp();
      done();
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  function hangUp(): void {
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
