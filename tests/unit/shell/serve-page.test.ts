import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePage } from '../../../electron/shell/serve-page.ts';

let parent: string;
let serve: (request: Request) => Promise<Response>;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'teczka-page-'));
  mkdirSync(join(parent, 'renderer'));
  mkdirSync(join(parent, 'renderer-secret'));
  writeFileSync(join(parent, 'renderer', 'index.html'), '<title>Teczka</title>');
  writeFileSync(join(parent, 'renderer', 'data.json'), '{}');
  writeFileSync(join(parent, 'main.js'), 'secret');
  writeFileSync(join(parent, 'renderer-secret', 'a.js'), 'secret');
  serve = servePage(join(parent, 'renderer'));
});
afterAll(() => rmSync(parent, { recursive: true }));

test('a file of the interface comes with its type, nosniff and the policy', async () => {
  const response = await serve(new Request('app://teczka/index.html'));
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<title>Teczka</title>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.for([
  'app://teczka/..%2fmain.js',
  'app://teczka/%2e%2e%2fmain.js',
  'app://teczka/..%2frenderer-secret%2fa.js',
  'app://teczka/..%5cmain.js',
  'app://teczka/%00.js',
  'app://teczka/%zz.js',
  'app://teczka/missing.js',
  'app://teczka/',
  'app://teczka/data.json',
  'app://other/index.html',
  'https://teczka/index.html',
])('%s does not exist', async (address) => {
  const response = await serve(new Request(address));
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test('the page may only read', async () => {
  const response = await serve(new Request('app://teczka/index.html', { method: 'POST', body: 'x' }));
  expect(response.status).toBe(405);
});
