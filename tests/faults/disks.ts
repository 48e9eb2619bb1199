// The disk under one workstation, and what befalls it: a power cut, a flipped bit, no room left.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../support/small-disk.ts';
import { flipOneBit, flippable } from './bit-flips.ts';
import type { Chance } from './chance.ts';
import type { Count } from './fault-kinds.ts';
import { arm, beginNotes, cutPower, disarm, type Extent, type PowerPlace, powerEnvironment } from './power-loss.ts';
import type { Template } from './template.ts';

export type DiskParts = {
  /** A folder of its own, to be made. */
  readonly path: string;
  readonly template: Template;
  readonly chance: Chance;
  /** The library that notes writes; null where there is none. */
  readonly shim: string | null;
  readonly isSmall: boolean;
  /** Each end of the process is a power cut: for a build that is wrong about just that. */
  readonly alwaysCuts: boolean;
  readonly count: Count;
  readonly onSilence: (words: string) => void;
};

export type Disk = {
  readonly folder: string;
  /** What the workstation is to put by; with none it meets a full disk unprepared. */
  readonly ballastBytes: number;
  /** For the next process that works on it. */
  environment(): Readonly<Record<string, string>>;
  /** From now on a process may die in the middle of a flush. */
  arm(): void;
  /** The process is dead: chance decides what happens to its disk. */
  suffer(): void;
  fill(): void;
  /** Somebody was told that it is full. */
  noticeFull(): void;
  free(): void;
  /** No more power cuts that were planned, and room again. */
  calm(): void;
  remove(): void;
};

const smallMegabytes = 12;

export function makeDisk(parts: DiskParts): Disk {
  const { template, chance, alwaysCuts } = parts;
  const small = parts.isSmall ? mountSmallDisk(smallMegabytes) : null;
  const path = small?.folder ?? parts.path;
  mkdirSync(path, { recursive: true });
  const place: PowerPlace = { folder: join(path, 'urzad.teczka'), log: join(path, 'power-log') };
  cpSync(template.folder, place.folder, { recursive: true });
  // On a full disk there would be no room for notes.
  const shim = small === null ? parts.shim : null;
  if (shim !== null) beginNotes(place.log);
  let isFullUnnoticed = false;
  return {
    folder: place.folder,
    ballastBytes: small !== null && chance.is(0.5) ? 2 * 1024 * 1024 : 0,
    environment: () => {
      const nth = alwaysCuts || chance.is(0.4) ? 0 : chance.between(1, 40);
      return shim === null ? {} : powerEnvironment(shim, place, nth);
    },
    arm: () => arm(place.log),
    suffer: () => {
      const luck = alwaysCuts ? 0 : chance.next();
      if (shim !== null && luck < 0.7) cut(parts, place, luck < 0.35 ? 'all' : 'some');
      if (luck >= 0.7) flip(parts, place.folder);
    },
    fill: () => {
      small?.fill();
      isFullUnnoticed = small !== null;
    },
    noticeFull: () => {
      if (isFullUnnoticed) parts.count('disk full');
      isFullUnnoticed = false;
    },
    free: () => small?.free(),
    calm: () => {
      small?.free();
      disarm(place.log);
    },
    remove: () => small?.remove(),
  };
}

function cut({ chance, count }: DiskParts, place: PowerPlace, extent: Extent): void {
  const unflushed = cutPower({ ...place, extent, chance });
  // With nothing unflushed a power cut is a kill like any other.
  if (unflushed > 0)
    count(extent === 'all' ? 'power loss: all that was not flushed' : 'power loss: some of what was not flushed');
}

/** On a copy: the good bytes stay where they are, and everything must flow on from them. */
function flip({ path, template, chance, count, onSilence }: DiskParts, folder: string): void {
  const file = chance.oneOf(flippable);
  const flipped = flipOneBit({ folder, scratch: `${path}-flipped`, dataKey: template.dataKey, file, chance });
  if (flipped === null) return;
  count(`bit flipped in ${file}`);
  if (flipped.noticed === 'never') onSilence(`${flipped.words} went unnoticed and made a difference`);
}
