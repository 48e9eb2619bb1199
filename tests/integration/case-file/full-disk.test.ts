import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaseFileHost } from '../../../electron/core/case-file-door.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { verifyAudit } from '../../../electron/database/audit.ts';
import { checkBackup } from '../../../electron/database/backup-checking.ts';
import { createBallast } from '../../../electron/database/ballast.ts';
import type { ReadDatabase } from '../../../electron/database/connection.ts';
import { recordOutcomes } from '../../../electron/database/settlement.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { AnyOperation } from '../../../shared/contract/operation.ts';
import { cheapCost, getOpenFile, passphrase } from '../../support/case-file.ts';
import {
  answered,
  approve,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  prepare,
  refusalOf,
  registerPerson,
  submit,
} from '../../support/office-day.ts';
import { mountSmallDisk, type SmallDisk } from '../../support/small-disk.ts';

const ballastBytes = 2 * 1024 * 1024;
const small = mountSmallDisk(1);
small?.remove();
if (small === null) {
  const sentence = 'Tests on a full disk are left out: no tmpfs can be mounted here (needs root).';
  if (process.env.CI !== undefined) throw new Error(sentence);
  process.stderr.write(`${sentence}\n`);
}

let disk: SmallDisk;
let office: OfficeDay;
let news: boolean[];
const ballast = () => statSync(join(office.caseFile.folder, 'ballast'));
const people = () => office.caseFile.file.read.get<{ count: number }>('SELECT count(*) AS count FROM person')?.count;
const newPassphrase = 'cichy wodospad za lasem';

const openAgain = () =>
  createCaseFileHost({ folder: office.caseFile.folder, world: realWorld, cost: cheapCost, ballastBytes });

/** Somebody works until the disk has taken its last byte. */
async function workUntilFull() {
  disk.fill();
  for (let tries = 0; tries < 200; tries += 1) {
    const before = people();
    const refused = await registerPerson(office).then(
      () => null,
      (error: Error) => error.message,
    );
    if (refused === null) continue;
    expect(refused).toContain('disk-full');
    expect(people()).toBe(before);
    return;
  }
  throw new Error('this disk takes everything');
}

describe.skipIf(small === null)('on a disk without room', () => {
  beforeEach(async () => {
    const mounted = mountSmallDisk(12);
    if (mounted === null) throw new Error('it could be mounted a moment ago');
    disk = mounted;
    news = [];
    office = await openOfficeDay('2022-03-01', {
      parent: disk.folder,
      ballastBytes,
      onHealth: ({ isDiskFull }) => news.push(isDiskFull),
    });
    await office.caseFile.file.makeRoom();
  });
  afterEach(async () => {
    await office.close();
    disk.remove();
  });

  test('room was put by beside the file before, really written', () => {
    expect(ballast().size).toBe(ballastBytes);
    expect(ballast().blocks * 512).toBeGreaterThanOrEqual(ballastBytes);
  });

  test('the change is refused whole, everything can be read, and reading leaves its trace', async () => {
    const id = await registerPerson(office);
    await workUntilFull();
    expect(ballast().size).toBe(0);
    expect(office.caseFile.door.health().isDiskFull).toBe(true);
    answered(await office.clerk.people.search({ text: 'zrebiecka', after: null, limit: 5 }));
    answered(await office.clerk.people.get({ id }));
    const { rows } = answered(await office.administrator.audit.list({ subjectId: id, after: null, limit: 1 }));
    expect(rows).toMatchObject([{ operation: 'people.get' }]);
    expect(verifyAudit(office.caseFile.file.read)).toBeNull();
  });

  test('what the central office answers is still kept', async () => {
    const agreement = await makeAgreement(office);
    const { id } = await approve(office, await submit(office, await prepare(office, agreement.id)));
    await workUntilFull();
    const { file, world } = office.caseFile;
    const settling = { ...world, at: world.now(), today: world.today(), device: file.device };
    const receipt = JSON.stringify({ receipt: 'x'.repeat(2000) });
    file.transaction((db) =>
      recordOutcomes(db, [{ id, state: 'acknowledged', supportId: 'WKK-1', receipt }], settling),
    );
    const { delivery } = answered(await office.clerk.vouchers.get({ id }));
    expect(delivery).toMatchObject({ state: 'acknowledged', supportId: 'WKK-1' });
  });

  describe('a copy', () => {
    let stick: string;
    beforeEach(() => {
      stick = mkdtempSync(join(tmpdir(), 'teczka-stick-'));
    });
    afterEach(() => rmSync(stick, { recursive: true, force: true }));

    const copy = (folder = stick) => office.approver.backups.makeNow({ folder });
    const dataKey = () => office.caseFile.door.opened()?.dataKey ?? new Uint8Array();
    const listCopies = () =>
      office.caseFile.file.read.all(`SELECT operation, user_id IS NULL AS isBySystem FROM audit
      WHERE operation LIKE 'backups.%' ORDER BY sequence`);
    const traces = [
      { operation: 'backups.made', isBySystem: 1 },
      { operation: 'backups.makeNow', isBySystem: 0 },
    ];

    test('of the orders that wait goes onto a stick, and the record says who made it', async () => {
      const agreement = await makeAgreement(office);
      const { id } = await approve(office, await submit(office, await prepare(office, agreement.id)));
      await workUntilFull();
      const { path, madeAt, status } = answered(await copy());
      expect(readdirSync(stick)).toEqual([basename(path)]);
      const listWaiting = ({ db }: { db: ReadDatabase }) => db.all("SELECT id FROM delivery WHERE state = 'waiting'");
      expect(checkBackup(path, dataKey(), listWaiting)).toEqual([{ id }]);
      expect(listCopies()).toEqual(traces);
      expect(status.lastGood).toEqual({ folder: stick, madeAt });
      expect(answered(await office.clerk.backups.status({})).lastGood).toEqual({ folder: stick, madeAt });
      expect(answered(await office.administrator.backups.list({ folder: stick }))).toHaveLength(1);
      expect(verifyAudit(office.caseFile.file.read)).toBeNull();
    });

    test('is made also by whoever is the first to meet the full disk', async () => {
      disk.fill();
      answered(await copy());
      expect(office.caseFile.door.health().isDiskFull).toBe(true);
      expect(listCopies()).toEqual(traces);
    });

    test('is whole also where not a byte is left to write that down', async () => {
      const id = await registerPerson(office);
      await workUntilFull();
      disk.fill();
      await expect(registerPerson(office)).rejects.toThrow('disk-full');
      expect(refusalOf(await office.clerk.people.get({ id }))).toBe('disk-full');
      const { path, status } = answered(await copy());
      expect(readdirSync(stick)).toEqual([basename(path)]);
      expect(checkBackup(path, dataKey(), ({ facts }) => facts.counts.people)).toBe(people());
      expect([listCopies(), status.lastGood]).toEqual([[], null]);
      disk.free();
      await expect.poll(() => office.caseFile.door.health().isDiskFull, { timeout: 20_000 }).toBe(false);
      answered(await copy());
      expect(listCopies()).toEqual(traces);
    });

    test('onto the full disk itself is refused, and takes nothing of what was put by', async () => {
      const beside = join(disk.folder, 'kopie');
      mkdirSync(beside);
      await workUntilFull();
      expect(refusalOf(await copy(beside))).toBe('disk-full');
      expect(readdirSync(beside)).toEqual([]);
    });

    test('onto a stick that is full too says which one is, and leaves nothing on it', async () => {
      const small = mountSmallDisk(1);
      if (small === null) throw new Error('it could be mounted a moment ago');
      await workUntilFull();
      small.fill();
      expect(refusalOf(await copy(small.folder))).toBe('backup-folder-full');
      expect(readdirSync(small.folder)).toEqual(['filler']);
      small.remove();
    });
  });

  test('every act is refused before it begins, but for what must go on', async () => {
    await workUntilFull();
    const goesOn: string[] = [];
    for (const [area, operations] of Object.entries(contract)) {
      for (const [name, operation] of Object.entries<AnyOperation>(operations)) {
        const ask: unknown = Reflect.get(Reflect.get(office.administrator, area), name);
        if (typeof ask !== 'function') throw new Error('the client has every operation');
        const answer = await ask({ 'nobody asks for this': 1 });
        if (answer.problem.kind !== 'disk-full' && operation.kind !== 'query') goesOn.push(`${area}.${name}`);
        if (operation.kind === 'query') expect(answer.problem.kind, name).not.toBe('disk-full');
      }
    }
    expect(goesOn).toEqual(expect.arrayContaining(['session.signIn', 'session.lock', 'session.saveDraft']));
    expect(goesOn.filter((name) => /^(people|cases|balances|agreements|vouchers)\./.test(name))).toEqual([]);
  });

  test('the window locks, its draft is kept, and whoever comes back signs in', async () => {
    await workUntilFull();
    answered(await office.clerk.session.saveDraft({ key: 'person:new', body: { lastName: 'Kowalska' } }));
    expect(answered(await office.clerk.session.lock({})).phase).toBe('locked');
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase }));
    expect(answered(await office.clerk.session.findDraft({ key: 'person:new' }))?.body).toEqual({
      lastName: 'Kowalska',
    });
  });

  test('a new passphrase that cannot be written leaves the old one, and nothing beside it', async () => {
    disk.fill();
    const change = office.caseFile.door.changePassphrase('ewa', passphrase, newPassphrase);
    await expect(change).rejects.toMatchObject({ problem: { kind: 'disk-full' } });
    expect(readdirSync(office.caseFile.folder)).not.toContain('keyring.json.new');
    expect(refusalOf(await office.clerk.session.changePassphrase({ passphrase, newPassphrase }))).toBe('disk-full');
    answered(await office.clerk.session.signIn({ login: 'ewa', passphrase }));
  });

  test('a program started again knows it, and lets everybody read', async () => {
    await workUntilFull();
    await office.caseFile.door.close();
    const door = openAgain();
    await door.signIn('anna', passphrase);
    expect(door.health().isDiskFull).toBe(true);
    expect(getOpenFile(door).read.get('SELECT count(*) AS count FROM person')).toEqual({ count: expect.any(Number) });
    await door.close();
  });

  test('without a single byte the file is not opened, says why, and is whole when there is room', async () => {
    await workUntilFull();
    await office.caseFile.door.close();
    disk.fill();
    const door = openAgain();
    await expect(door.signIn('anna', passphrase)).rejects.toMatchObject({ problem: { kind: 'disk-full' } });
    disk.free();
    await door.signIn('anna', passphrase);
    expect(await getOpenFile(door).isIntact()).toBe(true);
    await door.close();
  });

  test('one found full at the start gives up its room at once', async () => {
    await office.caseFile.door.close();
    disk.fill();
    const door = openAgain();
    await door.signIn('anna', passphrase);
    expect(door.health().isDiskFull).toBe(true);
    await door.close();
  });

  test('work resumes by itself once there is room, with new room put by, and the windows hear both', async () => {
    await workUntilFull();
    await expect.poll(() => news, { timeout: 20_000 }).toEqual([true]);
    disk.free();
    await expect.poll(() => news, { timeout: 20_000 }).toEqual([true, false]);
    expect(ballast().size).toBe(ballastBytes);
    await registerPerson(office);
  });
});

test('a limit of another kind is met the same way, and is over when it is lifted', async () => {
  const limited = await openOfficeDay('2022-03-01', { ballastBytes: 65_536 });
  const { file, door, folder } = limited.caseFile;
  await file.makeRoom();
  const limit = (pages: number) => file.transaction((db) => db.get(`PRAGMA max_page_count = ${pages}`));
  limit(1);
  const draft = { key: 'person:new', body: 'x'.repeat(60_000) };
  expect(refusalOf(await limited.clerk.session.saveDraft(draft))).toBe('disk-full');
  expect(statSync(join(folder, 'ballast')).size).toBe(0);
  expect(refusalOf(await limited.clerk.people.register(Object.create(null)))).toBe('disk-full');
  limit(1_000_000);
  await file.makeRoom();
  expect(door.health().isDiskFull).toBe(false);
  await registerPerson(limited);
  await limited.close();
});

test('room for later is not put by in a folder that went away, and nobody falls over that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teczka-gone-'));
  const kept = createBallast(folder, 65_536);
  rmSync(folder, { recursive: true });
  await kept.putBack();
  expect(existsSync(folder)).toBe(false);
});
