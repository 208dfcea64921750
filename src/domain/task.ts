/**
 * The kinds of work in the outbox: rendering an invoice, writing its FA(3) file, sending that
 * file to KSeF, delivering the document, and making an editor's preview.
 */
export const tasks = ['render', 'fa3', 'deliver', 'preview', 'ksef_send'] as const;

export type Task = (typeof tasks)[number];
