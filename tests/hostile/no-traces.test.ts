// Ways in which a program tells about people behind everybody's back: the sources take none of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** As "folder/file: the line", for every line of the programs' sources in which it stands. */
function listLines(found: RegExp): string[] {
  return ['electron', 'renderer', 'shared'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|html)$/.test(name))
      .flatMap((name) =>
        readFileSync(join(root, room, name), 'utf8')
          .split('\n')
          .filter((line) => found.test(line))
          .map((line) => `${room}/${name}: ${line.trim()}`),
      ),
  );
}

test('no crash is reported or dumped', () => {
  expect(listLines(/crashReporter|process\.report\b|writeHeapSnapshot|--report-/)).toEqual([]);
});

test('no window title is made of what a page shows', () => {
  expect(listLines(/document\.title|setTitle\(/)).toEqual([]);
});

test('nothing goes to the clipboard by itself but the support number that somebody presses to copy', () => {
  expect(listLines(/\bclipboard\b/)).toEqual([
    'renderer/features/vouchers/delivery-panel.tsx: await navigator.clipboard.writeText(supportId);',
  ]);
});

test('the browser keeps nothing of people: only how the window looks, the last login and the tab’s token', () => {
  const keys = listLines(/(localStorage|sessionStorage)\.setItem\(/);
  expect(keys.map((line) => line.split(':')[0]).sort()).toEqual([
    'renderer/client/transport.ts',
    'renderer/features/session/sign-in-page.tsx',
    'renderer/ui/use-remembered.ts',
  ]);
});
