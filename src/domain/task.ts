/** The kinds of work in the outbox: rendering an invoice, delivering it, and making an editor's preview. */
export const tasks = ['render', 'deliver', 'preview'] as const;

export type Task = (typeof tasks)[number];
