// What a window is asked before there is an office, and what once got through it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import { type Double, openDouble } from '../../support/electron-double/open-double.ts';
import { inheritedNames, oddTexts, toJsonText } from '../oddities.ts';
import { promiseNobodyBefore } from '../permission-promises.ts';
import { askIn } from './hostile-window.ts';

describe.skipIf(findChromium() === null)('through the window', () => {
  let double: Double;
  beforeAll(async () => {
    double = await openDouble();
  });
  afterAll(() => double?.close());
  const ask = (name: string, input: string) => askIn(double.page)(name, input);

  promiseNobodyBefore(ask);

  test.each([...inheritedNames, ...oddTexts.slice(0, 12), 'session.__proto__', '__proto__.status', 'session.status.x'])(
    'the name %j is no operation',
    async (name) => {
      expect(await ask(name, '{}')).toEqual({ ok: false, problem: { kind: 'unknown-operation' } });
    },
  );

  test('what is nested deeper than a message between its processes is refused as too large, and the next question answered', async () => {
    expect(await ask('session.saveDraft', toJsonText({ key: 'person:new', body: '§deep§' }))).toEqual({
      ok: false,
      problem: { kind: 'invalid-input', issues: [{ path: [], code: 'too_big' }] },
    });
    expect(await ask('session.status', '{}')).toMatchObject({ ok: true, value: { phase: 'no-case-file' } });
  });
});
