// A sample of the same odd values through the window of the double, whose bridge carries JSON.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {} from '../../../renderer/client/transport.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { AnyOperation } from '../../../shared/contract/operation.ts';
import { problem } from '../../../shared/contract/problem.ts';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';
import { hostileInput } from '../generator.ts';
import { inheritedNames, oddTexts, toJsonText } from '../oddities.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const operations = Object.entries(contract).flatMap(([area, ofArea]) =>
  Object.entries<AnyOperation>(ofArea).map(([name, operation]) => ({ name: `${area}.${name}`, operation })),
);
const administrator = { login: 'anna.probna', passphrase: 'zielony rower stoi w sieni' };

describe.skipIf(findChromium() === null)('through the window', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
    const made = await ask('office.create', {
      name: 'Powiatowy Urząd Pracy w Próbnicach',
      countyTeryt: '1212',
      administrator: { ...administrator, displayName: 'Anna Próbna', roles: ['clerk', 'advisor', 'approver'] },
    });
    expect(made).toMatchObject({ ok: true });
  });
  afterAll(() => double?.close());

  /** Parsed in the page, so that "__proto__" arrives there as a field. */
  const askText = (name: string, text: string) =>
    double.page.evaluate(([operation, input]) => window.teczka?.ask(operation, JSON.parse(input)), [
      name,
      text,
    ] as const);
  const ask = (name: string, input: unknown) => askText(name, JSON.stringify(input));

  function expectAnswer(name: string, operation: AnyOperation, answer: unknown): void {
    const given = answer as { ok: boolean; value?: unknown; problem?: { kind: string } }; // judged by what follows
    if (given.ok) expect(operation.output.safeParse(given.value).error, name).toBeUndefined();
    else expect([name, problem.safeParse(given.problem).success, given.problem?.kind]).not.toContain(false);
    expect([name, given.problem?.kind]).not.toContain('internal');
  }

  test('each operation answers a sample of odd inputs as its contract says', async () => {
    for (const { name, operation } of operations) {
      // Who sits here stays here.
      if (['session.lock', 'session.signIn', 'session.changePassphrase', 'office.addUser'].includes(name)) continue;
      for (const made of fc.sample(hostileInput(operation, {}), { numRuns: 5, seed })) {
        expectAnswer(name, operation, await askText(name, toJsonText(made)));
      }
    }
    expect(await ask('session.status', {})).toMatchObject({ ok: true, value: { phase: 'open' } });
  });

  test.each([...inheritedNames, ...oddTexts.slice(0, 12), 'session.__proto__', '__proto__.status', 'session.status.x'])(
    'the name %j is no operation',
    async (name) => {
      const answer = await ask(name, {});
      expect(answer).toEqual({ ok: false, problem: { kind: 'unknown-operation' } });
    },
  );

  test('its log names no fault and nobody', () => {
    expect(double.log()).not.toContain('internal');
    expect(double.log()).not.toContain('Próbna');
  });
});
