// The receiving office as a process: npm run central. With --new-code COUNTY it makes an enrolment code instead.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createCentral } from './app.ts';
import { type Database, persistently } from './database.ts';
import { revokeWorkstation } from './enrol-workstation.ts';
import { createEnrolmentCode } from './enrolment-codes.ts';
import { FolderInUse, holdFolder, readMasterSecret } from './folder.ts';
import { readFunding } from './funding.ts';
import { beginEpoch } from './ledger-life.ts';
import { askLocalDesk, createLocalDesk } from './local-desk.ts';
import { imageFolder, openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { deriveSecrets } from './secrets.ts';

const usage = `usage: npm run central                        serve
       npm run central -- --new-code 1212     an enrolment code for a county, valid for ten minutes
       npm run central -- --revoke ID         a workstation's requests are refused from now on
       npm run central -- --new-epoch         after a restore from a backup, before serving again

DATABASE_URL            a PostgreSQL server; without it the embedded one, which is not for a real office
TECZKA_CENTRAL_FOLDER   the embedded database and the secret that is not in the database (.data/central)
TECZKA_CENTRAL_SECRET   that secret, 64 hex digits, instead of the folder's file
TECZKA_CENTRAL_URL      how workstations address this office, where a proxy stands in front
HOST, PORT              where to listen (127.0.0.1, 8070)
`;

const folder = process.env.TECZKA_CENTRAL_FOLDER ?? fileURLToPath(new URL('../.data/central', import.meta.url));
const now = () => new Date().toISOString();
const log = pino({ level: 'info', base: null }, pino.destination({ fd: 2, sync: true }));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Held = { readonly database: Database; readonly masterSecret: Uint8Array; readonly release: () => void };

async function openDatabase(): Promise<Held> {
  const stated = process.env.TECZKA_CENTRAL_SECRET;
  const given = stated === undefined ? undefined : Buffer.from(stated, 'hex');
  const server = process.env.DATABASE_URL;
  if (server) {
    const database = await openPostgres(server, () => log.warn('a database connection was lost'));
    return { database, masterSecret: given ?? readMasterSecret(folder), release: () => {} };
  }
  const { databaseFolder, masterSecret, release } = holdFolder(folder);
  const database = await openPglite({ folder: databaseFolder, imageFolder });
  return { database, masterSecret: given ?? masterSecret, release };
}

async function serve(): Promise<void> {
  const { database, masterSecret, release } = await openDatabase();
  const desk = database.kind === 'embedded' ? createLocalDesk(folder) : null;
  const { app } = await createCentral({
    database,
    masterSecret,
    funding: readFunding(fileURLToPath(new URL('../resources/programmes', import.meta.url))),
    publicUrl: process.env.TECZKA_CENTRAL_URL ?? null,
    log,
    ...(desk === null ? {} : { addRoutes: desk.addRoutes }),
  });
  const url = await app.listen({ host: process.env.HOST ?? '127.0.0.1', port: Number(process.env.PORT ?? 8070) });
  desk?.open(url);
  const warning = ' (wbudowana baza: tylko do pokazu, nie dla prawdziwego urzędu)';
  say(`Urząd centralny: ${url}${desk === null ? '' : warning}`);
  stopOnSignal(async () => {
    await app.close();
    await database.close();
    desk?.close();
    release();
  });
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const begin = () => {
    if (isStopping) return;
    isStopping = true;
    void stop().then(() => process.exit(0));
  };
  process.on('SIGINT', begin).on('SIGTERM', begin);
}

async function withDatabase<Value>(work: (held: Held) => Promise<Value>): Promise<Value> {
  const held = await openDatabase();
  try {
    return await work(held);
  } finally {
    await held.database.close();
    held.release();
  }
}

async function newCode(countyTeryt: string): Promise<void> {
  const make = ({ database, masterSecret }: Held) =>
    createEnrolmentCode({ database, secrets: deriveSecrets(masterSecret), now }, countyTeryt);
  const { code, expiresAt } = await withDatabase(make).catch((error: unknown) => {
    if (error instanceof FolderInUse) return askLocalDesk(folder, countyTeryt);
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
  if (values['new-code'] !== undefined) return newCode(values['new-code']);
  if (values.revoke !== undefined) {
    const id = values.revoke;
    const isKnown = await withDatabase(({ database }) => revokeWorkstation({ database, now }, id));
    if (!isKnown) throw new Error('no such workstation');
    return say(`Odwołano stanowisko ${id}`);
  }
  if (values['new-epoch']) {
    const epoch = await withDatabase(({ database }) => persistently(database, (query) => beginEpoch(query, now())));
    return say(`Nowa epoka rejestru: ${epoch}`);
  }
  return serve();
}

main().catch((error: unknown) => {
  const reason = error instanceof FolderInUse ? 'another central office has this folder' : String(error);
  process.stderr.write(`${reason}\n\n${usage}`);
  process.exitCode = 1;
});
