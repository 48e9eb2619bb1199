// The bill of materials: what an installed Teczka consists of, in a form that scanners of weaknesses read.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const make = () => execFileSync(process.execPath, [`${root}scripts/sbom.mjs`], { encoding: 'utf8', cwd: '/' });

/** The part of CycloneDX 1.6 that the script writes; anything beside it would be a surprise. */
const component = z.strictObject({
  'bom-ref': z.string().min(1),
  type: z.literal('library'),
  name: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  scope: z.enum(['required', 'optional']),
  purl: z.string().regex(/^pkg:npm\/(%40[^/@]+\/)?[^/@]+@[^/@]+$/),
  hashes: z.tuple([z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) })]),
  licenses: z.tuple([
    z.union([
      z.strictObject({ expression: z.string() }),
      z.strictObject({ license: z.strictObject({ id: z.string() }) }),
    ]),
  ]),
});
const bill = z.strictObject({
  $schema: z.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  version: z.literal(1),
  metadata: z.strictObject({
    lifecycles: z.tuple([z.strictObject({ phase: z.literal('pre-build') })]),
    component: z.strictObject({
      'bom-ref': z.string(),
      type: z.literal('application'),
      name: z.literal('teczka'),
      version: z.string(),
      description: z.string(),
      purl: z.string(),
    }),
  }),
  components: z.array(component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

const { components, dependencies } = bill.parse(JSON.parse(make()));
const names = new Set(components.map(({ name }) => name));

test('names what is delivered, in the packages and in the page, and no tool of ours', () => {
  const manifest = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));
  const direct = Object.keys(manifest.dependencies).filter((name) => name !== 'better-sqlite3');
  for (const name of [...direct, 'better-sqlite3-multiple-ciphers', 'electron', 'react', 'react-dom', 'pg-protocol']) {
    expect(names).toContain(name);
  }
  for (const tool of ['vitest', '@biomejs/biome', 'typescript', 'playwright-core', 'jsdom']) {
    expect(names).not.toContain(tool);
  }
});

test('every reference leads to a component, and each component stands there once', () => {
  const refs = components.map((each) => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  const known = new Set(refs);
  const [own, ...others] = dependencies;
  expect(own?.ref).toMatch(/^teczka@/);
  expect(others.map(({ ref }) => ref)).toEqual(refs);
  for (const { dependsOn } of dependencies) for (const ref of dependsOn) expect(known).toContain(ref);
});

test('is the same text every time', () => {
  expect(make()).toBe(make());
});
