import type { Task } from '../../domain/task.ts';
import { monthJob } from '../accountant/monthJob.ts';
import { deliverJob } from '../deliveries/deliver.ts';
import { renderJob } from '../invoices/render.ts';
import { previewJob } from '../templates/renderPreview.ts';
import type { JobCall } from '../workerContext.ts';
import { runnerOf } from './run.ts';

/** Every task and its job. */
export const jobs: Record<Task, (call: JobCall) => Promise<void>> = {
  render: runnerOf('render', renderJob),
  deliver: runnerOf('deliver', deliverJob),
  preview: runnerOf('preview', previewJob),
  month: runnerOf('month', monthJob),
};
