// One signature for many statements: it stands under the root of a Merkle tree over them (leaves and nodes are hashed as in
// RFC 9162, section 2.1). Each statement takes its way to the root along, and is checked alone, for ever.

/** SHA-256 of the concatenated parts, 32 bytes. */
export type HashOf = (...parts: readonly Uint8Array[]) => Uint8Array;

const hashBytes = 32;
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);
/** Of each step on the way: on which side of us the neighbour stands, then its hash. */
const [onTheLeft, onTheRight] = [0, 1];
const stepBytes = 1 + hashBytes;
/** A tree of a thousand million statements. */
const mostSteps = 30;

type Tree = { readonly root: Uint8Array /** One a leaf, in their order. */; readonly ways: readonly Uint8Array[] };

/** Throws a RangeError without leaves. */
export function growTree(leaves: readonly Uint8Array[], hashOf: HashOf): Tree {
  let level = leaves.map((leaf) => hashOf(leafMark, leaf));
  const below: Uint8Array[][] = [];
  while (level.length > 1) {
    below.push(level);
    level = pairUp(level, hashOf);
  }
  const [root] = level;
  if (root === undefined) throw new RangeError('a tree has a leaf');
  return { root, ways: leaves.map((_, place) => findWay(below, place)) };
}

/** Where a leaf's way leads, or undefined for bytes that are no way. */
export function climb(leaf: Uint8Array, way: Uint8Array, hashOf: HashOf): Uint8Array | undefined {
  if (way.length % stepBytes !== 0 || way.length / stepBytes > mostSteps) return undefined;
  let hash = hashOf(leafMark, leaf);
  for (let at = 0; at < way.length; at += stepBytes) {
    const neighbour = way.subarray(at + 1, at + stepBytes);
    if (way[at] === onTheLeft) hash = hashOf(nodeMark, neighbour, hash);
    else if (way[at] === onTheRight) hash = hashOf(nodeMark, hash, neighbour);
    else return undefined;
  }
  return hash;
}

/** What the signature under a root signs: no header of a JWS begins like it. */
export function toSignedRoot(rootBase64url: string): string {
  return `teczka-statements/1 ${rootBase64url}`;
}

/** The level above; a last one without a neighbour goes up as it is. */
function pairUp(level: readonly Uint8Array[], hashOf: HashOf): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left !== undefined) above.push(right === undefined ? left : hashOf(nodeMark, left, right));
  }
  return above;
}

/** From the leaf at this place, past its neighbour on each level. */
function findWay(levels: readonly (readonly Uint8Array[])[], place: number): Uint8Array {
  const way = new Uint8Array(levels.length * stepBytes);
  let end = 0;
  let at = place;
  for (const level of levels) {
    const isLeft = at % 2 === 0;
    const neighbour = level[isLeft ? at + 1 : at - 1];
    if (neighbour !== undefined) {
      way[end] = isLeft ? onTheRight : onTheLeft;
      way.set(neighbour, end + 1);
      end += stepBytes;
    }
    at = Math.floor(at / 2);
  }
  return way.subarray(0, end);
}
