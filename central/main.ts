// The receiving office as a process: npm run central. With --new-code COUNTY it makes an enrolment code instead.
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { persistently } from './database.ts';
import { revokeWorkstation } from './enrol-workstation.ts';
import { createEnrolmentCode } from './enrolment-codes.ts';
import { FolderInUse } from './folder.ts';
import { beginEpoch } from './ledger-life.ts';
import { askLocalDesk } from './local-desk.ts';
import { type Held, withDatabase } from './open-database.ts';
import { deriveSecrets } from './secrets.ts';
import { serve } from './serve.ts';
import { readSettings, type Settings } from './settings.ts';

const usage = `usage: npm run central                        serve
       npm run central -- --new-code 1212     an enrolment code for a county, valid for ten minutes
       npm run central -- --revoke ID         a workstation's requests are refused from now on
       npm run central -- --new-epoch         after a restore from a backup, before serving again

DATABASE_URL            a PostgreSQL server; without it the embedded one, which is not for a real office
DATABASE_CONNECTIONS    how many to it at most (8)
TECZKA_CENTRAL_FOLDER   the embedded database and the secret that is not in the database (.data/central)
TECZKA_CENTRAL_SECRET   that secret, 64 hex digits, instead of the folder's file
TECZKA_CENTRAL_URL      how workstations address this office, where a proxy stands in front
TRUSTED_PROXIES         addresses or ranges of such proxies (this computer)
HOST, PORT              where to listen (127.0.0.1, 8070)
METRICS_PORT            where this computer may read /metrics; without it nobody may
BATCHES_IN_HOUSE        how many batches may be read or wait at once (256); REQUESTS_PER_MINUTE from one address (6000)
STOP_SECONDS            how long a stop waits for what is under way (20); a second signal doesn't wait
`;

const now = () => new Date().toISOString();
const log = pino({ level: 'info', base: null }, pino.destination({ fd: 2, sync: true }));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const warning = '(wbudowana baza: tylko do pokazu, fsync wyłączony, nie dla prawdziwego urzędu)';

async function serveHere(settings: Settings): Promise<void> {
  const { url, isForShow, stop } = await serve(settings, log);
  say(`Urząd centralny: ${url}${isForShow ? ` ${warning}` : ''}`);
  stopOnSignal(stop);
}

/** npm and a terminal pass one press of Ctrl+C on twice. */
const samePressMs = 1_000;

function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | null = null;
  const obey = () => {
    if (stoppingSince === null) {
      stoppingSince = Date.now();
      void stop().then(() => process.exit(0));
    } else if (Date.now() - stoppingSince > samePressMs) process.exit(1);
  };
  process.on('SIGINT', obey).on('SIGTERM', obey);
}

async function newCode(settings: Settings, countyTeryt: string): Promise<void> {
  const make = ({ database, masterSecret }: Held) =>
    createEnrolmentCode({ database, secrets: deriveSecrets(masterSecret), now }, countyTeryt);
  const { code, expiresAt } = await withDatabase(settings, log, make).catch((error: unknown) => {
    if (error instanceof FolderInUse) return askLocalDesk(settings.folder, countyTeryt);
    throw error;
  });
  say(`${code} (powiat ${countyTeryt}, ważny do ${expiresAt})`);
}

async function main(): Promise<void> {
  const options = {
    'new-code': { type: 'string' },
    revoke: { type: 'string' },
    'new-epoch': { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ options });
  const settings = readSettings(process.env);
  if (values['new-code'] !== undefined) return newCode(settings, values['new-code']);
  if (values.revoke !== undefined) {
    const id = values.revoke;
    const isKnown = await withDatabase(settings, log, ({ database }) => revokeWorkstation({ database, now }, id));
    if (!isKnown) throw new Error('no such workstation');
    return say(`Odwołano stanowisko ${id}`);
  }
  if (values['new-epoch']) {
    const epoch = await withDatabase(settings, log, ({ database }) =>
      persistently(database, (query) => beginEpoch(query, now())),
    );
    return say(`Nowa epoka rejestru: ${epoch}`);
  }
  return serveHere(settings);
}

main().catch((error: unknown) => {
  const reason = error instanceof FolderInUse ? 'another central office has this folder' : String(error);
  process.stderr.write(`${reason}\n\n${usage}`);
  // Whatever was opened on the way up would keep the process.
  process.exit(1);
});
