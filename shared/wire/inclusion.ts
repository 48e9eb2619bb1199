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
  const steps: Step[][] = leaves.map(() => []);
  let level = leaves.map((leaf, place) => ({ hash: hashOf(leafMark, leaf), places: [place] }));
  while (level.length > 1) {
    const above: typeof level = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2);
      if (left === undefined) continue;
      if (right === undefined) above.push(left);
      else {
        for (const place of left.places) steps[place]?.push({ side: onTheRight, hash: right.hash });
        for (const place of right.places) steps[place]?.push({ side: onTheLeft, hash: left.hash });
        above.push({ hash: hashOf(nodeMark, left.hash, right.hash), places: [...left.places, ...right.places] });
      }
    }
    level = above;
  }
  const [top] = level;
  if (top === undefined) throw new RangeError('a tree has a leaf');
  return { root: top.hash, ways: steps.map(join) };
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

type Step = { readonly side: number; readonly hash: Uint8Array };

function join(steps: readonly Step[]): Uint8Array {
  const way = new Uint8Array(steps.length * stepBytes);
  for (const [place, { side, hash }] of steps.entries()) {
    way[place * stepBytes] = side;
    way.set(hash, place * stepBytes + 1);
  }
  return way;
}
