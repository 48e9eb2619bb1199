import type { Hotkey } from './hotkeys.ts';

export type ShortcutProps = { readonly keys: Hotkey };

/** Keys as they stand on the keyboard. */
export function Shortcut({ keys }: ShortcutProps) {
  return (
    <span className="ui-kbd">
      {keys.split('+').map((key) => (
        <kbd key={key}>{key === 'Escape' ? 'Esc' : key}</kbd>
      ))}
    </span>
  );
}
