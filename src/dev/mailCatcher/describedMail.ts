import type { CaughtMail } from './caughtMails.ts';

/** The mail as JSON gives it and the page shows it: attachments with absolute addresses. */
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
