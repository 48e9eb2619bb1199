// One signature for many: each statement leads to the signed root, and nothing else does.
import { hash } from 'node:crypto';
import { assert, nat, property, uint8Array, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { climb, growTree, type HashOf } from '../../../shared/wire/inclusion.ts';

const sha256: HashOf = (...parts) => hash('sha256', Buffer.concat(parts), 'buffer');
const leaves = uniqueArray(uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70, selector: String });
const stepBytes = 33;

test('every leaf of a tree of any size leads to its root', () => {
  assert(
    property(leaves, (all) => {
      const { root, ways } = growTree(all, sha256);
      for (const [place, leaf] of all.entries()) expect(climb(leaf, ways[place] ?? root, sha256)).toEqual(root);
    }),
  );
});

test('another text does not, nor a way with one bit changed', () => {
  assert(
    property(leaves, nat(), (all, drawn) => {
      const { root, ways } = growTree(all, sha256);
      const place = drawn % all.length;
      const [leaf = root, way = root] = [all[place], ways[place]];
      expect(climb(Uint8Array.of(...leaf, 0), way, sha256)).not.toEqual(root);
      if (way.length === 0) return;
      const altered = Uint8Array.from(way);
      altered[drawn % way.length] = (altered[drawn % way.length] ?? 0) ^ (1 << (drawn % 8));
      expect(climb(leaf, altered, sha256)).not.toEqual(root);
    }),
  );
});

test('a node in the middle cannot pass for a statement', () => {
  const all = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(text));
  const { root, ways } = growTree(all, sha256);
  const [left, right] = all.slice(0, 2).map((leaf) => sha256(Uint8Array.of(0), leaf));
  const inner = Buffer.concat([left ?? root, right ?? root]);
  const fromThere = ways[0]?.subarray(stepBytes) ?? root;
  expect(climb(inner, fromThere, sha256)).not.toEqual(root);
});

test('bytes that are no way lead nowhere', () => {
  const leaf = Buffer.from('a');
  for (const length of [1, 32, 34, 66 + 1]) expect(climb(leaf, new Uint8Array(length), sha256)).toBeUndefined();
  expect(climb(leaf, new Uint8Array(stepBytes).fill(2), sha256)).toBeUndefined();
  expect(climb(leaf, new Uint8Array(31 * stepBytes), sha256)).toBeUndefined();
});
