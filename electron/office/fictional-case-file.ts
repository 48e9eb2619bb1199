// Makes a case file of fictional people: whole under its name, or nothing at all.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { createCaseFileHost } from '../core/case-file-door.ts';
import { type CaseFileHost, createCore } from '../core/core.ts';
import { silentLog } from '../core/log.ts';
import type { CaseFile } from '../database/case-file.ts';
import { listTallies } from '../database/holdings.ts';
import { handlers } from '../handlers/index.ts';
import { loadTerritory } from '../workplace.ts';
import type { DemonstrationCentre } from './demonstration-centre.ts';
import { setUpDemonstrationOffice } from './demonstration-office.ts';
import { type Past, playPast } from './demonstration-past.ts';
import { longestStoryDays } from './demonstration-story.ts';
import { listBusinessDaysBefore, startWorld } from './demonstration-world.ts';
import { installedProgrammes, installedResources } from './installed-rules.ts';
import { buildAside } from './new-folder.ts';

export type FictionalCaseFile = Pick<Past, 'seed' | 'people' | 'before' | 'onProgress'> & {
  /** NAME.teczka; does not exist, or is empty. */
  readonly folder: string;
  readonly centre: DemonstrationCentre;
};

export type MadeCaseFile = { readonly recoveryCode: string; readonly counts: Readonly<Record<string, number>> };

/** Throws Unusable when the folder is taken or cannot be written, and whatever onProgress throws; then nothing is left. */
export function makeFictionalCaseFile(wish: FictionalCaseFile): Promise<MadeCaseFile> {
  return buildAside(wish.folder, (aside) => fill(aside, wish));
}

async function fill(folder: string, wish: FictionalCaseFile): Promise<MadeCaseFile> {
  const world = startWorld(wish.seed, beginningOf(wish.before));
  const host = createCaseFileHost({ folder, world });
  const shipped = { programmes: installedProgrammes(), territory: loadTerritory(installedResources) };
  const door = { status: notHere, tryNow: notHere, findPersonPool: notHere, checkReceipt: notHere };
  const sync = { ...door, enrol: notHere, enrolAgain: notHere, changeAddress: notHere };
  const ask = { look: notHere, probe: notHere, makeNow: notHere, list: notHere, preview: notHere, restore: notHere };
  const backups = { status: notHere, ...ask };
  const nudge = () => undefined;
  const core = createCore({ handlers, world, log: silentLog, ...shipped, caseFile: host, sync, backups, nudge });
  try {
    const { staff, recoveryCode } = await setUpDemonstrationOffice(core);
    const file = getOpened(host);
    const { centre } = wish;
    await centre.enrol(file, wish.people);
    const stage = { signReceipt: centre.signReceipt, taken: new Set<string>(), waiting: [], refused: [] };
    await playPast({ ...wish, ...shipped, ...stage, file, world, users: staff });
    await centre.deliver(file, stage);
    return { recoveryCode, counts: listTallies(file.read) };
  } finally {
    await host.close();
  }
}

/** The office is set up before the first story begins. */
export function beginningOf(before: CalendarDate): number {
  const first = listBusinessDaysBefore(before, longestStoryDays).at(-1);
  return Date.parse(`${first}T06:00:00Z`);
}

function getOpened(host: CaseFileHost): CaseFile {
  const file = host.openFile();
  if (file === null) throw new Error('whoever makes a case file has opened it');
  return file;
}

function notHere(): never {
  throw new Error('a file in the making talks to nobody');
}
