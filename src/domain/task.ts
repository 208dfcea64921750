/**
 * The kinds of work in the outbox: rendering an invoice, writing its FA(3) file, delivering it, making an editor's preview,
 * and mailing a month's invoices to an accountant.
 */
export const tasks = ['render', 'fa3', 'deliver', 'preview', 'month'] as const;

export type Task = (typeof tasks)[number];
