// A child process: a real workstation over a real case file, whose clerk and approver work until nothing is left to do.

import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../../electron/core/log.ts';
import { realWorld, type World } from '../../electron/core/world.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { type Client, createClient } from '../../renderer/client/client.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import { cheapCost, passphrase } from '../support/case-file.ts';
import { answered, languageCourse } from '../support/office-day.ts';
import { createChance } from './chance.ts';
import { clockJumpsMs, createClock, createPath, onOrder, readPlan, say } from './child-side.ts';
import type { WorkstationPlan } from './plans.ts';
import { passTimeQuickly, watchLine, watchTransactions } from './workstation-hooks.ts';

const plan = readPlan<WorkstationPlan>();
const chance = createChance(plan.seed);
const clock = createClock(plan.begunAtMs);
const { reach, spare } = createPath(plan.death);
/** From the first voucher on. */
let isStormy = false;
let working = Promise.resolve();

watchTransactions(reach, plan.broken);
const passedMs = passTimeQuickly(clock);

const world: World = { ...realWorld, now: clock.now, today: () => toCalendarDate(clock.now().slice(0, 10)) };
const workplace = openWorkplace({
  folder: plan.folder,
  resources: fileURLToPath(new URL('../../resources', import.meta.url)),
  fetch: watchLine(reach, () => (isStormy ? 300 : 4000)),
  world,
  log: silentLog,
  cost: cheapCost,
  ballastBytes: plan.ballastBytes,
});

async function sitDown(login: string): Promise<Client> {
  const seat = workplace.openSeat(() => {});
  const client = createClient({ ask: seat.ask } as Parameters<typeof createClient>[0]); // the client only asks
  answered(await client.session.signIn({ login, passphrase }));
  return client;
}

const clerk = await sitDown('ewa');
const approver = await sitDown('zofia');
if (plan.code !== null) {
  const administrator = await sitDown('anna');
  answered(await administrator.sync.enrol({ centralUrl: plan.centralUrl, code: plan.code }));
}

onOrder(async (order) => {
  if (order.order === 'begin') {
    isStormy = true;
    working = work();
  }
  if (order.order === 'clear') {
    isStormy = false;
    spare();
    clock.right();
    say({ said: 'cleared' });
    await working;
    await settle();
  }
  if (order.order === 'stop') {
    await workplace.close();
    process.exit(0);
  }
});

/** The longest back-off is a quarter of an hour: whoever still waits after four of them is not being served. */
const longestOfficeWaitMs = 3_600_000;

/** Says so once nothing waits any more; the loop gets there by itself, nobody presses anything. */
async function settle(): Promise<void> {
  const before = passedMs();
  for (;;) {
    const status = await clerk.sync.status({});
    const isDone = status.ok && status.value.waiting === 0 && !status.value.inFlight;
    if (isDone || passedMs() - before > longestOfficeWaitMs) return say({ said: 'rests' });
    await pause(10);
  }
}

/** The one problem that passes: nothing was changed, and the same act is worth another try. */
function passes(problem: Problem): boolean {
  if (problem.kind === 'internal') say({ said: 'internal' });
  if (problem.kind !== 'disk-full') return false;
  say({ said: 'disk-full' });
  return true;
}

const later = Symbol('later');

async function prepareNext(agreementId: string): Promise<Voucher | undefined | typeof later> {
  const { rows } = answered(await clerk.vouchers.list({ agreementId, state: null, after: null, limit: 10 }));
  const open = rows.find(({ state }) => state === 'prepared' || state === 'submitted' || state === 'sent-back');
  if (open !== undefined) return open;
  if (rows.length >= 2) return undefined;
  const hours = chance.between(25, 110);
  const prepared = await clerk.vouchers.prepare({ agreementId, order: languageCourse({ hours }) });
  if (prepared.ok) return prepared.value;
  return passes(prepared.problem) ? later : undefined;
}

/** One voucher a step further: whether this agreement has something left to do. */
async function advance(agreementId: string): Promise<boolean> {
  const voucher = await prepareNext(agreementId);
  if (voucher === later) return true;
  if (voucher === undefined || plan.confirmed.includes(voucher.id)) return false;
  const submitted =
    voucher.state === 'submitted'
      ? ({ ok: true, value: voucher } as const)
      : await clerk.vouchers.submit({ id: voucher.id, seenVersion: voucher.version });
  if (!submitted.ok) return passes(submitted.problem);
  const { id, version } = submitted.value;
  const approved = await approver.vouchers.approve({ id, seenVersion: version });
  if (!approved.ok) return passes(approved.problem);
  say({ said: 'approved', voucherId: id });
  reach('approve:answered');
  if (chance.is(0.25)) await withdraw(approved.value);
  return true;
}

/** Taken back again, with four eyes; not tried a second time. */
async function withdraw({ id, version }: Voucher): Promise<void> {
  const wish = { id, seenVersion: version, reason: 'entered-in-error', note: '' } as const;
  const requested = await clerk.vouchers.requestWithdrawal(wish);
  if (!requested.ok) return void passes(requested.problem);
  const { withdrawal } = requested.value;
  if (withdrawal === null) throw new Error('a withdrawal was asked for and is not there');
  const seen = { id: withdrawal.id, seenVersion: withdrawal.version };
  const approved = await approver.vouchers.approveWithdrawal(seen);
  if (approved.ok) say({ said: 'withdrawn', withdrawalId: withdrawal.id });
  else passes(approved.problem);
}

async function disturb(): Promise<void> {
  if (!isStormy) return pause(1);
  const luck = chance.next();
  if (luck < 0.15) {
    say({ said: 'clock-jumped' });
    clock.jump(chance.oneOf(clockJumpsMs));
  } else if (luck < 0.3) clock.right();
  // A person at the screen who cannot wait.
  if (chance.is(0.2)) void clerk.sync.tryNow({});
  await pause(chance.between(0, 60));
}

async function work(): Promise<void> {
  const waiting = [...plan.agreements];
  while (waiting.length > 0) {
    const place = chance.between(0, waiting.length - 1);
    const agreementId = waiting[place] ?? '';
    if (!(await advance(agreementId))) waiting.splice(place, 1);
    await disturb();
  }
}

say({ said: 'ready', codes: [] });
