import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

/** The day it is in Poland, whatever the computer's clock is set to show. */
export const today = (): CalendarDate => toCalendarDate(parts.format(new Date()));
