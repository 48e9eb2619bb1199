// What an approved voucher or withdrawal takes to the central office: frozen as text here, hashed, and never written again.
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { ApprovedVoucher } from '../../shared/domain/voucher.ts';
import type { ApprovedWithdrawal } from '../../shared/domain/withdrawal.ts';
import { type VoucherItem, voucherItem, type WireIdentity } from '../../shared/wire/voucher.ts';
import { type WithdrawalItem, withdrawalItem } from '../../shared/wire/withdrawal.ts';
import { orNotFound } from '../core/context.ts';
import type { ReadDatabase } from '../database/connection.ts';
import type { QueuedDelivery } from '../database/deliveries.ts';
import { getOffice } from '../database/office.ts';
import { findPerson, type StoredPerson } from '../database/people.ts';
import type { StoredWithdrawal } from '../database/withdrawals.ts';

/** Throws a ZodError if the voucher does not fit the wire's own schema: such a one must not be approved. */
export function freezeVoucher(db: ReadDatabase, voucher: Voucher, approved: ApprovedVoucher): QueuedDelivery {
  const { id, programme, agreementNumber, orderNumber, ruleSetHash, order, quote } = voucher;
  const { kind, category, mode, hours, priceGrosze, zrk, on, providerName, burNumber } = order;
  const { vouchersPerHour, vouchers, faceValueGrosze, ownContributionGrosze, ownPercent } = quote;
  const { preparedBy, approvedBy, approvedAt } = approved;
  const item = checkItem({
    schema: 'voucher/1',
    ...{ id, programme, agreementNumber, orderNumber, ruleSetHash, preparedBy, approvedBy, approvedAt },
    countyTeryt: getOffice(db).countyTeryt,
    person: toTraveller(orNotFound(findPerson(db, voucher.personId), 'person')),
    order: { kind, category, mode, hours, priceGrosze, zrk, on, provider: { name: providerName, burNumber } },
    ...{ vouchersPerHour, vouchers, faceValueGrosze, ownContributionGrosze, ownPercent },
  });
  return { id, kind: 'voucher', voucherId: id, ...toFrozen(item), queuedAt: approvedAt };
}

let compiledItem: typeof voucherItem | null = null;

/** Compiled at the first approval, so that no start waits for it: it answers as the schema does, in a third of the time. */
function checkItem(item: VoucherItem): VoucherItem {
  compiledItem ??= z.compile(voucherItem);
  return compiledItem.parse(item);
}

type Withdrawn = Pick<StoredWithdrawal, 'id' | 'voucherId' | 'reason'> & Pick<Voucher, 'programme'>;

/** Throws a ZodError if it does not fit the wire's own schema. */
export function freezeWithdrawal(db: ReadDatabase, withdrawal: Withdrawn, approved: ApprovedWithdrawal) {
  const { id, voucherId, reason, programme } = withdrawal;
  const { requestedBy, approvedBy, approvedAt } = approved;
  return toFrozen(
    withdrawalItem.parse({
      schema: 'withdrawal/1',
      ...{ id, countyTeryt: getOffice(db).countyTeryt, programme, voucherId, reason },
      ...{ requestedBy, approvedBy, approvedAt },
    }),
  );
}

function toFrozen(item: VoucherItem | WithdrawalItem): { readonly body: string; readonly hash: string } {
  const body = canonicalJson(item);
  return { body, hash: hash('sha256', body) };
}

/** The part of a person that leaves the office, and nothing more. */
function toTraveller(person: StoredPerson): VoucherItem['person'] {
  const { firstName, lastName, birthDate, sex } = person;
  return { identity: toWireIdentity(person), firstName, lastName, birthDate, sex };
}

/** How the central office tells this person from others. */
export function toWireIdentity({ identity }: StoredPerson): WireIdentity {
  if (identity.kind === 'pesel') return identity;
  const { kind, documentType, country, number } = identity;
  return { kind, type: documentType, country, number };
}
