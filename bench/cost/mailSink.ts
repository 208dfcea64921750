import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SinkMessage } from './mailSinkMain.ts';

export type MailSink = {
  smtpUrl: string;
  pid: number | undefined;
  /** Mails taken so far. */
  taken(): number;
  /** The subject of the newest short mail; for a code mail it contains the six digits. */
  lastSubject(): string;
  stop(): Promise<void>;
};

/** A mail server in a separate process, so that its cost does not count as the product's. */
export async function startMailSink(): Promise<MailSink> {
  const child: ChildProcess = fork(fileURLToPath(new URL('mailSinkMain.ts', import.meta.url)));
  let taken = 0;
  let subject = '';
  child.on('message', (message: SinkMessage) => {
    if ('port' in message) return;
    taken += 1;
    if (message.subject !== undefined) subject = message.subject;
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    pid: child.pid,
    taken: () => taken,
    lastSubject: () => subject,
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
