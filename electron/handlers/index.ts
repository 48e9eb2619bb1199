// Every area's handlers, for the entries to hand to the core.
import type { Handlers } from '../core/context.ts';
import { agreements } from './agreements.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { balances } from './balances.ts';
import { cases } from './cases.ts';
import { office } from './office.ts';
import { people } from './people.ts';
import { programmes } from './programmes.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { sync } from './sync.ts';
import { vouchers } from './vouchers.ts';

export const handlers: Handlers = {
  session,
  office,
  people,
  cases,
  balances,
  agreements,
  vouchers,
  programmes,
  reports,
  audit,
  sync,
  backups,
};
