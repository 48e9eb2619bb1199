// A keeper of backups without a clock of its own: nothing happens unless a test asks for it.
import { type BackupParts, createBackupKeeper, type OwnedBackupDoor } from '../../electron/core/backup-keeper.ts';
import type { CaseFileHost } from '../../electron/core/core.ts';
import { silentLog } from '../../electron/core/log.ts';
import type { World } from '../../electron/core/world.ts';

type Place = { readonly door: CaseFileHost; readonly world: World };

export function keepBackups({ door, world }: Place, parts: Partial<BackupParts> = {}): OwnedBackupDoor {
  return createBackupKeeper({
    ...{ host: door, world, log: silentLog, program: '0.1.0', programmes: ['KK', 'KKZ'] },
    announce: () => {},
    after: () => () => {},
    release: async () => {},
    resume: () => {},
    ...parts,
  });
}
