// What every area reads and nobody in it changes: the programmes' rules and the colleagues' names. Asked for once.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { programmes as programmesArea } from '../../shared/contract/programmes.ts';
import type { Programme } from '../../shared/domain/programme.ts';
import { ask } from './connection.ts';

type RuleSet = OutputOf<typeof programmesArea.list>[number];

type ReferenceStore = {
  readonly ruleSets: readonly RuleSet[] | null;
  readonly colleagues: ReadonlyMap<string, string>;
  loadRuleSets(): Promise<void>;
  loadColleagues(): Promise<void>;
};

const useReference = create<ReferenceStore>((set) => ({
  ruleSets: null,
  colleagues: new Map(),
  loadRuleSets: async () => {
    const answer = await ask().programmes.list({});
    if (answer.ok) set({ ruleSets: answer.value });
  },
  loadColleagues: async () => {
    const answer = await ask().office.listColleagues({});
    if (answer.ok) set({ colleagues: new Map(answer.value.map(({ id, displayName }) => [id, displayName])) });
  },
}));

/** Every rule set with its hash; null until they came. */
export function useRuleSets(): readonly RuleSet[] | null {
  const { ruleSets, loadRuleSets } = useReference();
  useEffect(() => {
    if (ruleSets === null) void loadRuleSets();
  }, [ruleSets, loadRuleSets]);
  return ruleSets;
}

/** The rules of a code, or those with a hash where it is known. */
export function useRules(programme: string, hash: string | null = null): Programme | undefined {
  const sets = useRuleSets() ?? [];
  return (
    sets.find((set) => set.hash === hash)?.programme ??
    sets.findLast((set) => set.programme.code === programme)?.programme
  );
}

/** A colleague's name, undefined until it came. */
export function useColleague(id: string | null): string | undefined {
  const { colleagues, loadColleagues } = useReference();
  const name = id === null ? undefined : colleagues.get(id);
  const isMissing = id !== null && name === undefined;
  useEffect(() => {
    if (isMissing) void loadColleagues();
  }, [isMissing, loadColleagues]);
  return name;
}
