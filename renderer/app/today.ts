// The office's calendar day, for what forms begin with. Rules never ask this: they are told their day.
import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';

const warsawDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

export const dayOf = (nowMs: number): CalendarDate => toCalendarDate(warsawDay.format(nowMs));

export const today = (): CalendarDate => dayOf(Date.now());
