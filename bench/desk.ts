// One seat at a case file, in this process: asked as a host asks it.
import { fileURLToPath } from 'node:url';
import { silentLog } from '../electron/core/log.ts';
import { realWorld } from '../electron/core/world.ts';
import { openWorkplace } from '../electron/workplace.ts';
import type { Answer } from '../shared/contract/problem.ts';
import { cheapCost, passphrase } from '../tests/support/case-file.ts';

export const resources = fileURLToPath(new URL('../resources', import.meta.url));

export type Desk = {
  /** The answer's value; throws when it was refused, for a refusal's time says nothing. */
  ask(operation: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
};

export async function openDesk(folder: string, login: string): Promise<Desk> {
  const fetch = () => Promise.reject(new TypeError('this desk has no network'));
  const workplace = openWorkplace({ folder, resources, fetch, world: realWorld, log: silentLog, cost: cheapCost });
  const seat = workplace.openSeat(() => undefined);
  const ask = async (operation: string, input: unknown) => toValue(await seat.ask(operation, input), operation);
  await ask('session.signIn', { login, passphrase });
  return { ask, close: () => workplace.close() };
}

function toValue(answer: Answer<unknown>, operation: string): unknown {
  if (!answer.ok) throw new Error(`${operation} was refused: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}
