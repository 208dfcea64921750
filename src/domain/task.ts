/** What can be owed: a document to render, a delivery to make, an editor's sample to show. */
export type Task = 'render' | 'deliver' | 'preview';
