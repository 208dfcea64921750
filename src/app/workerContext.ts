import type { PrintJob } from '../render/document.ts';
import type { RenderInput } from '../render/threads.ts';
import type { App } from './context.ts';

/** What the worker has besides, for the chain of one job: a killable Handlebars and a supervised browser. */
export type WorkerApp = App & {
  renderTemplate(input: RenderInput): Promise<string>;
  /** `lines` of the invoice: a long one may take longer. */
  print(job: PrintJob, lines: number): Promise<Uint8Array>;
};

/** A job carries ids only; the chain's context is opened again for it. */
export type JobCall = { app: WorkerApp; input: { tenantId: string; subjectId: string } };
