// The office's calendar day, for what forms begin with. Rules never ask this: they are told their day.
import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';

const warsawDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

export const today = (): CalendarDate => toCalendarDate(warsawDay.format(new Date()));
