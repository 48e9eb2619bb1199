// Whatever is asked, in whatever shape, over whichever host: an answer of the contract, and nothing written unless it was
// granted.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import { problem } from '../../shared/contract/problem.ts';
import { hostileInput } from './generator.ts';
import { type HostileHost, type HostileOffice, type OpenHost, openHostileOffice, sitDown } from './hostile-office.ts';
import { toJsonText } from './oddities.ts';
import { operations } from './operations.ts';

/** The same questions every time; another seed or more of them on demand. */
const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const questions = Number(process.env.TECZKA_HOSTILE_RUNS ?? 40);

/** Wrong passphrases of a colleague are written to the audit on purpose. */
const leavesTracesOfRefusals = new Set(['session.signIn', 'session.changePassphrase', 'session.renewRecoveryCode']);
/** Somebody else, or nobody, sits there afterwards. */
const changesTheSeat = new Set(['session.lock', 'session.signIn', 'session.recover']);

export function promiseAnswers(open: OpenHost): void {
  let office: HostileOffice;
  let host: HostileHost;
  beforeAll(async () => {
    office = await openHostileOffice();
    host = await open(office);
  });
  afterAll(async () => {
    await host?.close();
    await office?.close();
  });

  test.each(operations)('$name answers every input as its contract says', async ({ area, name, operation }) => {
    await fc.assert(
      fc.asyncProperty(hostileInput(operation, office.known(area)), fc.boolean(), async (made, asSeen) => {
        const text = toJsonText(asSeen ? office.settled(made) : made);
        const before = office.state();
        const given = judge(await host.ask(name, text), operation, text);
        expect({ ...given, faults: host.faults() }).toEqual({ ...given, wrong: null, faults: [] });
        if (!given.ok && !leavesTracesOfRefusals.has(name)) expect(office.state()).toBe(before);
        if (given.ok && changesTheSeat.has(name)) await sitDown(host, 'anna');
      }),
      { seed, numRuns: questions },
    );
    expectOurPrototypes();
  });

  test('nothing of all this is left in the log', async () => {
    expect(await host.ask('session.status', '{}')).toMatchObject({ ok: true, value: { phase: 'open' } });
    expect(host.faults()).toEqual([]);
  });
}

type Judged = { readonly ok: boolean; readonly kind: string; readonly wrong: string | null };

/** What is wrong with an answer, or null. */
function judge(answer: unknown, { kind: asked, input, output }: AnyOperation, text: string): Judged {
  const given = answer as { ok: boolean; value?: unknown; problem?: { kind: string } }; // judged by what follows
  if (given.ok === true) {
    const read = output.safeParse(given.value);
    if (!read.success) return { ok: true, kind: 'ok', wrong: read.error.message };
    const taken = input.safeParse(JSON.parse(text));
    if (!taken.success) return { ok: true, kind: 'ok', wrong: 'fits no question of the contract, and was granted' };
    const changed = asked === 'query' ? [] : listChanged(taken.data, given.value);
    return { ok: true, kind: 'ok', wrong: changed.length === 0 ? null : `came back changed: ${changed.join()}` };
  }
  const read = problem.safeParse(given.problem);
  if (given.ok !== false || !read.success) return { ok: false, kind: 'none', wrong: JSON.stringify(answer) };
  const { kind } = read.data;
  return { ok: false, kind, wrong: kind === 'internal' ? 'internal' : null };
}

/** A new version has an id of its own; a document's number is kept without its spaces; a role held twice is held once. */
const ownOfTheAnswer = new Set(['id', 'number', 'roles']);

/** Where a text that was taken in is not what the answer shows in the same place; a person's fields stand there unwrapped. */
function listChanged(taken: unknown, shown: unknown): string[] {
  if (typeof taken === 'string' && typeof shown === 'string')
    return taken === shown ? [] : [JSON.stringify([taken, shown])];
  if (typeof taken !== 'object' || taken === null || typeof shown !== 'object' || shown === null) return [];
  const fields = Object.entries(
    'person' in taken && !('person' in shown) ? { ...taken, ...Object(taken.person) } : taken,
  );
  return fields
    .filter(([key]) => !ownOfTheAnswer.has(key) && Object.hasOwn(shown, key))
    .flatMap(([key, member]) => listChanged(member, Reflect.get(shown, key)));
}

const untouched = Object.getOwnPropertyNames(Object.prototype).sort().join();

function expectOurPrototypes(): void {
  expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(untouched);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'surprise')).toBeUndefined();
}
