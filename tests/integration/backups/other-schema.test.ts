import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { schemaVersion } from '../../../electron/database/migrate.ts';
import { backups } from '../../../electron/database/migrations/0006-backups.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { type BackupOffice, openBackupOffice } from '../../support/backup-office.ts';
import { getOpenFile, passphrase } from '../../support/case-file.ts';
import { answered, registerPerson } from '../../support/office-day.ts';

let office: BackupOffice;
beforeEach(async () => {
  office = await openBackupOffice();
});
afterEach(() => office.close());

const restore = (path: string) => office.administrator.backups.restore({ path, passphrase });

describe('a backup of another program', () => {
  /** A case file of another schema, sealed by nobody: as somebody copied it by hand. */
  async function remake(path: string, change: (raw: ReturnType<typeof openConnection>) => void): Promise<string> {
    const copy = join(office.folder, 'reczna.teczka');
    cpSync(path, copy, { recursive: true });
    rmSync(join(copy, 'seal.json'));
    const dataKey = office.caseFile.door.opened()?.dataKey ?? new Uint8Array();
    const raw = openConnection({ file: join(copy, 'case.sqlite'), dataKey, access: 'write' });
    change(raw);
    raw.close();
    return copy;
  }

  test('that is older is brought to today’s schema', async () => {
    await registerPerson(office);
    const path = await remake(await office.makeBackup(), (raw) => {
      // As it was before the schema knew of backups and of what came after them.
      raw.exec('DROP TABLE backup_plan; DROP TABLE backup_attempt; DROP TABLE restore_mark; DROP TABLE upkeep');
      raw.exec('DROP TABLE compared_ledger; CREATE INDEX delivery_by_settling ON delivery (settled_at)');
      raw.exec('DROP INDEX delivery_quarantined');
      raw.pragma(`user_version = ${migrations.indexOf(backups)}`);
    });
    const preview = answered(await office.administrator.backups.preview({ path }));
    expect(preview).toMatchObject({ program: null, schemaVersion: migrations.indexOf(backups), counts: { people: 1 } });
    answered(await restore(path));
    const { read } = getOpenFile(office.caseFile.door);
    expect(read.get('PRAGMA user_version')).toEqual({ user_version: schemaVersion });
    expect(read.get('SELECT count(*) AS people FROM person')).toEqual({ people: 1 });
  });

  test('that is newer is refused with both versions, and nothing changes', async () => {
    const path = await remake(await office.makeBackup(), (raw) => {
      raw.pragma('user_version = 9000');
    });
    const problem = { kind: 'newer-case-file', fileVersion: 9000, programVersion: schemaVersion };
    expect(await office.administrator.backups.preview({ path })).toEqual({ ok: false, problem });
    expect(await restore(path)).toEqual({ ok: false, problem });
    expect(readdirSync(dirname(office.caseFile.folder)).sort()).toEqual(['kopie', 'urzad.teczka']);
  });
});
