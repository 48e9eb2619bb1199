// Every step from an empty file to today's, in order. A released step is never edited: a new one follows it.
import { foundation } from './0001-foundation.ts';
import { vouchers } from './0002-vouchers.ts';
import { worklists } from './0003-worklists.ts';
import { withdrawals } from './0004-withdrawals.ts';
import { feed } from './0005-feed.ts';
import { backups } from './0006-backups.ts';
import { upkeep } from './0007-upkeep.ts';
import { quarantine } from './0008-quarantine.ts';
import { comparedLedger } from './0009-compared-ledger.ts';

/** The schema's version is the number of steps taken. */
export const migrations: readonly string[] = [
  foundation,
  vouchers,
  worklists,
  withdrawals,
  feed,
  backups,
  upkeep,
  quarantine,
  comparedLedger,
];
