// The one door: who may, is the question well-formed, in which transaction, what the audit keeps, whom to tell.
import { randomUUID } from 'node:crypto';
import type { AppEvent } from '../../shared/contract/events.ts';
import { type Area, findOperation } from '../../shared/contract/index.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import type { Answer, Problem } from '../../shared/contract/problem.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import { appendAudit } from '../database/audit.ts';
import type { CaseFile } from '../database/case-file.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { CaseFileFault } from '../database/fault.ts';
import { type CommandContext, type Handlers, Refusal, type TaskContext } from './context.ts';
import type { Log } from './log.ts';
import { isTooDeep } from './nesting.ts';
import type { World } from './world.ts';

/** What dispatch needs beside the contract; the seat is whoever asks. */
export type Dispatch = {
  readonly handlers: Handlers;
  readonly world: World;
  readonly log: Log;
  readonly programmes: CommandContext['programmes'];
  readonly territory: CommandContext['territory'];
  readonly openFile: () => CaseFile | null;
  readonly announce: (event: AppEvent) => void;
  readonly nudge: () => void;
};

export type Asker = {
  readonly user: SignedInUser | null;
  readonly taskContext: (store: TaskContext['store']) => TaskContext;
};

type Question = { readonly name: string; readonly operation: AnyOperation; readonly input: unknown };
type Handler = (context: unknown, input: unknown) => unknown;

/** Answers one question. Whatever happens inside becomes a value; nothing is thrown. */
export async function answer(
  dispatch: Dispatch,
  asker: Asker,
  asked: { name: string; input: unknown },
): Promise<Answer<unknown>> {
  try {
    const operation = findOperation(asked.name);
    if (operation === undefined) return { ok: false, problem: { kind: 'unknown-operation' } };
    permit(operation, asker.user, dispatch.openFile());
    if (!operation.evenOnFullDisk && dispatch.openFile()?.isDiskFull()) throw new Refusal({ kind: 'disk-full' });
    const input = parse(operation, asked.input);
    return { ok: true, value: await perform(dispatch, asker, { name: asked.name, operation, input }) };
  } catch (error) {
    return { ok: false, problem: toProblem(error, asked.name, dispatch.log) };
  }
}

function permit(operation: AnyOperation, user: SignedInUser | null, file: CaseFile | null): void {
  const { permission } = operation;
  if (permission === 'anyone') return;
  if (user === null || file === null) throw new Refusal({ kind: 'not-signed-in' });
  if (permission === 'signed-in') return;
  if (!permission.some((role) => user.roles.includes(role))) {
    throw new Refusal({ kind: 'forbidden', needs: [...permission] });
  }
}

function parse(operation: AnyOperation, input: unknown): unknown {
  if (isTooDeep(input)) throw new Refusal({ kind: 'invalid-input', issues: [{ path: [], code: 'too_big' }] });
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 50).map((issue) => ({
    path: issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    code: issue.code,
  }));
  throw new Refusal({ kind: 'invalid-input', issues });
}

function perform(dispatch: Dispatch, asker: Asker, question: Question): unknown {
  switch (question.operation.kind) {
    case 'query':
      return runQuery(dispatch, asker, question);
    case 'command':
      return runCommand(dispatch, asker, question);
    case 'task':
      return handlerOf(dispatch, question.name)(
        asker.taskContext((work) => transact(dispatch, { user: asker.user, name: question.name }, work)),
        question.input,
      );
  }
}

/** The contract's types tie each name to its handler; only here, where the name is text, that knowledge is lost. */
function handlerOf(dispatch: Dispatch, name: string): Handler {
  const [area = '', operation = ''] = name.split('.');
  const ofArea: Record<string, unknown> = dispatch.handlers[area as Area]; // findOperation found this very name
  return ofArea[operation] as Handler; // every operation of the contract has a handler, or Handlers would not compile
}

function runQuery(dispatch: Dispatch, asker: Asker, question: Question): unknown {
  const { file, user } = present(dispatch, asker.user);
  let subjectId: string | null = null;
  const value = handlerOf(dispatch, question.name)(
    {
      db: file.read,
      user,
      world: dispatch.world,
      programmes: dispatch.programmes,
      territory: dispatch.territory,
      note: (noted: string) => {
        subjectId = noted;
      },
    },
    question.input,
  );
  if (question.operation.readIsLogged) {
    file.transaction((db) => keepAudit(dispatch, db, { userId: user.id, operation: question.name, subjectId }));
  }
  return value;
}

function runCommand(dispatch: Dispatch, asker: Asker, question: Question): unknown {
  present(dispatch, asker.user);
  return transact(dispatch, { user: asker.user, name: question.name }, (context) =>
    handlerOf(dispatch, question.name)(context, question.input),
  );
}

function present(dispatch: Dispatch, user: SignedInUser | null): { file: CaseFile; user: SignedInUser } {
  const file = dispatch.openFile();
  if (file === null || user === null) throw new Refusal({ kind: 'not-signed-in' });
  return { file, user };
}

/** One transaction: the work, then its audit row; events and the nudge go out only after the commit. */
function transact<Value>(
  dispatch: Dispatch,
  act: { user: SignedInUser | null; name: string },
  work: (context: CommandContext) => Value,
): Value {
  const { file, user } = present(dispatch, act.user);
  const events: AppEvent[] = [];
  let nudged = false;
  const value = file.transaction((db) => {
    const notes: { subjectId: string; details: unknown }[] = [];
    const done = work({
      db,
      user,
      device: file.device,
      world: dispatch.world,
      programmes: dispatch.programmes,
      territory: dispatch.territory,
      note: (subjectId, details = null) => notes.push({ subjectId, details }),
      announce: (event) => events.push(event),
      nudge: () => {
        nudged = true;
      },
    });
    for (const noted of notes.length > 0 ? notes : [{ subjectId: null, details: null }]) {
      keepAudit(dispatch, db, { userId: user.id, operation: act.name, ...noted });
    }
    return done;
  });
  for (const event of events) dispatch.announce(event);
  if (nudged) dispatch.nudge();
  return value;
}

type AuditEntry = { userId: string; operation: string; subjectId: string | null; details?: unknown };

function keepAudit(dispatch: Dispatch, db: WriteDatabase, entry: AuditEntry): void {
  appendAudit(db, {
    at: dispatch.world.now(),
    userId: entry.userId,
    operation: entry.operation,
    subjectId: entry.subjectId,
    details: entry.details ?? null,
    salt: dispatch.world.randomBytes(16),
  });
}

function toProblem(error: unknown, operation: string, log: Log): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof CaseFileFault) return error.problem;
  const reference = randomUUID();
  const stack = error instanceof Error ? (error.stack ?? error.name) : 'not an error';
  // The stack names places in our code; an error's message may quote what a person typed, so it stays out.
  log.error('internal', {
    reference,
    operation,
    name: error instanceof Error ? error.name : typeof error,
    at: placesOf(stack),
  });
  return { kind: 'internal', reference };
}

function placesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
}
