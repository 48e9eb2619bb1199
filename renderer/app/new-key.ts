// The key that begins something new. An ordinary browser keeps Ctrl+N for itself: there another one works, and is shown.
import type { Hotkey } from '../ui/hotkeys.ts';
import { hostKind } from './connection.ts';

export const newKey = (): Hotkey => (hostKind() === 'electron' ? 'Ctrl+N' : 'F2');
