// What main itself asks of the seat: who sits there. The answer goes to the window as the event that it is.
import { powerMonitor } from 'electron';
import { type AppEvent, appEvent } from '../../shared/contract/events.ts';
import type { CoreLink } from './core-link.ts';

export type SessionNews = { readonly ask: CoreLink['ask']; readonly tell: (event: AppEvent) => void };

/** Locks the seat, or only asks, and tells the window who sits there now. */
export async function tellSession(news: SessionNews, operation: 'session.lock' | 'session.status'): Promise<void> {
  const answer = await news.ask(operation, {});
  const event = appEvent.safeParse({ kind: 'session', status: answer.ok ? answer.value : null });
  if (event.success) news.tell(event.data);
}

/** Whoever locks the screen or closes the lid leaves nobody signed in. */
export function lockWithTheScreen(news: SessionNews): void {
  powerMonitor.on('lock-screen', () => void tellSession(news, 'session.lock'));
  powerMonitor.on('suspend', () => void tellSession(news, 'session.lock'));
}
