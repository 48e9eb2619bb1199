import { useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { ModalDepth, topDepth } from './modal-depth.ts';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type FunctionKey = `F${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;
type Letter = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M' | 'N' | 'O' | 'P' | 'R' | 'S' | 'U';
type Named = 'Enter' | 'Escape' | 'Delete' | 'Insert' | 'Home' | 'End' | 'PageUp' | 'PageDown';

/** Never Alt with a letter and never Ctrl+Alt: those write ą ć ę ł ń ó ś ź ż. Never a bare letter. */
export type Hotkey =
  | FunctionKey
  | `Shift+${FunctionKey}`
  | 'Escape'
  | `Ctrl+${Letter | Digit | Named | FunctionKey}`
  | `Ctrl+Shift+${Letter | Digit | Named}`;

export type ActiveHotkey = { readonly keys: Hotkey; readonly label: string };

type Registered = {
  readonly keys: Hotkey;
  readonly label: string;
  readonly depth: number;
  readonly run: () => void;
};

let registered: readonly Registered[] = [];
let active: readonly ActiveHotkey[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly Registered[]) {
  registered = next;
  active = next.filter(({ label }) => label !== '').map(({ keys, label }) => ({ keys, label }));
  for (const tell of listeners) tell();
}

const digitCode = /^(?:Digit|Numpad)(\d)$/;

function nameOf(event: KeyboardEvent): string {
  if (event.altKey || event.getModifierState('AltGraph')) return '';
  const digit = digitCode.exec(event.code)?.[1];
  const key = digit ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  return `${control}${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** The one that was registered last wins; what stands under an open dialog keeps still. */
function onKeyDown(event: KeyboardEvent) {
  const name = nameOf(event);
  const found = registered.findLast(({ keys, depth }) => keys === name && depth >= topDepth());
  if (found === undefined || event.defaultPrevented) return;
  event.preventDefault();
  found.run();
}

/** Before the focused element: a button would take Ctrl+Enter for a press of its own, a radio would swallow it. */
function onControlKeyDown(event: KeyboardEvent) {
  if (!event.ctrlKey && !event.metaKey) return;
  onKeyDown(event);
  if (event.defaultPrevented) event.stopPropagation();
}

function register(hotkey: Registered): () => void {
  if (registered.length === 0) {
    window.addEventListener('keydown', onControlKeyDown, { capture: true });
    window.addEventListener('keydown', onKeyDown);
  }
  replace([...registered, hotkey]);
  return () => {
    replace(registered.filter((one) => one !== hotkey));
    if (registered.length > 0) return;
    window.removeEventListener('keydown', onControlKeyDown, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}

export type HotkeyOptions = {
  /** What it does, for the list of keys; left out, it is not listed. */
  readonly label?: string;
  readonly isEnabled?: boolean;
  /** Works under an open dialog as well. */
  readonly isGlobal?: boolean;
};

/** Runs `run` on these keys while the component is shown. */
export function useHotkey(keys: Hotkey, run: () => void, options: HotkeyOptions = {}): void {
  const { label = '', isEnabled = true, isGlobal = false } = options;
  const depth = useContext(ModalDepth);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isEnabled) return;
    return register({ keys, label, depth: isGlobal ? Number.POSITIVE_INFINITY : depth, run: () => latest.current() });
  }, [keys, label, isEnabled, isGlobal, depth]);
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The keys that work at this moment, for the help page. */
export const useActiveHotkeys = (): readonly ActiveHotkey[] => useSyncExternalStore(subscribe, () => active);
