// Every visible Polish sentence, one file an area. A new area: one file beside this one and one line below.
import { app } from './app.ts';
import { cases } from './cases.ts';
import { common } from './common.ts';
import { firstRun } from './first-run.ts';
import { problems } from './problems.ts';
import { session } from './session.ts';
import { ui } from './ui.ts';
import { vocabulary } from './vocabulary.ts';

export const pl = { app, cases, common, firstRun, problems, session, ui, vocabulary } as const;
