/**
 * The kinds of work in the outbox: rendering an invoice, writing its FA(3) file, sending that file to KSeF, delivering the
 * document, making an editor's preview, and mailing a month's invoices to an accountant.
 */
export const tasks = ['render', 'fa3', 'deliver', 'preview', 'month', 'ksef_send'] as const;

export type Task = (typeof tasks)[number];
