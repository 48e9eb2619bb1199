// SECURITY.md names a test for each promise: each of them is there.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('SECURITY.md', root), 'utf8');

/** Each quoted title belongs to the file named last before it. */
function listCitations(): { file: string; title: string }[] {
  const found: { file: string; title: string }[] = [];
  let file = '';
  for (const [, path, title] of text.matchAll(/`(tests\/[\w./-]+)`|"((?:[^"\\]|\\.)+)"/g)) {
    if (path !== undefined) file = path;
    else if (title !== undefined) found.push({ file, title: title.replaceAll('\\"', '"') });
  }
  return found;
}

test.each(listCitations())('$file holds "$title"', ({ file, title }) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(title);
});

test('there are promises for each of the six', () => {
  expect(listCitations().length).toBeGreaterThan(50);
});
