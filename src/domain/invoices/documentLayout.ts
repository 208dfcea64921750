/**
 * Which layout a document is printed in: the one the invoice was issued with, the one in force when the document is
 * made, or the platform's own, which is the last resort.
 */
export type DocumentLayout = 'issued' | 'in_force' | 'platform';

/** One fact that a layout did not print as it must; `path` names the fact ("lines[3].gross"), never its value. */
export type LayoutProblem = { layout: DocumentLayout; code: string; path: string };
