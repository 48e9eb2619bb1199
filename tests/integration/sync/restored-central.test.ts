// A central office restored from a backup that is older than its receipts: every office notices, and sends again what is gone.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realWorld } from '../../../electron/core/world.ts';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { type Ledgers, makeLedgers } from '../../support/ledgers.ts';
import {
  agree,
  agreeAgain,
  approveOrder,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  listAcknowledged,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
} from '../../support/linked-office.ts';
import { answered } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

let ledgers: Ledgers;
let shelf: ReturnType<typeof makeShelf>;
let central: CentralDesk;
let office: LinkedOffice;
/** What becomes of an answer on its way: nothing unless a test says so. */
let onTheWay: (answer: Response, path: string) => Response | Promise<Response>;
let aheadMs: number;
const line: typeof fetch = async (input, init) => onTheWay(await fetch(input, init), new URL(String(input)).pathname);
const world = { ...realWorld, now: () => new Date(Date.now() + aheadMs).toISOString() };
beforeEach(async () => {
  shelf = makeShelf();
  onTheWay = (answer) => answer;
  aheadMs = 0;
  ledgers = makeLedgers();
  central = await startCentralDesk({ openLedger: () => ledgers.open('rejestr') });
  const enrolment = { url: central.url, code: await central.newCode() };
  office = await openLinkedOffice(shelf.path('urzad'), { ...enrolment, fetch: line, world });
});
afterEach(async () => {
  await office.close();
  await central.stop();
  await ledgers.clear();
  shelf.clear();
});

async function deliverOne(): Promise<void> {
  const { delivery } = await deliverOrder(office, (await agree(office)).id);
  expect(delivery).toMatchObject({ state: 'acknowledged' });
}

async function approveOne(): Promise<void> {
  await approveOrder(office, await submitOrder(office, await prepareOrder(office, (await agree(office)).id)));
}

const backUp = () => central.restart(() => ledgers.copy('rejestr', 'kopia'));

async function restore({ isNewEpoch = true } = {}): Promise<void> {
  await central.restart(() => ledgers.copy('kopia', 'rejestr'), { isNewEpoch });
}

/** Of what was acknowledged here, the central office holds the first alone from now on. */
async function loseTwo(): Promise<void> {
  await deliverOne();
  await backUp();
  await deliverOne();
  await deliverOne();
  await restore();
  expect(await central.listAccepted()).toHaveLength(1);
}

async function reopen(name = 'urzad'): Promise<void> {
  await office.close();
  office = await openLinkedOffice(shelf.path(name), { fetch: line, world });
}

/** Nobody presses anything meanwhile. */
async function expectEverythingThere(count: number): Promise<void> {
  const look = async () => {
    const { waiting, acknowledged } = answered(await office.clerk.sync.status({}));
    return { waiting, acknowledged, held: (await central.listAccepted()).length };
  };
  await expect.poll(look, { timeout: 60_000 }).toEqual({ waiting: 0, acknowledged: count, held: count });
  const compared = compareHoldings(await listAcknowledged(office), await central.listAccepted());
  expect(compared).toEqual({ lost: [], duplicated: [] });
}

const unavailable = () => new Response('', { status: 503 });

/** As a central office of the previous version answers, which does not name its epoch beside results. */
async function withoutEpoch(answer: Response): Promise<Response> {
  const { epoch: _, ...body }: { epoch?: string } = JSON.parse(await answer.text());
  return new Response(JSON.stringify(body), { status: answer.status });
}

/** The office goes on sending, and hears nothing but receipts. */
function hideTheRestore(): void {
  onTheWay = (answer, path) => {
    if (path.endsWith(':batch')) return withoutEpoch(answer);
    return path === '/v1/sync-state' || path === '/v1/decisions' ? unavailable() : answer;
  };
}

test('a running office notices by its next voucher, and what is gone arrives again by itself, once', async () => {
  await loseTwo();
  await approveOne();
  await expectEverythingThere(4);
  const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 100 }));
  expect(rows.filter(({ operation }) => operation === 'sync.requeue')).toHaveLength(1);
});

test('a running office notices without sending anything, when it looks for decisions', async () => {
  await loseTwo();
  await exchange(office);
  await expectEverythingThere(3);
});

test('also where the central office does not name its epoch beside results', async () => {
  await loseTwo();
  onTheWay = (answer, path) => (path.endsWith(':batch') ? withoutEpoch(answer) : answer);
  await approveOne();
  await expectEverythingThere(4);
});

test('also after a restart, when the newest receipt is of the new epoch already', async () => {
  await loseTwo();
  hideTheRestore();
  await deliverOne();
  onTheWay = (answer) => answer;
  await reopen();
  await expectEverythingThere(4);
});

test('also where a clock that ran ahead made an older receipt the newest', async () => {
  await deliverOne();
  await backUp();
  aheadMs = 30 * 24 * 3_600_000;
  await deliverOne();
  aheadMs = 0;
  await deliverOne();
  await restore();
  await deliverOne();
  await expectEverythingThere(4);
});

test('also where nobody said that it was restored, by the place that its feed has come to', async () => {
  await deliverOne();
  await backUp();
  await deliverOne();
  await restore({ isNewEpoch: false });
  await exchange(office);
  await expectEverythingThere(2);
});

test('nothing that it says in a new epoch is written down before both sides were compared', async () => {
  await loseTwo();
  onTheWay = (answer, path) => (path === '/v1/vouchers/ids' ? unavailable() : answer);
  await approveOne();
  expect(await exchange(office)).toMatchObject({ waiting: 1, acknowledged: 3, lastFailure: { code: 'unavailable' } });
  onTheWay = (answer) => answer;
  await exchange(office);
  await expectEverythingThere(4);
});

test('what another copy sent and the central office has lost since is sent by whoever enters its agreement again', async () => {
  await deliverOne();
  await backUp();
  await office.close();
  shelf.copy(shelf.path('urzad'), shelf.path('kopia-teczki'));
  office = await openLinkedOffice(shelf.path('urzad'), { fetch: line, world });
  const { personId } = await deliverOrder(office, (await agree(office)).id);
  const person = answered(await office.clerk.people.get({ id: personId }));
  await reopen('kopia-teczki');
  expect(await exchange(office)).toMatchObject({ missingHere: 1 });
  await restore();
  await exchange(office);
  await agreeAgain(office, person);
  await exchange(office);
  await expectEverythingThere(2);
});

test('numbers that it granted after the backup stand on agreements, and nobody else is granted them', async () => {
  await backUp();
  const late = await openLinkedOffice(shelf.path('po-kopii'), { url: central.url, code: await central.newCode() });
  const { number } = await agree(late);
  await late.close();
  await restore();
  const next = await openLinkedOffice(shelf.path('po-odtworzeniu'), {
    url: central.url,
    code: await central.newCode(),
  });
  expect((await agree(next)).number).not.toBe(number);
  await next.close();
});
