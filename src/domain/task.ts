/** The kinds of work in the outbox: an invoice's document, its FA(3) file, a delivery, an editor's sample. */
export const tasks = ['render', 'fa3', 'deliver', 'preview'] as const;

export type Task = (typeof tasks)[number];
