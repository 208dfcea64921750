/**
 * The kinds of work in the outbox: rendering an invoice, rendering the confirmation that precedes it, writing its FA(3) file, sending that file to KSeF, delivering the
 * document, making an editor's preview, mailing a month's invoices to an accountant, and trying a chain's access to KSeF.
 */
export const tasks = ['render', 'confirm', 'fa3', 'deliver', 'preview', 'month', 'ksef_send', 'ksef_trial'] as const;

export type Task = (typeof tasks)[number];
