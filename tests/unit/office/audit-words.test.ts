// Whatever the audit may hold has its words, so that nobody reads "another act" where four eyes were asked for.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { office } from '../../../renderer/text/pl/office.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { AnyOperation } from '../../../shared/contract/operation.ts';

/** Tasks that store nothing; a new one either has words or is one of these. */
const writesNothing = [
  'session.status',
  'office.territory',
  'office.health',
  'backups.status',
  'backups.list',
  'backups.preview',
  'sync.status',
  'sync.tryNow',
  'sync.checkReceipt',
];
/** Stored under another name by whoever does the work, past dispatch. */
const toldOtherwise = ['backups.recover'];

const ofContract = Object.entries(contract).flatMap(([area, operations]) =>
  Object.entries<AnyOperation>(operations)
    .filter(([, { kind, readIsLogged }]) => kind !== 'query' || readIsLogged)
    .map(([name]) => `${area}.${name}`),
);

/** What the workstation writes down by itself: each such row names its operation where it is made. */
function listInternal(): string[] {
  const root = new URL('../../../electron/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) =>
    [...readFileSync(new URL(name, root), 'utf8').matchAll(/\boperation: '([^']+)'/g)].map(([, named = '']) => named),
  );
}

test('every act that is written down is called by its name', () => {
  const written = [...ofContract, ...listInternal()].filter(
    (name) => !writesNothing.includes(name) && !toldOtherwise.includes(name),
  );
  expect(listInternal()).toEqual(expect.arrayContaining(['sync.settle', 'sync.otherFile', 'audit.erase']));
  expect(Object.keys(office.audit.operation).sort()).toEqual([...new Set(written)].sort());
});

test('two acts are never called the same', () => {
  const words = Object.values(office.audit.operation);
  expect(new Set(words).size).toBe(words.length);
});
