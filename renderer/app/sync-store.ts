// What waits for the central office: asked for once, then told by events.
import { create } from 'zustand';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { ask } from './connection.ts';

type SyncStore = {
  readonly status: SyncStatus | null;
  load(): Promise<void>;
  take(status: SyncStatus): void;
};

export const useSync = create<SyncStore>((set) => ({
  status: null,
  load: async () => {
    const answer = await ask().sync.status({});
    if (answer.ok) set({ status: answer.value });
  },
  take: (status) => set({ status }),
}));
