// Answers like the core: inputs are checked by the contract's schemas, every question is remembered.
import { readFileSync } from 'node:fs';
import { act } from '@testing-library/react';
import { setTransport } from '../../../renderer/app/connection.ts';
import { useSession } from '../../../renderer/app/session-store.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';
import type { Area, Contract, InputOf, OperationName, OutputOf } from '../../../shared/contract/index.ts';
import { findOperation } from '../../../shared/contract/index.ts';
import type { AnyOperation } from '../../../shared/contract/operation.ts';
import type { Answer } from '../../../shared/contract/problem.ts';
import { type Programme, parseProgramme } from '../../../shared/domain/programme.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';

type Operation<Name> = Name extends `${infer A extends Area}.${infer O}`
  ? O extends keyof Contract[A]
    ? Extract<Contract[A][O], AnyOperation>
    : never
  : never;
type Given<Name extends OperationName> = (
  input: InputOf<Operation<Name>>,
) => Answer<OutputOf<Operation<Name>>> | Promise<Answer<OutputOf<Operation<Name>>>>;

export const ok = <Value>(value: Value) => ({ ok: true, value }) as const;
export const day = '2026-11-22T13:32:00.000Z';
export const idOf = (place: number) => `01900000-0000-7000-8000-${String(place).padStart(12, '0')}`;
export const userId = idOf(1);

/** The product's own rule files; the test runner stands in the repository. */
function rulesOf(code: string): Programme {
  const read = parseProgramme(JSON.parse(readFileSync(`resources/programmes/${code}.json`, 'utf8')));
  if (!read.ok) throw new Error('the rule file of the product is unreadable');
  return read.value;
}
export const rules = { kk: rulesOf('kk'), kkz: rulesOf('kkz') };

export type FakeCore = {
  on<Name extends OperationName>(name: Name, give: Given<Name>): void;
  /** Every input an operation was asked with, in order. */
  asked<Name extends OperationName>(name: Name): InputOf<Operation<Name>>[];
  /** News from the core, unasked. */
  tell(event: AppEvent): void;
};

/** A window connected to this core, with somebody of these roles signed in. */
export function startCore(roles: readonly [Role, ...Role[]]): FakeCore {
  const given = new Map<string, (input: never) => unknown>();
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  const core: FakeCore = {
    on: (name, give) => void given.set(name, give),
    // Only inputs of this operation were kept under its name.
    asked: (name) => asked.filter((each) => each.name === name).map(({ input }) => input) as never,
    tell: (event) => {
      for (const listener of listeners) act(() => listener(event));
    },
  };
  setTransport({
    host: 'browser',
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: async (name, raw) => {
      const read = findOperation(name)?.input.safeParse(raw);
      const give = given.get(name);
      if (read === undefined || give === undefined) return { ok: false, problem: { kind: 'unknown-operation' } };
      if (!read.success) {
        const issues = read.error.issues.map(({ path, code }) => ({ path: path.map(String), code }));
        return { ok: false, problem: { kind: 'invalid-input', issues } };
      }
      asked.push({ name, input: read.data });
      // The function was registered under this name, for inputs of this schema.
      return (await give(read.data as never)) as Answer<unknown>;
    },
  });
  answerUsualQuestions(core);
  useSession.setState({
    status: {
      phase: 'open',
      officeName: 'Urząd próbny',
      user: { id: userId, login: 'proba', displayName: 'Anna Próbna', roles: [...roles] },
      logins: [],
      systemUnlock: { isAvailable: false, login: null },
      lockAfterMinutes: 10,
    },
  });
  return core;
}

function answerUsualQuestions(core: FakeCore): void {
  core.on('programmes.list', () =>
    ok([
      { programme: rules.kk, hash: 'a'.repeat(64) },
      { programme: rules.kkz, hash: 'b'.repeat(64) },
    ]),
  );
  core.on('office.listColleagues', () => ok([{ id: userId, displayName: 'Anna Próbna' }]));
  core.on('session.findDraft', () => ok(null));
  core.on('session.saveDraft', () => ok({ savedAt: day }));
  core.on('session.discardDraft', () => ok(null));
}
