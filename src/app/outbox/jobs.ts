import type { Task } from '../../domain/task.ts';
import { monthJob } from '../accountant/monthJob.ts';
import { deliverJob } from '../deliveries/deliver.ts';
import { confirmJob, renderJob } from '../invoices/render.ts';
import { sendToKsefJob } from '../ksef/send.ts';
import { ksefTrialJob } from '../ksef/trial.ts';
import { writeFa3Job } from '../ksef/writeFa3.ts';
import { previewJob } from '../templates/renderPreview.ts';
import type { JobCall, Rest } from '../workerContext.ts';
import { runnerOf } from './run.ts';

/** Every task and its job. */
export const jobs: Record<Task, (call: JobCall) => Promise<Rest | undefined>> = {
  render: runnerOf('render', renderJob),
  confirm: runnerOf('confirm', confirmJob),
  fa3: runnerOf('fa3', writeFa3Job),
  deliver: runnerOf('deliver', deliverJob),
  preview: runnerOf('preview', previewJob),
  ksef_send: runnerOf('ksef_send', sendToKsefJob),
  ksef_trial: runnerOf('ksef_trial', ksefTrialJob),
  month: runnerOf('month', monthJob),
};
