// The demonstration's dealings with its real central office: vouchers arrive on the days on which they were approved, some
// are refused because another county was quicker, some still wait.
import { createHash, randomBytes } from 'node:crypto';
import type { EmbeddedCentral } from '../../central/embedded.ts';
import { agreementNumber } from '../../shared/domain/agreement.ts';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { voucherItem } from '../../shared/wire/voucher.ts';
import { realWorld, toUuidV7 } from '../core/world.ts';
import type { CaseFile } from '../database/case-file.ts';
import { listDue, recordFailure } from '../database/deliveries.ts';
import { addNumberBlocks } from '../database/number-blocks.ts';
import { recordOutcomes } from '../database/settlement.ts';
import { storeEnrolment } from '../database/workstation.ts';
import { type CentralClient, createCentralClient } from '../sync/central-client.ts';
import { type Enrolment, enrol } from '../sync/enrolment.ts';
import type { Line } from '../sync/exchange.ts';
import { sortResults } from '../sync/outcomes.ts';
import type { DemonstrationCentre } from './demonstration-centre.ts';
import { demonstrationOffice } from './demonstration-users.ts';
import { installedProgrammes } from './installed-rules.ts';

/** The clock of the central office while a past is made up; null is the real one. */
export type CentralClock = { atMs: number | null; readonly now: () => string };

export function startCentralClock(): CentralClock {
  const clock: CentralClock = {
    atMs: null,
    now: () => (clock.atMs === null ? realWorld.now() : new Date(clock.atMs).toISOString()),
  };
  return clock;
}

type Counterpart = Pick<EmbeddedCentral, 'url' | 'createEnrolmentCode'>;
type Due = ReturnType<typeof listDue>[number];

const otherCounty = '1206';
const waitsForMs = 24 * 3_600_000;
/** From a voucher's approval to its arrival. */
const travelMs = 90_000;

export function openRealCentre(central: Counterpart, clock: CentralClock, beginMs: number): DemonstrationCentre {
  const line: Line = { fetch: globalThis.fetch, now: clock.now, newNonce: () => randomBytes(18).toString('base64url') };
  let own: Enrolment | undefined;
  return {
    async enrol(file) {
      clock.atMs = beginMs;
      const enrolled = await enrolCounty(line, central, demonstrationOffice.countyTeryt);
      const { numberBlocks, ...enrolment } = enrolled;
      file.transaction((db) => {
        storeEnrolment(db, enrolment);
        addNumberBlocks(db, numberBlocks);
      });
      own = enrolled;
    },
    signReceipt: null,
    async deliver(file, { waiting, refused }) {
      if (own === undefined) throw new Error('a centre is enrolled at before anything is delivered');
      const nextTryAt = new Date(Date.now() + waitsForMs).toISOString();
      file.transaction((db) => recordFailure(db, waiting, { cause: 'offline', nextTryAt }));
      const due = listDue(file.read, realWorld.now(), 100_000);
      const theirs = due.filter(({ id }) => refused.includes(id));
      await admitElsewhere(line, central, theirs);
      const client = createCentralClient(line, own);
      for (const [day, items] of Map.groupBy(due, approvalDay)) {
        clock.atMs = Date.parse(`${day}T15:00:00Z`) + travelMs;
        await deliverDay({ file, client, items, centreKeys: own.centreKeys, at: clock.now() });
      }
      file.transaction((db) => recordFailure(db, listQueuedOf(file, waiting), { cause: 'offline', nextTryAt }));
      const withdrawals = listDue(file.read, realWorld.now(), 100_000);
      if (withdrawals.length > 0) {
        await deliverDay({ file, client, items: withdrawals, centreKeys: own.centreKeys, at: clock.now() });
      }
      clock.atMs = null;
    },
  };
}

/** Of these ids what was put into the outbox since: withdrawals follow the receipts of their vouchers. */
function listQueuedOf(file: CaseFile, ids: readonly string[]): string[] {
  return listDue(file.read, realWorld.now(), 100_000).flatMap(({ id }) => (ids.includes(id) ? [id] : []));
}

function approvalDay({ body }: Due): string {
  return voucherItem.parse(JSON.parse(body)).approvedAt.slice(0, 10);
}

async function enrolCounty(line: Line, central: Counterpart, county: string): Promise<Enrolment> {
  const { code } = await central.createEnrolmentCode(county);
  const reply = await enrol(line, { centralUrl: central.url, code });
  if (!reply.ok) throw new Error(`the demonstration's central office refused ${county}: ${reply.failure.cause}`);
  return reply.value;
}

/** Another county's workstation sends a voucher of its own for each of these people first. */
async function admitElsewhere(line: Line, central: Counterpart, deliveries: readonly Due[]): Promise<void> {
  const other = await enrolCounty(line, central, otherCounty);
  const programmes = installedProgrammes().map(({ programme }) => programme);
  const taken = new Map<string, number>();
  const items = deliveries.map(({ body }) => {
    const item = voucherItem.parse(JSON.parse(body));
    const rules = programmes.find(({ code }) => code === item.programme)?.vouchers;
    const block = other.numberBlocks.find(({ programme }) => programme === item.programme);
    if (!rules || block === undefined) throw new Error('whatever was approved has vouchers');
    const counter = block.first + (taken.get(item.programme) ?? 0);
    taken.set(item.programme, counter - block.first + 1);
    const id = toUuidV7(Date.parse(item.approvedAt), randomBytes(10));
    const number = agreementNumber(rules, counter);
    const sent = canonicalJson({ ...item, id, countyTeryt: otherCounty, agreementNumber: number });
    return { id, body: sent, hash: createHash('sha256').update(sent).digest('hex') };
  });
  if (items.length === 0) return;
  const reply = await createCentralClient(line, other).push({ auditHead: null, items });
  if (!reply.ok) throw new Error(`the demonstration's central office took nothing in: ${reply.failure.cause}`);
}

type Day = {
  readonly file: CaseFile;
  readonly client: CentralClient;
  readonly items: readonly Due[];
  readonly centreKeys: Enrolment['centreKeys'];
  readonly at: string;
};

async function deliverDay({ file, client, items, centreKeys, at }: Day): Promise<void> {
  const sent = items.map(({ id, hash, body }) => ({ id, hash, body }));
  const reply = await client.push({ auditHead: null, items: sent });
  if (!reply.ok) throw new Error(`the demonstration's central office took nothing in: ${reply.failure.cause}`);
  const { outcomes } = sortResults(items, reply.value.results, centreKeys);
  const settling = { ...realWorld, at, today: toCalendarDate(at.slice(0, 10)), device: file.device };
  file.transaction((db) => recordOutcomes(db, outcomes, settling));
}
