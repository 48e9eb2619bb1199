// The worker thread's entry: one job, one answer, then it ends. Bundled beside the core under this very name.
import { parentPort, workerData } from 'node:worker_threads';
import type { Job, JobResult } from './background-jobs.ts';
import { performBackupJob } from './backup-worker.ts';
import { CaseFileFault } from './fault.ts';
import { deriveHere } from './key-derivation.ts';
import { openConnection, withFaults } from './sqlite.ts';

async function perform(job: Job): Promise<JobResult> {
  switch (job.job) {
    case 'derive':
      return { job: 'derive', value: await deriveHere(job) };
    case 'check':
      return { job: 'check', value: check(job) };
    case 'copy':
      return { job: 'copy', value: copy(job) };
    default:
      return performBackupJob(job);
  }
}

/** Every page is authenticated by being read; foreign keys show rows that refer to nothing. */
function check({ file, dataKey }: Extract<Job, { job: 'check' }>): boolean {
  try {
    const raw = openConnection({ file, dataKey, access: 'read' });
    try {
      return withFaults(
        () =>
          raw.pragma('quick_check(1)', { simple: true }) === 'ok' &&
          raw.prepare('SELECT * FROM pragma_foreign_key_check LIMIT 1').get() === undefined,
      );
    } finally {
      raw.close();
    }
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return false;
    throw error;
  }
}

/** VACUUM INTO writes nothing here, but a connection that may not write refuses it. */
function copy({ file, dataKey, path }: Extract<Job, { job: 'copy' }>): undefined {
  const raw = openConnection({ file, dataKey, access: 'write' });
  try {
    withFaults(() => raw.prepare('VACUUM INTO :path').run({ path }));
  } finally {
    raw.close();
  }
}

// Started as a thread, it was given a job: background.ts is its only caller.
perform(workerData as Job).then(
  (result) => parentPort?.postMessage(result),
  (error: unknown) => {
    if (!(error instanceof CaseFileFault)) throw error;
    parentPort?.postMessage({ problem: error.problem });
  },
);
