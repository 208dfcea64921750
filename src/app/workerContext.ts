import type { Task } from '../domain/task.ts';
import type { CleanHtml } from '../render/html/clean.ts';
import type { PrintJob, PrintNeeds } from '../render/page/document.ts';
import type { ProofProblem } from '../render/proof/proof.ts';
import type { ReadBack } from '../render/proof/reader/readBack.ts';
import type { RenderInput } from '../render/threads/threads.ts';
import type { App } from './context.ts';

/** What the worker has besides, for the chain of one job: a killable Handlebars, a supervised browser and a killable reader. */
export type WorkerApp = App & {
  renderTemplate(input: RenderInput): Promise<CleanHtml>;
  print(job: PrintJob, needs: PrintNeeds): Promise<Uint8Array>;
  /** What a print does not show of its invoice. Throws Problem('document.failed') for a PDF that cannot be read within limits. */
  readBack(input: ReadBack): Promise<ProofProblem[]>;
};

/** A job carries ids only; the chain's context is opened again for it. */
export type JobCall = {
  app: WorkerApp;
  input: { tenantId: string; subjectId: string };
  /** A place for work of the task that is free at once; the result leaves the place. Without it such work goes to the queue. */
  takeNow?(task: Task): (() => void) | undefined;
};

/** What is left to do after a job, outside the job's own place. */
export type Rest = () => Promise<void>;
