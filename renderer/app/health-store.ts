// What is wrong with the workplace itself: asked for once, then told by events.
import { create } from 'zustand';
import type { Health } from '../../shared/contract/health.ts';
import { ask } from './connection.ts';

type HealthStore = {
  readonly health: Health | null;
  load(): Promise<void>;
  take(health: Health): void;
};

export const useHealth = create<HealthStore>((set) => ({
  health: null,
  load: async () => {
    const answer = await ask().office.health({});
    if (answer.ok) set({ health: answer.value });
  },
  take: (health) => set({ health }),
}));
