import { useSyncExternalStore } from 'react';
import type { NoticeTone } from './notice.tsx';

type ToastAction = { readonly label: string; readonly onPress: () => void };

export type ToastContent = {
  readonly text: string;
  readonly tone?: NoticeTone;
  /** `Cofnij` and its like; such a toast stays longer. */
  readonly action?: ToastAction;
};

export type ShownToast = ToastContent & { readonly id: number; readonly waitMs: number };

const mostShown = 4;
let nextId = 1;
let toasts: readonly ShownToast[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly ShownToast[]) {
  toasts = next;
  for (const tell of listeners) tell();
}

const waitMsOf = ({ tone, action }: ToastContent) => (action !== undefined || tone === 'danger' ? 12_000 : 6_000);

/** Says briefly what happened. Never the only place where something important stands. */
export function notify(content: ToastContent): number {
  const id = nextId;
  nextId += 1;
  replace([...toasts, { ...content, id, waitMs: waitMsOf(content) }].slice(-mostShown));
  return id;
}

export const dismissToast = (id: number): void => replace(toasts.filter((toast) => toast.id !== id));

export const clearToasts = (): void => replace([]);

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useToasts = (): readonly ShownToast[] => useSyncExternalStore(subscribe, () => toasts);
