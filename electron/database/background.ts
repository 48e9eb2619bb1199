// Hands long work to a worker thread, so that nobody waits for it at a keyboard.
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../shared/contract/problem.ts';
import type { Job, JobResult } from './background-jobs.ts';
import { CaseFileFault } from './fault.ts';

type Results = { readonly [Kind in JobResult['job']]: Extract<JobResult, { job: Kind }>['value'] };

/** Secrets travel to the thread by message, never by argument or environment. `stop` ends the thread, and its work fails. */
export function runInBackground<Asked extends Job>(job: Asked, stop?: AbortSignal): Promise<Results[Asked['job']]> {
  const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./case-file-worker.${suffix}`, import.meta.url), { workerData: job, env: {} });
  const end = () => void worker.terminate();
  stop?.addEventListener('abort', end);
  // Nobody waits at a keyboard for a check: it must not keep a program alive that has nothing else to do.
  if (job.job === 'check') worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', (result: JobResult | { problem: Problem }) => {
      if ('problem' in result) reject(new CaseFileFault(result.problem));
      else resolve(result.value as Results[Asked['job']]); // the worker answers each job with its own result
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      stop?.removeEventListener('abort', end);
      reject(new Error(`the worker ended with ${code}`));
    });
  });
}
