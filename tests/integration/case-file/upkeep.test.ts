import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { silentLog } from '../../../electron/core/log.ts';
import { beginUpkeep, type Upkeep } from '../../../electron/core/upkeep.ts';
import { realWorld, toUuidV7, type World } from '../../../electron/core/world.ts';
import { listAudit, verifyAudit } from '../../../electron/database/audit.ts';
import type { Health } from '../../../shared/contract/health.ts';
import { cheapCost, getOpenFile, makeCaseFile, passphrase, type TestCaseFile } from '../../support/case-file.ts';
import { answered, openOfficeDay, refusalOf, registerPerson } from '../../support/office-day.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const yearMs = 365 * dayMs;
const start = Date.parse('2026-11-20T08:00:00.000Z');

let clock: { wallMs: number; elapsedMs: number };
let world: World;
let made: TestCaseFile;
beforeEach(async () => {
  clock = { wallMs: start, elapsedMs: 0 };
  world = {
    ...realWorld,
    now: () => new Date(clock.wallMs).toISOString(),
    elapsedMs: () => clock.elapsedMs,
  };
  made = await makeCaseFile({ world });
});
afterEach(() => made.dispose());

function pass(ms: number) {
  clock.wallMs += ms;
  clock.elapsedMs += ms;
}

/** The same folder, or a copy of it, after the program was started anew. */
async function startAgain(folder = made.folder) {
  await made.door.close();
  const door = createCaseFileHost({ folder, world, cost: cheapCost });
  await door.signIn('anna', passphrase);
  made = { ...made, door, file: getOpenFile(door) };
  return door;
}

const newest = () => listAudit(made.file.read, { subjectId: null, before: null, limit: 3 });

describe('the check of the file', () => {
  let upkeep: Upkeep;
  let news: Health[];
  beforeEach(() => {
    news = [];
    upkeep = beginUpkeep({ file: made.file, world, log: silentLog, onHealth: (health) => news.push(health) });
  });
  afterEach(() => upkeep.stop());

  test('is made once a day while nobody works, never on the way up', async () => {
    await upkeep.tick();
    pass(4 * minuteMs);
    await made.door.signIn('anna', passphrase);
    await upkeep.tick();
    pass(4 * minuteMs);
    await upkeep.tick();
    expect(upkeep.health().lastCheck).toBeNull();
    pass(minuteMs);
    await upkeep.tick();
    const first = { at: world.now(), isIntact: true };
    expect(upkeep.health().lastCheck).toEqual(first);
    expect(news).toMatchObject([{ lastCheck: first }]);
    expect(newest()[0]).toMatchObject({ operation: 'office.checkFile', userId: null });
    for (let hours = 0; hours < 23; hours += 1) {
      pass(60 * minuteMs);
      await upkeep.tick();
    }
    expect(upkeep.health().lastCheck).toEqual(first);
    pass(60 * minuteMs);
    await upkeep.tick();
    expect(upkeep.health().lastCheck).toEqual({ at: world.now(), isIntact: true });
  });

  test('is known to whoever opens the file next', async () => {
    await upkeep.check(made.user.id);
    const at = world.now();
    expect(newest()[0]).toMatchObject({ operation: 'office.checkFile', userId: made.user.id });
    upkeep.stop();
    expect((await startAgain()).health().lastCheck).toEqual({ at, isIntact: true });
  });

  test('asked for twice at once is made once', async () => {
    await Promise.all([upkeep.check(made.user.id), upkeep.check(made.user.id)]);
    expect(newest().filter(({ operation }) => operation === 'office.checkFile')).toHaveLength(1);
  });

  test('ends when the file is closed, and holds up nobody', async () => {
    const check = upkeep.check(null);
    const refused = expect(check).rejects.toThrow('ended');
    await made.door.close();
    await refused;
  });
});

test('damage that nobody read yet is found and said', async () => {
  const page = made.file.read.get<{ root: number }>(
    "SELECT rootpage AS root FROM sqlite_schema WHERE name = 'delivery_by_state'",
  );
  await made.door.close();
  const path = join(made.folder, 'case.sqlite');
  const bytes = readFileSync(path);
  const place = ((page?.root ?? 0) - 1) * 4096 + 99;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(path, bytes);
  const door = await startAgain();
  expect(door.health().lastCheck).toBeNull();
  await door.checkFile(made.user.id);
  expect(door.health().lastCheck).toMatchObject({ isIntact: false });
});

describe('the computer’s clock', () => {
  test('set back a year is noticed, also after work under it, until it is right', async () => {
    const before = world.now();
    expect(made.door.health().clockAgainst).toBeNull();
    clock.wallMs -= yearMs;
    expect((await startAgain()).health().clockAgainst).toBe(before);
    expect(newest()[0]?.at).toBe(world.now());
    expect((await startAgain()).health().clockAgainst).toBe(before);
    expect(verifyAudit(made.file.read)).toBeNull();
    pass(yearMs + dayMs);
    expect((await startAgain()).health().clockAgainst).toBeNull();
    expect((await startAgain()).health().clockAgainst).toBeNull();
  });

  test('a year ahead is noticed', async () => {
    const before = world.now();
    pass(yearMs + 2 * dayMs);
    expect((await startAgain()).health().clockAgainst).toBe(before);
  });

  test('moved while the program runs is noticed, put right by a few minutes is not', () => {
    pass(3 * 60 * minuteMs);
    const expected = world.now();
    clock.wallMs -= 4 * minuteMs;
    expect(made.door.health().clockAgainst).toBeNull();
    clock.wallMs -= 60 * minuteMs;
    expect(made.door.health().clockAgainst).toBe(expected);
    clock.wallMs += 64 * minuteMs + yearMs + 2 * dayMs;
    expect(made.door.health().clockAgainst).toBe(expected);
  });

  test('is believed again when an administrator looked at it', async () => {
    pass(yearMs + 2 * dayMs);
    await startAgain();
    clock.wallMs -= yearMs;
    const door = await startAgain();
    expect(door.health().clockAgainst).not.toBeNull();
    door.trustClock();
    expect(door.health().clockAgainst).toBeNull();
  });

  test('set back corrupts nothing: no id comes twice, the audit keeps its order, work goes on', async () => {
    const office = await openOfficeDay('2022-03-01');
    const ids = [await registerPerson(office)];
    office.moveTo('2021-03-01');
    for (let count = 0; count < 20; count += 1) ids.push(await registerPerson(office));
    expect(new Set(ids).size).toBe(21);
    const { rows } = answered(await office.clerk.people.search({ text: 'zrebiecka', after: null, limit: 50 }));
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const audit = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 22 })).rows;
    expect(audit.map(({ sequence }) => sequence)).toEqual(audit.map((_, place) => (audit[0]?.sequence ?? 0) - place));
    expect(audit[0]?.at.startsWith('2021')).toBe(true);
    expect(verifyAudit(office.caseFile.file.read)).toBeNull();
    const health = answered(await office.clerk.office.health({}));
    expect(health.clockAgainst?.startsWith('2022-03-01')).toBe(true);
    expect(refusalOf(await office.clerk.office.confirmClock({}))).toBe('forbidden');
    expect(answered(await office.administrator.office.confirmClock({})).clockAgainst).toBeNull();
    await office.close();
  });

  test('that stands still makes no two ids alike', () => {
    const ids = Array.from({ length: 20_000 }, () => toUuidV7(start, realWorld.randomBytes(10)));
    expect(new Set(ids).size).toBe(20_000);
  });
});

describe('a copy of the folder', () => {
  test('opened elsewhere says where the file was open before, until it has become its place', async () => {
    const copy = join(dirname(made.folder), 'kopia.teczka');
    await made.door.close();
    cpSync(made.folder, copy, { recursive: true });
    const before = { computer: hostname(), folder: made.folder };
    expect((await startAgain(copy)).health().openedElsewhere).toEqual(before);
    expect((await startAgain(copy)).health().openedElsewhere).toBeNull();
  });

  test('that was moved, with nothing left behind, is the only one', async () => {
    const moved = join(dirname(made.folder), 'przeniesiona.teczka');
    await made.door.close();
    renameSync(made.folder, moved);
    expect((await startAgain(moved)).health().openedElsewhere).toBeNull();
  });

  test('tells only those who signed in', async () => {
    const office = await openOfficeDay();
    expect(answered(await office.clerk.office.health({}))).toMatchObject({ openedElsewhere: null, isDiskFull: false });
    await office.clerk.session.lock({});
    expect(answered(await office.clerk.office.health({})).openedElsewhere).toBeNull();
    await office.close();
  });
});
