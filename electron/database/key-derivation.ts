// From a passphrase to a key: Argon2id, slow on purpose, so that a stolen file cannot be tried out quickly.
import { argon2id } from 'hash-wasm';
import { runInBackground } from './background.ts';
import type { DerivationCost, Job } from './background-jobs.ts';

export const usualCost: DerivationCost = { memoryKib: 65_536, passes: 3, lanes: 1 };
/** Below it a thread's start costs more than the work: only files made by tests and bulk tools are that cheap. */
const cheapMemoryKib = 1024;

type Derivation = Omit<Extract<Job, { job: 'derive' }>, 'job'>;

/** 32 bytes; about 150 ms at the usual cost, in a worker thread. */
export function deriveKey(asked: Derivation): Promise<Uint8Array> {
  return asked.cost.memoryKib <= cheapMemoryKib ? deriveHere(asked) : runInBackground({ job: 'derive', ...asked });
}

/** The same in this thread. */
export function deriveHere({ secret, salt, cost }: Derivation): Promise<Uint8Array> {
  return argon2id({
    // One typed letter, one text: keyboards compose accents differently.
    password: secret.normalize('NFKC'),
    salt,
    memorySize: cost.memoryKib,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
