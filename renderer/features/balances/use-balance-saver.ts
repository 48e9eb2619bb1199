import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Balance } from '../../../shared/contract/balances.ts';
import { useDraft } from '../../app/drafts.ts';
import { BalanceSaver, leave, type SaverState } from './balance-saver.ts';
import type { WorkingContent } from './working-content.ts';

/** What was typed and not saved, kept for the case that the window locks or the power goes. */
type KeptContent = { readonly version: number; readonly content: WorkingContent };

export type BalanceSaving = SaverState &
  Pick<BalanceSaver, 'change' | 'flush' | 'saveOver'> & {
    readonly isReady: boolean;
    /** The newest state, for code that waited. */
    latest(): SaverState;
    changePart(part: Partial<WorkingContent>): void;
    /** Forgets what was typed and not saved. */
    giveUp(): void;
    /** A draft written against an older version of the balance, which somebody must judge. */
    readonly oldDraft: WorkingContent | null;
    dropDraft(): void;
  };

/** The newest value, for effects and timers that must not start anew with each one. */
function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** Keeps each change as a draft until it is saved; takes up what an earlier sitting left. */
function useKeptDraft(saver: BalanceSaver, begun: Balance) {
  const draft = useDraft<KeptContent>(`balance:${begun.id}`);
  const { ready, found } = draft;
  const kept = useLatest(draft);
  const wasChanged = useRef(false);
  const { status, saved, unsaved } = useSyncExternalStore(saver.subscribe, saver.get);
  useEffect(() => {
    if (!ready || found === null || found.version !== begun.version) return;
    wasChanged.current = true;
    saver.change(found.content);
  }, [ready, found, begun, saver]);
  useEffect(() => {
    if (!wasChanged.current || status !== 'saved') return;
    // What is complete is stored; only unfinished rows still need a draft, written against the row as it now is.
    if (unsaved.length > 0) return kept.current.keep({ version: saved.version, content: saver.get().content });
    wasChanged.current = false;
    void kept.current.discard();
  }, [status, saved.version, unsaved.length, saver, kept]);
  const keep = useCallback(
    (content: WorkingContent) => {
      wasChanged.current = true;
      kept.current.keep({ version: saver.get().saved.version, content });
    },
    [saver, kept],
  );
  const isOld = found !== null && found.version !== begun.version;
  return { ready, keep, oldDraft: isOld ? found.content : null, discard: draft.discard };
}

/** The saver of a draft balance; `onSaved` hears of each saved row. */
export function useBalanceSaver(current: Balance, onSaved: (balance: Balance) => void): BalanceSaving {
  // What the editor began with; later rows are its own saves.
  const [begun] = useState(current);
  const [saver] = useState(() => new BalanceSaver(begun));
  const state = useSyncExternalStore(saver.subscribe, saver.get);
  const draft = useKeptDraft(saver, begun);
  const [isDropped, setDropped] = useState(false);
  const tellSaved = useLatest(onSaved);
  const { saved } = state;
  useEffect(() => {
    if (saved !== begun) tellSaved.current(saved);
  }, [saved, begun, tellSaved]);
  useEffect(() => () => leave(begun.caseId, saver), [begun, saver]);
  const { keep } = draft;
  const change = useCallback(
    (content: WorkingContent) => {
      saver.change(content);
      keep(content);
    },
    [saver, keep],
  );
  const dropDraft = () => {
    setDropped(true);
    void draft.discard();
  };
  const giveUp = () => {
    saver.giveUp();
    void draft.discard();
  };
  const changePart = (part: Partial<WorkingContent>) => change({ ...saver.get().content, ...part });
  const { flush, saveOver, get: latest } = saver;
  const acts = { change, changePart, flush, saveOver, latest, giveUp, dropDraft };
  return { ...state, ...acts, isReady: draft.ready, oldDraft: isDropped ? null : draft.oldDraft };
}
