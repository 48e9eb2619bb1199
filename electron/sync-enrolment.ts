// How an open case file becomes known to a central office: at first, again under a new key, or at another address.
import { Refusal, refuse, type SyncDoor } from './core/context.ts';
import type { CaseFile } from './database/case-file.ts';
import type { WriteDatabase } from './database/connection.ts';
import { countDeliveries, makeDue } from './database/deliveries.ts';
import { findNewestReceipt, rewindFeed } from './database/feed.ts';
import { addNumberBlocks, keepNumberBlocks, listNumbersReached } from './database/number-blocks.ts';
import {
  findEnrolment,
  listOwnKeys,
  type StoredEnrolment,
  storeCentralUrl,
  storeCentreKeys,
  storeEnrolment,
} from './database/workstation.ts';
import { createCentralClient } from './sync/central-client.ts';
import { adoptEndorsed } from './sync/centre-keys.ts';
import { type Enrolment, enrol, type Past } from './sync/enrolment.ts';
import { findCentralAddress, type Line } from './sync/exchange.ts';
import type { Failure, Reply } from './sync/failure.ts';
import { verifyReceipt } from './sync/receipts.ts';
import { createWorkstationKey, type WorkstationKey } from './sync/workstation-key.ts';

/**
 * What is in flight ends under the identity that sent it; after the work, what waits goes on under the new one. Throws a
 * Refusal changed-meanwhile where the file is no longer that of the workstation that was seen.
 */
export type Relink = (file: CaseFile, seen: string | undefined, work: (now: string) => void) => Promise<void>;

type Parts = {
  readonly line: Line;
  readonly getFile: () => CaseFile;
  readonly relink: Relink;
};

export function createEnrolling({
  line,
  getFile,
  relink,
}: Parts): Pick<SyncDoor, 'enrol' | 'enrolAgain' | 'changeAddress'> {
  /** Kept for a second try: an enrolment whose answer was lost is answered again to the same key. */
  let key: WorkstationKey | undefined;
  return {
    enrol: async (application, keep) => {
      const file = getFile();
      if (findEnrolment(file.read) !== undefined) refuse('already-enrolled');
      key ??= createWorkstationKey();
      const store = await applyFirst(line, { ...application, key });
      await relink(file, undefined, () => keep(store));
      key = undefined;
    },
    enrolAgain: async (application, keep) => {
      const file = getFile();
      const before = getEnrolment(file);
      key ??= createWorkstationKey();
      const store = await applyAgain(line, file, { before, ...application, key });
      await relink(file, before.workstationId, (now) => keep((db) => store(db, now)));
      key = undefined;
    },
    changeAddress: async (centralUrl, keep) => {
      const file = getFile();
      const before = getEnrolment(file);
      const store = await applyForAddress(line, file, { before, centralUrl });
      await relink(file, before.workstationId, (now) => keep((db) => store(db, now)));
    },
  };
}

/** Stores what was agreed, and gives what the audit says of it. */
type Store = (db: WriteDatabase, now: string) => Record<string, string>;

type Before = { readonly before: StoredEnrolment };
type Application = { readonly centralUrl: string; readonly code: string; readonly key: WorkstationKey };

/** Throws a Refusal: central-unreachable, central-refused. */
async function applyFirst(
  line: Line,
  application: Application,
): Promise<(db: WriteDatabase) => Record<string, string>> {
  const { numberBlocks, formerBlocks: _, ...enrolment } = orRefusal(await enrol(line, application));
  return (db) => {
    storeEnrolment(db, enrolment);
    addNumberBlocks(db, numberBlocks);
    return { centralUrl: enrolment.centralUrl };
  };
}

/** Throws a Refusal, with nothing changed here, for another centre or another county too. */
async function applyAgain(
  line: Line,
  file: CaseFile,
  { before, ...application }: Application & Before,
): Promise<Store> {
  const enrolled = orRefusal(await enrol(line, { ...application, past: toPast(file, before) }));
  if (enrolled.countyTeryt !== before.countyTeryt) refuse('other-county');
  const centreKeys = judgeKeys(before, enrolled, countDeliveries(file.read, 'acknowledged') > 0);
  const { numberBlocks, formerBlocks = [], ...enrolment } = enrolled;
  return (db, now) => {
    storeEnrolment(db, { ...enrolment, centreKeys, formers: listOwnKeys(before) });
    keepNumberBlocks(db, formerBlocks);
    addNumberBlocks(db, numberBlocks);
    // What is this file's own may be more than the former key was told of.
    rewindFeed(db);
    makeDue(db, now);
    const { centralUrl, workstationId } = enrolment;
    return { centralUrl, workstationId, formerWorkstationId: before.workstationId };
  };
}

function toPast({ read }: CaseFile, before: StoredEnrolment): Past {
  const formers = listOwnKeys(before).map(({ workstationId, privateKey }) => ({
    workstationId,
    privateKey: Buffer.from(privateKey, 'base64'),
  }));
  return { formers, numbersReached: listNumbersReached(read) };
}

/** The keys to believe from now on. Those of a centre whose word nobody here needs any more are forgotten with it. */
function judgeKeys(
  { centreKeys: trusted }: StoredEnrolment,
  { centreKeys: offered }: Pick<Enrolment, 'centreKeys'>,
  hasItsWord: boolean,
): StoredEnrolment['centreKeys'] {
  const { keys, strangers } = adoptEndorsed(trusted, offered);
  if (strangers.length === 0) return keys;
  return hasItsWord ? refuse('other-centre') : offered;
}

/**
 * The same centre at another address, asked with the key that the file has. Its keys are no secret, so it also has to give
 * back the newest receipt, which is ours alone. Throws a Refusal with nothing changed here.
 */
async function applyForAddress(
  line: Line,
  file: CaseFile,
  { before, centralUrl: typed }: Before & { readonly centralUrl: string },
): Promise<Store> {
  const centralUrl = findCentralAddress(typed);
  if (centralUrl === undefined) throw new Refusal({ kind: 'central-refused', code: 'bad-address', facts: {} });
  const { workstationId, privateKey, centreKeys: trusted } = before;
  const client = createCentralClient(line, { centralUrl, workstationId, privateKey });
  const { centreKeys: offered } = orRefusal(await client.getSyncState());
  const { keys, strangers } = adoptEndorsed(trusted, offered);
  if (strangers.length > 0) refuse('other-centre');
  const newest = findNewestReceipt(file.read);
  if (newest !== undefined) {
    const held = await client.getHeldItem(newest.id);
    if (!held.ok && held.failure.code === 'not-found') refuse('centre-unproven');
    const { receipt: given } = orRefusal(held);
    if (!verifyReceipt(given, { ...newest, centreKeys: keys }).ok) refuse('centre-unproven');
  }
  return (db, now) => {
    storeCentralUrl(db, centralUrl);
    storeCentreKeys(db, keys);
    makeDue(db, now);
    return { centralUrl };
  };
}

/** Throws a Refusal not-enrolled. */
function getEnrolment(file: CaseFile): StoredEnrolment {
  return findEnrolment(file.read) ?? refuse('not-enrolled');
}

function orRefusal<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value;
  throw new Refusal(toProblem(reply.failure));
}

function toProblem({ cause, code }: Failure): Refusal['problem'] {
  if (code !== null && code !== 'unavailable') return { kind: 'central-refused', code, facts: {} };
  return { kind: 'central-unreachable', cause };
}
