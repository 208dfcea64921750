/**
 * The layout of a printed document: the one that the invoice was issued with, the one in force at the time of printing,
 * or the platform's own as the last resort.
 */
export type DocumentLayout = 'issued' | 'in_force' | 'platform';

/** One fact that a layout printed wrongly or not at all; `path` names the fact ("lines[3].gross"), never its value. */
export type LayoutProblem = { layout: DocumentLayout; code: string; path: string };
