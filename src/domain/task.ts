/** The kinds of work in the outbox: an invoice's document, a delivery, an editor's sample, the mail with a month's invoices to an accountant. */
export const tasks = ['render', 'deliver', 'preview', 'month'] as const;

export type Task = (typeof tasks)[number];
