// The clock and the chance of a made-up past: time stands at the act that is being played, ids repeat with the seed.

import { isBusinessDay } from '../../shared/domain/business-days.ts';
import { addDays, type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';
import { toUuidV7, type World } from '../core/world.ts';
import { seededChance } from './fictional-chance.ts';

export type DemonstrationWorld = World & { moveTo(atMs: number): void };

export function startWorld(seed: string, atMs: number): DemonstrationWorld {
  const chance = seededChance(`${seed}/world`);
  let nowMs = atMs;
  return {
    now: () => new Date(nowMs).toISOString(),
    today: () => toCalendarDate(new Date(nowMs).toISOString().slice(0, 10)),
    newId: () => toUuidV7(nowMs, chance.bytes(10)),
    randomBytes: (count) => chance.bytes(count),
    elapsedMs: () => 0,
    moveTo: (nextMs) => {
      nowMs = nextMs;
    },
  };
}

/** The last `count` business days before a day, the newest first. */
export function listBusinessDaysBefore(day: CalendarDate, count: number): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let back = addDays(day, -1); days.length < count; back = addDays(back, -1)) {
    if (isBusinessDay(back)) days.push(back);
  }
  return days;
}
