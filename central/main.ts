// The receiving office as a process: npm run central. With a command it does that instead of serving.
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { type Command, command, runCommand } from './commands.ts';
import { FolderInUse } from './folder.ts';
import { readShippedFunding } from './funding.ts';
import { askLocalDesk } from './local-desk.ts';
import { type Held, withDatabase } from './open-database.ts';
import { deriveSecrets } from './secrets.ts';
import { serve } from './serve.ts';
import { readSettings, type Settings } from './settings.ts';

const usage = `usage: npm run central                        serve
       npm run central -- --new-code 1212     an enrolment code for a county, valid for ten minutes
       npm run central -- --list-workstations the id of each with its county and counters, for --revoke
       npm run central -- --revoke ID         a workstation's requests are refused from now on
       npm run central -- --revoke-voucher ID --reason TEXT
                                              an accepted voucher counts no longer; offices read the reason
       npm run central -- --new-key [--overlap-days 7]
                                              a new key for receipts: known at once, signing after the overlap
       npm run central -- --new-epoch         after a restore from a backup, before serving again
       npm run central -- --grant-app-role ROLE
                                              what serving needs and no more; as the tables' owner, after each update
       npm run central -- --check             whether the ledger agrees with itself, for every night; exits with 1 if not

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

/** A running embedded central office has its folder to itself: it is asked to do it. */
async function run(settings: Settings, asked: Command): Promise<void> {
  const work = ({ database, masterSecret }: Held) =>
    runCommand({ database, secrets: deriveSecrets(masterSecret), funding: readShippedFunding(), now }, asked);
  const { isFine, lines } = await withDatabase(settings, log, work).catch((error: unknown) => {
    if (error instanceof FolderInUse) return askLocalDesk(settings.folder, asked);
    throw error;
  });
  for (const line of lines) say(line);
  if (!isFine) process.exitCode = 1;
}

/** null to serve. Throws for what is no command. */
function readCommand(): Command | null {
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: {
      ...{ 'new-code': string, revoke: string, 'new-epoch': boolean, check: boolean, 'new-key': boolean },
      ...{ 'overlap-days': string, 'revoke-voucher': string, reason: string, 'list-workstations': boolean },
      'grant-app-role': string,
    },
  });
  const toCommand = (words: { name: string } & Record<string, unknown>) => {
    const read = command.safeParse(words);
    if (!read.success) throw new Error(`--${words.name}: what is given does not fit`);
    return read.data;
  };
  if (values['new-code'] !== undefined) return toCommand({ name: 'new-code', countyTeryt: values['new-code'] });
  if (values.revoke !== undefined) return toCommand({ name: 'revoke', workstationId: values.revoke });
  if (values['revoke-voucher'] !== undefined) {
    return toCommand({ name: 'revoke-voucher', voucherId: values['revoke-voucher'], reason: values.reason });
  }
  if (values['new-key']) return toCommand({ name: 'new-key', overlapDays: Number(values['overlap-days'] ?? 7) });
  if (values['grant-app-role'] !== undefined) {
    return toCommand({ name: 'grant-app-role', role: values['grant-app-role'] });
  }
  if (values['new-epoch']) return { name: 'new-epoch' };
  if (values['list-workstations']) return { name: 'list-workstations' };
  return values.check ? { name: 'check' } : null;
}

async function main(): Promise<void> {
  const asked = readCommand();
  const settings = readSettings(process.env);
  await (asked === null ? serveHere(settings) : run(settings, asked));
}

main().catch((error: unknown) => {
  const reason = error instanceof FolderInUse ? 'another central office has this folder' : String(error);
  process.stderr.write(`${reason}\n\n${usage}`);
  // Whatever was opened on the way up would keep the process.
  process.exit(1);
});
