// A working office with something in every table, to be asked over any host, and watched from inside.

import type Sqlite from 'better-sqlite3';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/core.ts';
import type { Log } from '../../electron/core/log.ts';
import { loadProgrammes } from '../../electron/core/programme-files.ts';
import { getAuditHead } from '../../electron/database/audit.ts';
import { databasePath } from '../../electron/database/case-file.ts';
import type { ReadDatabase } from '../../electron/database/connection.ts';
import { openConnection, toReadDatabase } from '../../electron/database/sqlite.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { startLoopbackHost } from '../../electron/http/loopback-host.ts';
import { createSyncDoor } from '../../electron/sync-door.ts';
import { loadTerritory } from '../../electron/workplace.ts';
import { keepBackups } from '../support/backups.ts';
import { passphrase, type TestCaseFile } from '../support/case-file.ts';
import {
  approve,
  decide,
  finishBalance,
  makeAgreement,
  noFacts,
  type OfficeDay,
  openCase,
  openOfficeDay,
  prepare,
  submit,
} from '../support/office-day.ts';
import type { KnownIds } from './generator.ts';

const resources = new URL('../../resources', import.meta.url).pathname;

export type HostileHost = {
  /** `input` is JSON text, as a hostile page would write it. Gives what a window would get. */
  ask(operation: string, input: string): Promise<unknown>;
  /** The administrator anna asks: at a seat of her own, or at this one where a host has no other. */
  askElsewhere(operation: string, input: string): Promise<unknown>;
  /** Codes and places of our own faults that were logged since the last look. */
  faults(): string[];
  close(): Promise<void>;
};

/** A host of this office; anna sits there. */
export type OpenHost = (office: HostileOffice) => Promise<HostileHost>;

export type HostileOffice = {
  readonly day: OfficeDay;
  readonly core: Core;
  readonly takeFaults: () => string[];
  /** Ids that exist by field, for an operation of this area. */
  known(area: string): KnownIds;
  /** With the version that the row has now in place of the one that was made up. */
  settled(input: unknown): unknown;
  /** Head of the audit and number of rows of every table: what a refused question may not change. */
  state(): string;
  /** Lets another program have the file, which is watched from outside once that has opened it. Gives its folder. */
  handOver(): Promise<string>;
  close(): Promise<void>;
};

export async function openHostileOffice(): Promise<HostileOffice> {
  const day = await openOfficeDay();
  await fill(day);
  const faults: string[] = [];
  const log: Log = { info: () => {}, error: (code, facts) => faults.push(`${code} ${JSON.stringify(facts)}`) };
  const { read, handOver, close } = watch(day.caseFile);
  return {
    day,
    core: coreOf(day.caseFile, log),
    takeFaults: () => faults.splice(0),
    known: (area) => knownIds(read(), day.caseFile.user.id, area),
    settled: (input) => settled(read(), input),
    state: () => stateOf(read()),
    handOver,
    close: async () => {
      close();
      await day.close();
    },
  };
}

/** Reads by the file's own connection, and by one of our own while another program has the file. */
function watch({ door, file, folder }: TestCaseFile) {
  let dataKey: Uint8Array | null = null;
  let outside: Sqlite.Database | null = null;
  const read = (): ReadDatabase => {
    if (dataKey === null) return file.read;
    outside ??= openConnection({ file: databasePath(folder), dataKey, access: 'read' });
    return toReadDatabase(outside);
  };
  const handOver = async () => {
    // A copy: the door wipes its own.
    dataKey = Uint8Array.from(door.opened()?.dataKey ?? []);
    await door.close();
    return folder;
  };
  return { read, handOver, close: () => outside?.close() };
}

export const inProcess: OpenHost = ({ core, takeFaults }) => {
  const seat = core.openSeat(() => {});
  const ask: HostileHost['ask'] = (operation, input) => seat.ask(operation, JSON.parse(input));
  return seated(core, { ask, faults: takeFaults, close: async () => void seat.close() });
};

export const loopback: OpenHost = async ({ core, takeFaults }) =>
  seated(core, { ...(await openLoopback(core)), faults: takeFaults });

async function seated(core: Core, host: Omit<HostileHost, 'askElsewhere'>): Promise<HostileHost> {
  const elsewhere = core.openSeat(() => {});
  const askElsewhere: HostileHost['ask'] = (operation, input) => elsewhere.ask(operation, JSON.parse(input));
  await signIn(askElsewhere, 'anna');
  await signIn(host.ask, 'anna');
  return { ...host, askElsewhere };
}

/** Whoever sat there leaves; null for nobody afterwards. */
export async function sitDown({ ask }: HostileHost, login: string | null): Promise<void> {
  await ask('session.lock', '{}');
  if (login !== null) await signIn(ask, login);
}

export async function signIn(ask: HostileHost['ask'], login: string): Promise<void> {
  const answer = await ask('session.signIn', JSON.stringify({ login, passphrase }));
  if (!JSON.stringify(answer).startsWith('{"ok":true')) throw new Error(`${login} cannot sign in`);
}

/** Somebody in every stage, so that every operation finds something to work on. */
async function fill(day: OfficeDay): Promise<void> {
  const agreement = await makeAgreement(day);
  await approve(day, await submit(day, await prepare(day, agreement.id)));
  await submit(day, await prepare(day, (await makeAgreement(day)).id));
  await prepare(day, (await makeAgreement(day)).id);
  const [drafted, balanced, eligible] = [await openCase(day), await openCase(day), await openCase(day)];
  for (const decided of [drafted, balanced, eligible]) await decide(day, decided);
  await finishBalance(day, balanced.id, ['language', 'it']);
  const { validFrom, validTo } = agreement;
  await day.advisor.balances.start({ caseId: drafted.id, variant: 'basic', informedOn: validFrom });
  await day.clerk.agreements.draft({ caseId: balanced.id, validFrom, validTo, categories: ['language'] });
  const ready = await openCase(day);
  await decide(day, ready);
  await finishBalance(day, ready.id, ['language']);
  await openCase(day);
  await openCase(day, { facts: noFacts });
}

function coreOf({ world, door }: TestCaseFile, log: Log): Core {
  const backups = keepBackups({ world, door });
  const programmes = loadProgrammes(`${resources}/programmes`);
  const sync = createSyncDoor({
    ...{ world, log, programmes, openFile: door.openFile },
    fetch: () => Promise.reject(new TypeError('no network here')),
    announce: () => {},
  });
  const territory = loadTerritory(resources);
  return createCore({ handlers, world, log, programmes, territory, caseFile: door, sync, backups, nudge: sync.nudge });
}

async function openLoopback(core: Core): Promise<Pick<HostileHost, 'ask' | 'close'>> {
  const host = await startLoopbackHost({ core, files: new Map(), port: 0, onCodeUsed: () => {} });
  const origin = `http://127.0.0.1:${host.port}`;
  const post = async (path: string, body: string, token: string): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json', Origin: origin, Authorization: `Bearer ${token}` };
    const response = await fetch(origin + path, { method: 'POST', headers, body });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const code = new URL(host.newAddress()).hash.replace('#code=', '');
  // The host answers a good code with a token.
  const { token } = (await post('/api/token', JSON.stringify({ code }), '')) as { token: string };
  return {
    ask: (operation, input) => post('/api/ask', `{"operation":${JSON.stringify(operation)},"input":${input}}`, token),
    close: () => host.close(),
  };
}

const tableOf: Readonly<Record<string, string>> = {
  people: 'person',
  cases: 'person_case',
  balances: 'balance',
  agreements: 'agreement',
  vouchers: 'voucher',
  office: 'user',
};

function knownIds(read: ReadDatabase, administratorId: string, area: string): KnownIds {
  // The administrator stays one, whatever is asked.
  const idsOf = (table: string) =>
    read
      .all<{ id: string }>(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 12`)
      .map(({ id }) => id)
      .filter((id) => id !== administratorId);
  const own = tableOf[area];
  const [people, cases, agreements] = [idsOf('person'), idsOf('person_case'), idsOf('agreement')];
  return {
    id: own === undefined ? [] : idsOf(own),
    personId: people,
    caseId: cases,
    agreementId: agreements,
    subjectId: [...people, ...cases],
    replaces: idsOf('voucher'),
  };
}

function settled(read: ReadDatabase, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('id' in input) || !('seenVersion' in input)) return input;
  if (typeof input.id !== 'string') return input;
  const tables = Object.values(tableOf).map((table) => `SELECT id, version FROM ${table}`);
  const row = read.get<{ version: number }>(`SELECT version FROM (${tables.join(' UNION ALL ')}) WHERE id = :id`, {
    id: input.id,
  });
  return row === undefined ? input : Object.assign(input, { seenVersion: row.version });
}

function stateOf(read: ReadDatabase): string {
  const tables = read.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%search%'",
  );
  const counts = tables.map(({ name }) => read.get<{ rows: number }>(`SELECT count(*) AS rows FROM "${name}"`));
  return JSON.stringify([getAuditHead(read).hash, counts.map((count) => count?.rows)]);
}
