// A seat of the core as a command uses it: somebody of the office signed in there, answers with the contract's types.

import type { AppEvent } from '../../shared/contract/events.ts';
import type { Area, AskedOf, Contract, OperationName, OutputOf } from '../../shared/contract/index.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import type { Answer, Problem } from '../../shared/contract/problem.ts';
import type { Core } from '../core/core.ts';
import type { DemonstrationUser } from './demonstration-users.ts';

type OperationOf<Name extends OperationName> = Name extends `${infer A extends Area}.${infer O}`
  ? O extends keyof Contract[A]
    ? Contract[A][O] extends AnyOperation
      ? Contract[A][O]
      : never
    : never
  : never;

type Asked<Name extends OperationName> = AskedOf<OperationOf<Name>>;
type Given<Name extends OperationName> = OutputOf<OperationOf<Name>>;

export type Desk = {
  ask<Name extends OperationName>(name: Name, input: Asked<Name>): Promise<Answer<Given<Name>>>;
  /** For what cannot be refused unless a program is wrong: throws UnexpectedRefusal. */
  get<Name extends OperationName>(name: Name, input: Asked<Name>): Promise<Given<Name>>;
};

/** An act that had to succeed did not; the message holds codes only. */
export class UnexpectedRefusal extends Error {
  readonly problem: Problem;
  constructor(operation: string, problem: Problem) {
    super(`${operation} was answered with ${describeProblem(problem)}`);
    this.problem = problem;
  }
}

export function describeProblem(problem: Problem): string {
  switch (problem.kind) {
    case 'refused':
      return `refused: ${problem.reason}`;
    case 'invalid-input':
      return `invalid-input: ${problem.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')}`;
    case 'central-refused':
      return `central-refused: ${problem.code}`;
    case 'central-unreachable':
      return `central-unreachable: ${problem.cause}`;
    default:
      return problem.kind;
  }
}

type Credentials = Pick<DemonstrationUser, 'login' | 'passphrase'>;
type Listener = (event: AppEvent) => void;

/** Nobody sits here yet; whoever makes the office does afterwards. */
export function openEmptyDesk(core: Core): Desk {
  const seat = core.openSeat(() => undefined);
  // Dispatch answers an operation with what its contract says.
  return toDesk(async (name, input) => (await seat.ask(name, input)) as never);
}

/** Signs the user in. Whoever was away too long signs in again, as people do. */
export async function openDesk(
  core: Core,
  { login, passphrase }: Credentials,
  listener: Listener = () => undefined,
): Promise<Desk> {
  const seat = core.openSeat(listener);
  const signIn = () => seat.ask('session.signIn', { login, passphrase });
  const opened = await signIn();
  if (!opened.ok) throw new UnexpectedRefusal('session.signIn', opened.problem);
  return toDesk(async (name, input) => {
    const first = await seat.ask(name, input);
    const isLocked = !first.ok && first.problem.kind === 'not-signed-in';
    if (isLocked) await signIn();
    // As above.
    return (isLocked ? await seat.ask(name, input) : first) as never;
  });
}

function toDesk(ask: Desk['ask']): Desk {
  return {
    ask,
    get: async (name, input) => {
      const answer = await ask(name, input);
      if (!answer.ok) throw new UnexpectedRefusal(name, answer.problem);
      return answer.value;
    },
  };
}
