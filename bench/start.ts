// How long until a core that was just started answers: to the sign-in screen, and after signing in to the first list.
import { join } from 'node:path';
import { createCaseFileHost } from '../electron/core/case-file-door.ts';
import { realWorld } from '../electron/core/world.ts';
import { getOpenFile, passphrase } from '../tests/support/case-file.ts';
import { addManyPeople } from '../tests/support/many-people.ts';
import { launch } from './child.ts';
import type { Place } from './place.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** Milliseconds from the process's start. */
export type StartFigures = {
  readonly toStatus: Spread;
  /** With signing in: Argon2id over 64 MiB, three passes, as in an office. */
  readonly toFirstList: Spread;
};

const starts = 15;

export async function measureStart(place: Place): Promise<StartFigures> {
  const folder = join(place.folder, 'starting.teczka');
  await makeOrdinaryOffice(folder, place.isSmall ? 10 : 5000);
  const toStatus: number[] = [];
  const toFirstList: number[] = [];
  for (let turn = 0; turn < (place.isSmall ? 1 : starts); turn += 1) {
    const begun = performance.now();
    const core = await launch<boolean>({ entry: './core-start.ts', plan: { folder } });
    toStatus.push(performance.now() - begun);
    const isListed = await core.ask<boolean>('list');
    toFirstList.push(performance.now() - begun);
    await core.end();
    if (!core.ready || !isListed) throw new Error('the core started and did not answer');
  }
  return { toStatus: spreadOf(toStatus), toFirstList: spreadOf(toFirstList) };
}

/** Its passphrase costs what it costs an office. */
export async function makeOrdinaryOffice(folder: string, people: number): Promise<void> {
  const door = createCaseFileHost({ folder, world: realWorld });
  await door.create({
    name: 'Powiatowy Urząd Pracy w Olkuszu',
    countyTeryt: '1212',
    administrator: { login: 'anna', displayName: 'Anna Zielińska', passphrase, roles: ['administrator', 'clerk'] },
  });
  addManyPeople({ file: getOpenFile(door), world: realWorld }, people);
  await door.close();
}
