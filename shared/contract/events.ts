// What a host tells its window without being asked, after the commit.
import { z } from 'zod';
import { backupStatus } from './backups.ts';
import { health } from './health.ts';
import { sessionStatus } from './session.ts';
import { syncStatus } from './sync.ts';
import { voucher } from './vouchers.ts';

export const appEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vouchers'), rows: z.array(voucher) }),
  z.object({ kind: z.literal('sync'), status: syncStatus }),
  z.object({ kind: z.literal('backups'), status: backupStatus }),
  z.object({ kind: z.literal('session'), status: sessionStatus }),
  z.object({ kind: z.literal('health'), health }),
]);
export type AppEvent = z.infer<typeof appEvent>;
