/** The kinds of work in the outbox: rendering an invoice, writing its FA(3) file, delivering it, and making an editor's preview. */
export const tasks = ['render', 'fa3', 'deliver', 'preview'] as const;

export type Task = (typeof tasks)[number];
