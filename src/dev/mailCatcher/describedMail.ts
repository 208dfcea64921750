import type { CaughtMail } from './caughtMails.ts';

/** A mail as returned in JSON and shown on the page; attachments have absolute URLs. */
export type DescribedMail = ReturnType<typeof described>;

export function described(mail: CaughtMail, origin: string) {
  return {
    ...mail,
    attachments: mail.attachments.map((attachment, index) => ({
      ...attachment,
      url: `${origin}/messages/${mail.id}/attachments/${index}`,
    })),
  };
}
