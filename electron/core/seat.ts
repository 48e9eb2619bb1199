// A seat is one window: who sits there, since when nothing was asked, and where its events go.
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';

export type Seat = {
  /** Asks one operation; every outcome is an answer, nothing is thrown. */
  ask(operation: string, input: unknown): Promise<Answer<unknown>>;
  close(): void;
};

/** What the core remembers of a seat. */
export type SeatState = {
  userId: string | null;
  lastAskedAt: number;
  readonly listener: (event: AppEvent) => void;
};

/** Whoever sits here, unless they walked away: after the idle time the seat is empty again. */
export function occupantOf(seat: SeatState, nowMs: number, lockAfterMinutes: number): string | null {
  if (seat.userId === null) return null;
  if (nowMs - seat.lastAskedAt > lockAfterMinutes * 60_000) seat.userId = null;
  return seat.userId;
}

export function take(seat: SeatState, user: SignedInUser | null, nowMs: number): void {
  seat.userId = user?.id ?? null;
  seat.lastAskedAt = nowMs;
}
