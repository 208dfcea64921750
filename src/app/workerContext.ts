import type { PrintJob } from '../render/document.ts';
import type { RenderThread } from '../render/thread.ts';
import type { App } from './context.ts';

/** What the worker has besides: a killable Handlebars and a supervised browser. */
export type WorkerApp = App & { renderTemplate: RenderThread['render']; print(job: PrintJob): Promise<Uint8Array> };

/** A job carries ids only; the chain's context is opened again for it. */
export type JobCall = { app: WorkerApp; input: { tenantId: string; subjectId: string } };
