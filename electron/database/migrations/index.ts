// Every step from an empty file to today's, in order. A released step is never edited: a new one follows it.
import { foundation } from './0001-foundation.ts';
import { worklists } from './0002-worklists.ts';

/** The schema's version is the number of steps taken. */
export const migrations: readonly string[] = [foundation, worklists];
