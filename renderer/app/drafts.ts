// Drafts: what somebody typed and has not saved, kept in the encrypted file for that user, so that locking, switching
// users, a crash or a power cut costs at most a second of typing.
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { ask } from './connection.ts';

type Json = z.core.util.JSONType;

const saveAfterMs = 800;
const pending = new Map<string, () => Promise<void>>();

/** Saves every draft that still waits for its pause in typing. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.values()].map((save) => save()));
}

export type DraftState<Value> = {
  /** False until the stored draft, if any, was looked for. */
  readonly ready: boolean;
  /** What was left here before, null if nothing. */
  readonly found: Value | null;
  readonly savedAt: string | null;
  /** Call with every change of the form. */
  keep(value: Value): void;
  /** Call once the form was saved for good or given up. */
  discard(): Promise<void>;
};

/** The draft under a key such as "voucher:<agreement id>". */
export function useDraft<Value extends Json>(key: string): DraftState<Value> {
  const [loaded, setLoaded] = useState<{ key: string; found: Value | null } | null>(null);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    let left = false;
    void ask()
      .session.findDraft({ key })
      .then((answer) => {
        if (left) return;
        // A draft under this key was written by this hook from a Value; forms check it again before they save.
        const found = answer.ok && answer.value !== null ? (answer.value.body as Value) : null;
        setLoaded({ key, found });
        setSavedAt(answer.ok ? (answer.value?.savedAt ?? null) : null);
      });
    return () => {
      left = true;
      void pending.get(key)?.();
    };
  }, [key]);
  const keep = (value: Value) => {
    const save = async () => {
      window.clearTimeout(timer.current);
      pending.delete(key);
      const answer = await ask().session.saveDraft({ key, body: value });
      if (answer.ok) setSavedAt(answer.value.savedAt);
    };
    pending.set(key, save);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), saveAfterMs);
  };
  const discard = async () => {
    window.clearTimeout(timer.current);
    pending.delete(key);
    await ask().session.discardDraft({ key });
    setSavedAt(null);
  };
  const ready = loaded?.key === key;
  return { ready, found: ready ? loaded.found : null, savedAt, keep, discard };
}
