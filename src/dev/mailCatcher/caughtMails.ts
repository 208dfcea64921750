import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

export type CaughtMail = {
  id: string;
  from: string;
  /** Recipients of the SMTP envelope, comma-separated. */
  to: string;
  subject: string;
  /** RFC 3339 instant of arrival. */
  date: string;
  messageId: string;
  text: string;
  /** Pictures of the mail are embedded as data: URLs. */
  html: string;
  attachments: { filename: string; contentType: string; size: number }[];
};

export type CaughtMails = {
  keep(recipients: string[], raw: Buffer): Promise<void>;
  /** Newest first; of one recipient when `to` is given. */
  list(to?: string): CaughtMail[];
  find(id: string): CaughtMail | undefined;
  attachment(id: string, index: number): Promise<{ contentType: string; content: Buffer } | undefined>;
};

const kept = 500;

/** Reads the mails of earlier runs from `folder`; keeps the newest 500 mails in the folder and in memory. */
export async function openCaughtMails(folder: string): Promise<CaughtMails> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mails: CaughtMail[] = [];
  // File names begin with the time of arrival, so sorting by name sorts by arrival.
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort()) {
    const id = file.slice(0, -'.eml'.length);
    mails.unshift(read(id, await simpleParser(await readFile(join(folder, file)))));
  }
  await deleteOldest(folder, mails);

  return {
    async keep(recipients, raw) {
      const id = nextId(mails[0]?.id);
      const withEnvelope = Buffer.concat([Buffer.from(`${envelopeHeader}: ${recipients.join(', ')}\r\n`), raw]);
      const mail = read(id, await simpleParser(withEnvelope));
      await writeFile(join(folder, `${id}.part`), withEnvelope, { mode: 0o600 });
      await rename(join(folder, `${id}.part`), join(folder, `${id}.eml`));
      mails.unshift(mail);
      await deleteOldest(folder, mails);
    },
    list: (to) => (to === undefined ? mails : mails.filter((mail) => isSentTo(mail, to))),
    find: (id) => mails.find((mail) => mail.id === id),
    async attachment(id, index) {
      if (!mails.some((mail) => mail.id === id)) return undefined;
      const parsed = await simpleParser(await readFile(join(folder, `${id}.eml`)));
      return parsed.attachments[index];
    },
  };
}

/**
 * The SMTP envelope is not part of a message, so the file stores the recipients in an extra header above the message.
 */
const envelopeHeader = 'X-Envelope-To';

function read(id: string, parsed: ParsedMail): CaughtMail {
  const envelope = parsed.headers.get(envelopeHeader.toLowerCase());
  return {
    id,
    from: parsed.from?.text ?? '',
    to: typeof envelope === 'string' ? envelope : '',
    subject: parsed.subject ?? '',
    date: arrival(id),
    messageId: parsed.messageId ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    attachments: parsed.attachments.map((attachment, index) => ({
      filename: attachment.filename ?? `attachment-${index + 1}`,
      contentType: attachment.contentType,
      size: attachment.size,
    })),
  };
}

/** Ids sort by arrival, also within one millisecond. The random suffix gives every mail a new link after a reset. */
function nextId(newest = ''): string {
  const after = newest === '' ? 0 : Date.parse(arrival(newest)) + 1;
  const stamp = new Date(Math.max(Date.now(), after)).toISOString().replace(/[^0-9]/g, '');
  return `${stamp}-${randomUUID().slice(0, 8)}`;
}

function arrival(id: string): string {
  const [, year, month, day, hour, minute, second, ms] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})-/.exec(id) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
}

function isSentTo(mail: CaughtMail, address: string): boolean {
  return mail.to.toLowerCase().split(', ').includes(address.trim().toLowerCase());
}

async function deleteOldest(folder: string, mails: CaughtMail[]): Promise<void> {
  for (const { id } of mails.splice(kept)) await rm(join(folder, `${id}.eml`), { force: true });
}
