// The end of a run: what the case files say, beside what the central office's database holds.

import { createCaseFileHost } from '../../electron/core/case-file-door.ts';
import { realWorld } from '../../electron/core/world.ts';
import { type HeldDelivery, listDeliveries } from '../../electron/database/holdings.ts';
import { findEnrolment } from '../../electron/database/workstation.ts';
import { listFindings } from '../../electron/office/verify-checks.ts';
import { compareHoldings } from '../../electron/sync/comparison.ts';
import { getOpenFile, passphrase } from '../support/case-file.ts';
import type { Ledger, LedgerVoucher } from './plans.ts';

export const wrongs = ['lost', 'duplicated', 'overPool', 'auditBreaks', 'stuck', 'unsound'] as const;
/** What must not be: how often it is, and in which words. */
export type Verdict = {
  readonly counts: Readonly<Record<(typeof wrongs)[number], number>>;
  readonly details: readonly string[];
  readonly acknowledged: number;
  readonly refused: number;
};

export type Desk = {
  readonly folder: string;
  /** Ids of vouchers whose approval was confirmed to the approver. */
  readonly confirmed: ReadonlySet<string>;
  /** Ids of withdrawals likewise. */
  readonly withdrawn: ReadonlySet<string>;
};

/** Two offices with the same agreements: one of them comes second. */
const honestRefusals = new Set<string | null>(['duplicate-order', 'limit-exceeded']);

export async function compare(desks: readonly Desk[], ledger: Ledger): Promise<Verdict> {
  const details: Record<keyof Verdict['counts'], string[]> = {
    lost: [],
    duplicated: [],
    overPool: listOverdrawn(ledger),
    auditBreaks: [],
    stuck: [],
    unsound: listUnsoundFeeds(ledger),
  };
  const all: HeldDelivery[] = [];
  for (const desk of desks) {
    const read = await readDesk(desk, ledger);
    all.push(...read.deliveries);
    const known = new Set(read.deliveries.map(({ id }) => id));
    details.lost.push(...[...desk.confirmed].filter((id) => !known.has(id)).map((id) => `${id} is not in the outbox`));
    details.lost.push(...read.forgotten);
    details.auditBreaks.push(...read.auditBreaks);
    details.unsound.push(...read.unsound);
    const withdrawals = compareWithdrawals(desk.withdrawn, read.withdrawals, ledger);
    details.lost.push(...withdrawals.lost);
    details.stuck.push(...withdrawals.stuck);
    details.unsound.push(...withdrawals.unsound);
  }
  const items = [...ledger.vouchers, ...ledger.withdrawals];
  const { lost, duplicated } = compareHoldings(all, items);
  const there = new Map(items.map((item) => [item.id, item]));
  details.lost.push(...lost.map((id) => `${id} is acknowledged, and in the ledger ${describe(there.get(id))}`));
  details.duplicated.push(...duplicated.map((id) => `${id} is nobody's or there twice`), ...listRepeated(ledger));
  details.stuck.push(...all.filter(({ state }) => state === 'waiting').map(({ id, cause }) => `${id} waits, ${cause}`));
  details.unsound.push(...listMisjudged(all, ledger));
  return {
    counts: { ...toCounts(details) },
    details: wrongs.flatMap((wrong) => details[wrong].map((detail) => `${wrong}: ${detail}`)),
    acknowledged: all.filter(({ state }) => state === 'acknowledged').length,
    refused: all.filter(({ state }) => state === 'refused').length,
  };
}

function describe(voucher: Pick<LedgerVoucher, 'outcome'> | undefined): string {
  if (voucher === undefined) return 'it is not';
  return voucher.outcome === 'refused' ? 'it is refused' : 'with another content or support id';
}

function toCounts(details: Readonly<Record<keyof Verdict['counts'], string[]>>): Verdict['counts'] {
  const { lost, duplicated, overPool, auditBreaks, stuck, unsound } = details;
  return {
    lost: lost.length,
    duplicated: duplicated.length,
    overPool: overPool.length,
    auditBreaks: auditBreaks.length,
    stuck: stuck.length,
    unsound: unsound.length,
  };
}

type ReadDesk = {
  readonly deliveries: readonly HeldDelivery[];
  readonly withdrawals: readonly KeptWithdrawal[];
  /** Nobody restores anything in a run: what has to be sent again was receipted and not kept. */
  readonly forgotten: readonly string[];
  readonly auditBreaks: readonly string[];
  readonly unsound: readonly string[];
};

async function readDesk({ folder }: Desk, ledger: Ledger): Promise<ReadDesk> {
  const host = createCaseFileHost({ folder, world: realWorld });
  try {
    await host.signIn('anna', passphrase);
    const { read } = getOpenFile(host);
    const logins = host.logins().map(({ login }) => login);
    const wrong = listFindings(read, logins).filter(({ ok }) => !ok);
    const isAudit = ({ check }: { check: string }) => check === 'audit-chain';
    const toText = ({ check, detail }: { check: string; detail: string }) => `${check}: ${detail}`;
    const workstationId = findEnrolment(read)?.workstationId;
    const anchor = ledger.devices.find(({ id }) => id === workstationId)?.auditHead ?? null;
    const isAnchored =
      anchor === null || read.get('SELECT 1 FROM audit WHERE hash = :anchor', { anchor }) !== undefined;
    return {
      deliveries: listDeliveries(read),
      withdrawals: read.all<KeptWithdrawal>('SELECT id, voucher_id AS voucherId, state FROM withdrawal'),
      forgotten: read
        .all<{ details: string }>("SELECT details FROM audit WHERE operation = 'sync.requeue'")
        .map(({ details }) => `receipts were given for what the central office forgot: ${details}`),
      auditBreaks: [
        ...wrong.filter(isAudit).map(toText),
        ...(isAnchored ? [] : ['the chain no longer holds the head that the central office keeps']),
      ],
      unsound: wrong.filter((finding) => !isAudit(finding)).map(toText),
    };
  } finally {
    await host.close();
  }
}

/** The same bytes, or the same order of an agreement, accepted twice. */
function listRepeated(ledger: Ledger): string[] {
  const accepted = ledger.vouchers.filter(({ outcome }) => outcome === 'accepted');
  return [
    ...repeats(listWithdrawn(ledger), (voucherId) => voucherId).map((id) => `${id} is withdrawn twice`),
    ...repeats(accepted, ({ hash }) => hash).map(({ id }) => `${id} has the content of another`),
    ...repeats(accepted, ({ agreementNumber, orderNumber }) => `${agreementNumber} ${orderNumber}`).map(
      ({ id }) => `${id} is the same order as another`,
    ),
  ];
}

/** Ids of vouchers, one for each withdrawal that was accepted. */
function listWithdrawn({ withdrawals }: Ledger): string[] {
  return withdrawals.flatMap(({ voucherId, outcome }) => (outcome === 'accepted' ? [voucherId] : []));
}

function repeats<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = nameOf(item);
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated;
  });
}

/** A person's sum over the cap, or a running total that is not the sum of the ledger. */
function listOverdrawn(ledger: Ledger): string[] {
  const withdrawn = new Set(listWithdrawn(ledger));
  const counting = ledger.vouchers.filter(({ id, outcome }) => outcome === 'accepted' && !withdrawn.has(id));
  return ledger.funds.flatMap(({ personKey, spent, cap }) => {
    const granted = counting.filter((each) => each.personKey === personKey);
    const sum = granted.reduce((total, each) => total + each.vouchers, 0);
    const booked = ledger.entries.find((entry) => entry.personKey === personKey)?.vouchers ?? 0;
    if (sum > cap) return [`${sum} of ${cap} were given out`];
    return sum === spent && sum === booked ? [] : [`${spent} spent, ${booked} booked, ${sum} given out`];
  });
}

type KeptWithdrawal = { readonly id: string; readonly voucherId: string; readonly state: string };

/** One that was approved ends as confirmed, with the voucher taken back there; or void, as the voucher itself was refused. */
function compareWithdrawals(confirmed: ReadonlySet<string>, kept: readonly KeptWithdrawal[], ledger: Ledger) {
  const withdrawn = new Set(listWithdrawn(ledger));
  const approved = kept.filter(({ state }) => state !== 'requested');
  const known = new Set(approved.map(({ id }) => id));
  return {
    lost: [...confirmed].filter((id) => !known.has(id)).map((id) => `the withdrawal ${id} is not in the case file`),
    stuck: approved.filter(({ state }) => state === 'approved').map(({ id }) => `the withdrawal ${id} waits`),
    unsound: approved
      .filter(({ voucherId, state }) => (state === 'confirmed') !== withdrawn.has(voucherId))
      .map(({ id, state }) => `the withdrawal ${id} is ${state} in the office, and otherwise in the ledger`),
  };
}

function listUnsoundFeeds({ feeds }: Ledger): string[] {
  return feeds.flatMap(({ head, entries }) => (head === entries ? [] : [`the feed's head is ${head} of ${entries}`]));
}

/**
 * The office believes that it was refused, for a reason that cannot be or against what the ledger says; or the central
 * office would not take what a right program sent.
 */
function listMisjudged(deliveries: readonly HeldDelivery[], ledger: Ledger): string[] {
  const outcomes = new Map(ledger.vouchers.map(({ id, outcome }) => [id, outcome]));
  return deliveries.flatMap(({ id, state, cause, facts }) => {
    if (state === 'waiting' && facts !== null) return [`${id} is quarantined as ${cause}`];
    if (state !== 'refused') return [];
    const outcome = outcomes.get(id);
    if (outcome === 'accepted') return [`${id} is refused in the office and accepted in the ledger`];
    return honestRefusals.has(cause) ? [] : [`${id} was refused as ${cause}`];
  });
}
