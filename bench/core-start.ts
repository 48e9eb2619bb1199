// A child process: the core alone, from nothing to its first answers, as a host starts it.
import { silentLog } from '../electron/core/log.ts';
import { realWorld } from '../electron/core/world.ts';
import { openWorkplace } from '../electron/workplace.ts';
import { passphrase } from '../tests/support/case-file.ts';
import { readPlan, serveParent } from './child.ts';
import { resources } from './desk.ts';

const { folder } = readPlan<{ readonly folder: string }>();
const workplace = openWorkplace({ folder, resources, fetch, world: realWorld, log: silentLog });
const seat = workplace.openSeat(() => undefined);
const status = await seat.ask('session.status', {});

serveParent(status.ok, {
  list: async () => {
    await seat.ask('session.signIn', { login: 'anna', passphrase });
    const listed = await seat.ask('people.search', { text: '', after: null, limit: 50 });
    return listed.ok;
  },
  rssBytes: () => process.memoryUsage.rss(),
  end: () => workplace.close(),
});
