// Every visible Polish sentence, one file an area. A new area: one file beside this one and one line below.
import { agreements } from './agreements.ts';
import { app } from './app.ts';
import { backups } from './backups.ts';
import { balances } from './balances.ts';
import { cases } from './cases.ts';
import { common } from './common.ts';
import { firstRun } from './first-run.ts';
import { health } from './health.ts';
import { office } from './office.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';
import { programmes } from './programmes.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { sync } from './sync.ts';
import { ui } from './ui.ts';
import { vocabulary } from './vocabulary.ts';
import { vouchers } from './vouchers.ts';

export const pl = {
  agreements,
  app,
  backups,
  balances,
  cases,
  common,
  firstRun,
  health,
  office,
  people,
  problems,
  programmes,
  reports,
  session,
  sync,
  ui,
  vocabulary,
  vouchers,
} as const;
