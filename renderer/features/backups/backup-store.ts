// How the backups stand: asked for once, then told by events.
import { create } from 'zustand';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { ask } from '../../app/connection.ts';

/** What the sign-in says after a restore. */
type Restored = { readonly setAside: string | null };

type BackupStore = {
  readonly status: BackupStatus | null;
  readonly restored: Restored | null;
  load(): Promise<void>;
  take(status: BackupStatus): void;
  noteRestored(restored: Restored | null): void;
};

export const useBackups = create<BackupStore>((set) => ({
  status: null,
  restored: null,
  load: async () => {
    const answer = await ask().backups.status({});
    if (answer.ok) set({ status: answer.value });
  },
  take: (status) => set({ status }),
  noteRestored: (restored) => set({ restored }),
}));
