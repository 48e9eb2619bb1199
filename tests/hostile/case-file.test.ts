// A case file's folder with any byte of its plain files altered: opened, or refused in words and left as it was found.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../electron/core/case-file-door.ts';
import { Refusal } from '../../electron/core/context.ts';
import { realWorld } from '../../electron/core/world.ts';
import { CaseFileFault } from '../../electron/database/fault.ts';
import { cheapCost, makeCaseFile, passphrase } from '../support/case-file.ts';

let parent: string;
let original: string;
let recoveryCode: string;
let folder: string;
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'teczka-damage-'));
  original = join(parent, 'whole.teczka');
  folder = join(parent, 'urzad.teczka');
  const made = await makeCaseFile();
  recoveryCode = made.recoveryCode;
  await made.door.close();
  cpSync(made.folder, original, { recursive: true });
  await made.dispose();
});
afterAll(() => rmSync(parent, { recursive: true }));

/** What was answered to the person: open, a problem of the contract, or our own fault by name. */
async function answerTo(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'open';
  } catch (error) {
    if (error instanceof Refusal || error instanceof CaseFileFault) return error.problem.kind;
    return `fault: ${error instanceof Error ? error.message : typeof error}`;
  }
}

type Attempt = { readonly file: string; readonly content: string | Buffer };

/** Puts a file's altered content into a whole folder and tries every way in. */
async function tryDamaged({ file, content }: Attempt): Promise<{ answers: string[]; changed: string[] }> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(original, folder, { recursive: true });
  writeFileSync(join(folder, file), content);
  const before = contents();
  const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
  const answers = [
    await answerTo(async () => [door.exists(), door.officeName(), door.logins()]),
    await answerTo(() => door.signIn('anna', passphrase)),
  ];
  await door.close();
  const after = contents();
  const changed = answers.includes('open') && answers[1] === 'open' ? [] : differing(before, after);
  return { answers, changed };
}

/** The lock's own files come and go. */
function contents(): Map<string, string> {
  const names = readdirSync(folder).filter((name) => !name.startsWith('lock'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

function differing(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}

const clear = ['open', 'wrong-passphrase', 'case-file-damaged', 'not-a-case-file', 'newer-case-file'];

describe.each(['header.json', 'keyring.json'])('%s', (file) => {
  test('with any one byte altered opens or is refused in words, and a refusal changes nothing', async () => {
    const whole = readFileSync(join(original, file));
    const seen = new Set<string>();
    for (let at = 0; at < whole.length; at += 1) {
      // The lowest bit makes another letter, the highest one no letter at all.
      const flip = at % 2 === 0 ? 0x01 : 0x80;
      const content = Buffer.from(whole);
      content.writeUInt8(content.readUInt8(at) ^ flip, at);
      const { answers, changed } = await tryDamaged({ file, content });
      expect({ at, changed, odd: answers.filter((answer) => !clear.includes(answer)) }).toEqual({
        at,
        changed: [],
        odd: [],
      });
      for (const answer of answers) seen.add(answer);
    }
    expect([...seen].sort()).toContain('case-file-damaged');
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"teczka"',
    '{}',
    '{"__proto__":{"format":"teczka-case-file","formatVersion":1}}',
    '{"format":"teczka-case-file","formatVersion":1e308}',
    '{"format":"teczka-case-file","formatVersion":-1}',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    '\uFEFF{}',
  ])('holding %s is refused in words', async (content) => {
    const { answers, changed } = await tryDamaged({ file, content });
    expect({ answers: answers.filter((answer) => !clear.slice(1).includes(answer)), changed }).toEqual({
      answers: [],
      changed: [],
    });
    expect(Reflect.get({}, 'format')).toBeUndefined();
  });
});

/** The key ring with its slots' derivation, nonce and key rewritten. */
function ringWith(changes: { derivation?: object; slot?: object }): string {
  const ring = JSON.parse(readFileSync(join(original, 'keyring.json'), 'utf8'));
  const slots = [...ring.logins.map(({ slot }: { slot: object }) => slot), ring.recovery];
  for (const slot of slots) {
    Object.assign(slot.derivation, changes.derivation);
    Object.assign(slot, changes.slot);
  }
  return JSON.stringify(ring);
}

test.each([
  { derivation: { memoryKib: 64, lanes: 16 } },
  { derivation: { memoryKib: 1e9 } },
  { derivation: { passes: 0 } },
  { derivation: { passes: 1e9 } },
  { derivation: { lanes: -1 } },
  { derivation: { salt: '' } },
  { derivation: { salt: 'AAAA' } },
  { derivation: { algorithm: 'none' } },
  { slot: { nonce: '' } },
  { slot: { nonce: 'A'.repeat(400) } },
  { slot: { wrapped: '' } },
  { slot: { wrapped: 'AAAA' } },
  { slot: { wrapped: 'A'.repeat(4000) } },
])('a key ring with %j is damaged, whichever secret is tried', async (changes) => {
  const { answers, changed } = await tryDamaged({ file: 'keyring.json', content: ringWith(changes) });
  expect({ answers, changed }).toEqual({ answers: ['case-file-damaged', 'case-file-damaged'], changed: [] });
  const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
  expect(await answerTo(() => door.recover('anna', recoveryCode, 'niebieski dzban pod oknem'))).toBe(
    'case-file-damaged',
  );
});

test.each(['lock.sqlite', 'case.sqlite'])('a %s that is no database is refused in words', async (file) => {
  const { answers } = await tryDamaged({ file, content: 'not a database '.repeat(400) });
  expect(answers[1]).toBe('case-file-damaged');
});

test('a note of who has the file is only shown, whatever it holds', async () => {
  const { answers } = await tryDamaged({ file: 'lock-holder.json', content: '{"pid":"x","host":1}' });
  expect(answers).toEqual(['open', 'open']);
});
