import { useEffect } from 'react';

const lastFocused = new WeakMap<Element, HTMLElement>();

/** The panes that hold no other pane, in the order of the page. */
const listPanes = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.querySelector('[data-pane]') === null && pane.checkVisibility?.() !== false,
  );

const reachable = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function enter(pane: HTMLElement) {
  const before = lastFocused.get(pane);
  const target = before?.isConnected && pane.contains(before) ? before : pane.querySelector<HTMLElement>(reachable);
  (target ?? pane).focus();
}

function move(step: 1 | -1) {
  const panes = listPanes();
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length];
  if (next !== undefined) enter(next);
}

/**
 * F6 and Shift+F6 walk between the elements marked `data-pane`, each back to where the focus was. Called once, by the
 * frame. An open dialog keeps the focus: there it does nothing.
 */
export function usePaneCycling(): void {
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const pane = target.closest('[data-pane]');
      if (pane !== null) lastFocused.set(pane, target);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || document.querySelector('.ui-modal')) return;
      event.preventDefault();
      move(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('focusin', remember);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('focusin', remember);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
