import type { Task } from '../domain/task.ts';
import type { CleanHtml } from '../render/html/clean.ts';
import type { PrintJob, PrintNeeds } from '../render/page/document.ts';
import type { ProofProblem } from '../render/proof/proof.ts';
import type { ReadBack } from '../render/proof/reader/readBack.ts';
import type { RenderInput } from '../render/threads/threads.ts';
import type { App } from './context.ts';

/**
 * The worker's additional parts, for the chain of one job: threads that can be killed, a supervised browser and a reader
 * that can be killed.
 */
export type WorkerApp = App & {
  renderTemplate(input: RenderInput): Promise<CleanHtml>;
  print(job: PrintJob, needs: PrintNeeds): Promise<Uint8Array>;
  /** Facts that a print does not show. Throws Problem('document.failed') for a PDF that cannot be read within limits. */
  readBack(input: ReadBack): Promise<ProofProblem[]>;
};

/** A job contains ids only, so the chain's context is opened again. */
export type JobCall = {
  app: WorkerApp;
  input: { tenantId: string; subjectId: string };
  /** A place for work of the task that is free at once; the result leaves the place. Without it such work goes to the queue. */
  takeNow?(task: Task): (() => void) | undefined;
};

/** What is left to do after a job, outside the job's own place. */
export type Rest = () => Promise<void>;
