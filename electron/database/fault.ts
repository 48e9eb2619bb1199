// What the case file itself refuses, already in the contract's words; dispatch answers with it.
import type { Problem } from '../../shared/contract/problem.ts';

export class CaseFileFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/**
 * Writes what may be missing: on a full disk the first attempt frees the room that is put by, and the second one takes
 * of it. Where not even that is enough, it is not written.
 */
export function writeIfThereIsRoom(write: () => void): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      write();
      return;
    } catch (error) {
      if (!(error instanceof CaseFileFault && error.problem.kind === 'disk-full')) throw error;
    }
  }
}
