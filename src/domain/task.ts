/** The kinds of work in the outbox: an invoice's document, a delivery, an editor's sample. */
export const tasks = ['render', 'deliver', 'preview'] as const;

export type Task = (typeof tasks)[number];
