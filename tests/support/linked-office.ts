// A whole workplace over a real case file, enrolled at a real central office, whose ledger a test may copy and put back.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createCentral } from '../../central/app.ts';
import { runCommand } from '../../central/commands.ts';
import { createEnrolmentCode } from '../../central/enrolment-codes.ts';
import { deriveSecrets } from '../../central/secrets.ts';
import { silentLog } from '../../electron/core/log.ts';
import { realWorld, type World } from '../../electron/core/world.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { type Client, createClient } from '../../renderer/client/client.ts';
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { Person } from '../../shared/contract/people.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { receiptPayload, splitStatement } from '../../shared/wire/receipt.ts';
import { cheapCost, passphrase } from './case-file.ts';
import { funding } from './central.ts';
import { type OpenLedger, openOwnLedger } from './ledgers.ts';
import { answered, decide, finishBalance, languageCourse, openCase, signAgreement } from './office-day.ts';

export type CentralDesk = Awaited<ReturnType<typeof startCentralDesk>>;

type DeskOptions = {
  /** How it comes to its ledger at every start; one of its own, which ends with it, unless told. */
  readonly openLedger?: () => Promise<OpenLedger>;
  readonly masterSecret?: Uint8Array;
};

/** A central office with its own desk in hand: what it may do by itself, a test may do. */
export async function startCentralDesk({
  openLedger = openOwnLedger,
  masterSecret = randomBytes(32),
}: DeskOptions = {}) {
  const limits = { requestsPerMinute: 100_000, enrolmentsPerMinute: 10_000, numbersAtEnrolment: 50 };
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs).toISOString();
  const open = async (address: { port: number; isNewEpoch: boolean }) => {
    const ledger = await openLedger();
    const { database } = ledger;
    const operator = { database, secrets: deriveSecrets(masterSecret), funding, now };
    if (address.isNewEpoch) await runCommand(operator, { name: 'new-epoch' });
    const { app, office } = await createCentral({ database, masterSecret, funding, limits, now });
    return { ledger, app, office, url: await app.listen({ host: '127.0.0.1', port: address.port }) };
  };
  let running = await open({ port: 0, isNewEpoch: false });
  const { url } = running;
  const stop = async () => {
    await running.app.close();
    await running.ledger.close();
  };
  return {
    url,
    get office() {
      return running.office;
    },
    /** Away and back at the same address; whatever happens to its ledger happens in between. */
    restart: async (meanwhile: () => Promise<void>, { isNewEpoch = false } = {}) => {
      await stop();
      await meanwhile();
      running = await open({ port: Number(new URL(url).port), isNewEpoch });
    },
    /** Its clock goes on by itself; nobody else's does. */
    moveClock: (seconds: number) => {
      aheadMs += seconds * 1000;
    },
    newCode: async () => (await createEnrolmentCode(running.office, '1212')).code,
    /** What it holds as accepted, each under its id: what `compareHoldings` is asked about. */
    listAccepted: async () => {
      const sql = `SELECT id, 'voucher' AS kind, hash, outcome, code, support_id AS "supportId" FROM voucher
        WHERE outcome = 'accepted' ORDER BY id`;
      const rows = await running.ledger.database.query<AcceptedRow>(sql);
      return rows.map((row) => ({ ...row, seq: null }));
    },
    stop,
  };
}

type AcceptedRow = {
  id: string;
  kind: 'voucher';
  hash: string;
  outcome: 'accepted';
  code: string | null;
  supportId: string | null;
};

export type LinkedOffice = {
  readonly clerk: Client;
  readonly advisor: Client;
  readonly approver: Client;
  readonly administrator: Client;
  close(): Promise<void>;
};

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** Opens what is in the folder, or makes an office there; `code` enrols it. */
export async function openLinkedOffice(
  folder: string,
  {
    url,
    code,
    fetch: line = fetch,
    world = realWorld,
  }: { url?: string; code?: string; fetch?: typeof fetch; world?: World } = {},
): Promise<LinkedOffice> {
  const workplace = openWorkplace({ folder, resources, fetch: line, world, log: silentLog, cost: cheapCost });
  const newClient = () => {
    const seat = workplace.openSeat(() => {});
    return createClient({ ask: seat.ask } as Parameters<typeof createClient>[0]); // the client only asks
  };
  const administrator = newClient();
  const { phase } = answered(await administrator.session.status({}));
  if (phase === 'no-case-file') await makeOffice(administrator);
  const sitDown = async (login: string) => {
    const client = newClient();
    answered(await client.session.signIn({ login, passphrase }));
    return client;
  };
  answered(await administrator.session.signIn({ login: 'anna', passphrase }));
  if (code !== undefined && url !== undefined) answered(await administrator.sync.enrol({ centralUrl: url, code }));
  return {
    administrator,
    clerk: await sitDown('ewa'),
    advisor: await sitDown('jan'),
    approver: await sitDown('zofia'),
    close: () => workplace.close(),
  };
}

async function makeOffice(administrator: Client): Promise<void> {
  const first = { login: 'anna', displayName: 'Anna Próbna', passphrase, roles: ['administrator' as const] };
  answered(await administrator.office.create({ name: 'PUP w Próbnicach', countyTeryt: '1212', administrator: first }));
  for (const [login, role] of [
    ['ewa', 'clerk'],
    ['jan', 'advisor'],
    ['zofia', 'approver'],
  ] as const) {
    answered(await administrator.office.addUser({ login, displayName: login, roles: [role], passphrase }));
  }
}

/** A signed agreement of a person, a new one unless told whose. */
export async function agree(office: LinkedOffice, personId?: string): Promise<Agreement> {
  const opened = await openCase(office, personId === undefined ? {} : { personId });
  await decide(office, opened);
  await finishBalance(office, opened.id, ['language']);
  return signAgreement(office, opened.id);
}

/** Of a person who is typed in once more. */
export async function agreeAgain(office: LinkedOffice, person: Person): Promise<Agreement> {
  const { identity, firstName, lastName, citizenship, address, phone, email } = person;
  const { educationIsced, labourStatus, occupation, employer } = person;
  const known = { identity, firstName, lastName, citizenship, address, phone, email };
  const work = { educationIsced, labourStatus, occupation, employer };
  return agree(office, answered(await office.clerk.people.register({ ...known, ...work })).id);
}

export async function prepareOrder({ clerk }: LinkedOffice, agreementId: string, hours = 20): Promise<Voucher> {
  return answered(await clerk.vouchers.prepare({ agreementId, order: languageCourse({ hours }) }));
}

export async function submitOrder({ clerk }: LinkedOffice, { id }: { id: string }): Promise<Voucher> {
  const { version } = answered(await clerk.vouchers.get({ id }));
  return answered(await clerk.vouchers.submit({ id, seenVersion: version }));
}

export async function approveOrder({ approver }: LinkedOffice, { id }: { id: string }): Promise<Voucher> {
  const { version } = answered(await approver.vouchers.get({ id }));
  return answered(await approver.vouchers.approve({ id, seenVersion: version }));
}

/** Prepared, submitted, approved, and sent with everything that waits. */
export async function deliverOrder(office: LinkedOffice, agreementId: string, hours = 20): Promise<Voucher> {
  const voucher = await approveOrder(office, await submitOrder(office, await prepareOrder(office, agreementId, hours)));
  await exchange(office);
  return answered(await office.clerk.vouchers.get({ id: voucher.id }));
}

/** Asked for by the clerk, approved by a colleague. */
export async function withdrawOrder({ clerk, approver }: LinkedOffice, { id }: { id: string }): Promise<void> {
  const { version: seenVersion } = answered(await clerk.vouchers.get({ id }));
  const reason = 'person-resigned' as const;
  const { withdrawal } = answered(await clerk.vouchers.requestWithdrawal({ id, seenVersion, reason, note: '' }));
  const asked = { id: withdrawal?.id ?? '', seenVersion: withdrawal?.version ?? 0 };
  answered(await approver.vouchers.approveWithdrawal(asked));
}

/** Sends and listens once, and gives the state afterwards. */
export async function exchange({ clerk }: LinkedOffice) {
  return answered(await clerk.sync.tryNow({}));
}

/** What a receipt says, whatever else was said under its signature. */
export function wordOf({ delivery }: Voucher): string | undefined {
  return splitStatement(delivery?.receipt ?? '')?.payload;
}

/** The vouchers that a file holds as acknowledged, as `compareHoldings` asks for them. */
export async function listAcknowledged({ clerk }: LinkedOffice) {
  const page = { state: 'acknowledged' as const, after: null, limit: 200 };
  const { rows } = answered(await clerk.sync.listDeliveries(page));
  return rows.map(({ id, delivery }) => {
    const payload = splitStatement(delivery?.receipt ?? '')?.payload ?? '';
    const { hash } = receiptPayload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return { id, hash, supportId: delivery?.supportId ?? null };
  });
}
