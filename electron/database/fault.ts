// What the case file itself refuses, already in the contract's words; dispatch answers with it.
import type { Problem } from '../../shared/contract/problem.ts';

export class CaseFileFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}
