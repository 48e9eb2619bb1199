// Agreements: one a case; a draft may change, a signed one has its number for good.
import { z } from 'zod';
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { holdsVouchers } from './voucher-entries.ts';

/** The agreement's own columns; where its vouchers stand is the ledger's answer. */
export type StoredAgreement = Omit<Agreement, 'pool' | 'ordersCounted'> & {
  readonly poolVouchers: number;
  readonly ordersCounted: number;
};

type AgreementColumns = Omit<StoredAgreement, 'categories'> & { readonly categories: string };

/** Orders that count are those that hold vouchers. */
const columns = `a.id, a.case_id AS caseId, a.programme, a.number, a.state, a.signed_on AS signedOn,
  a.valid_from AS validFrom, a.valid_to AS validTo, a.categories, a.pool AS poolVouchers, a.own_percent AS ownPercent,
  a.contribution_due_on AS contributionDueOn, a.orders_allowed AS ordersAllowed, a.rule_set_hash AS ruleSetHash,
  a.created_at AS createdAt, a.version,
  (SELECT count(*) FROM voucher v WHERE v.agreement_id = a.id AND ${holdsVouchers}) AS ordersCounted`;

const categoryList = z.array(z.string());

function toAgreement(row: AgreementColumns | undefined): StoredAgreement | undefined {
  return row && { ...row, categories: categoryList.parse(JSON.parse(row.categories)) };
}

export function findAgreement(db: ReadDatabase, id: string): StoredAgreement | undefined {
  return toAgreement(db.get<AgreementColumns>(`SELECT ${columns} FROM agreement a WHERE a.id = :id`, { id }));
}

/** What an agreement's ledger begins with; few columns, for every booking asks for them. */
export type Grant = Pick<StoredAgreement, 'id' | 'poolVouchers' | 'signedOn' | 'validFrom'>;

export function findGrant(db: ReadDatabase, agreementId: string): Grant | undefined {
  return db.get<Grant>(
    `SELECT id, pool AS poolVouchers, signed_on AS signedOn, valid_from AS validFrom FROM agreement
     WHERE id = :agreementId`,
    { agreementId },
  );
}

export function findCaseAgreement(db: ReadDatabase, caseId: string): StoredAgreement | undefined {
  return toAgreement(
    db.get<AgreementColumns>(`SELECT ${columns} FROM agreement a WHERE a.case_id = :caseId`, { caseId }),
  );
}

type NewAgreement = {
  readonly id: string;
  readonly caseId: string;
  readonly programme: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate;
  readonly categories: readonly string[];
  readonly poolVouchers: number;
  readonly ownPercent: number;
  readonly ordersAllowed: number;
  readonly ruleSetHash: string;
  readonly createdAt: string;
  readonly device: string;
};

export function insertAgreement(db: WriteDatabase, { categories, ...draft }: NewAgreement): void {
  db.run(
    `INSERT INTO agreement (id, case_id, programme, state, valid_from, valid_to, categories, pool, own_percent,
       orders_allowed, rule_set_hash, created_at, version, device)
     VALUES (:id, :caseId, :programme, 'draft', :validFrom, :validTo, :categories, :poolVouchers, :ownPercent,
       :ordersAllowed, :ruleSetHash, :createdAt, 1, :device)`,
    { ...draft, categories: JSON.stringify(categories) },
  );
}

type DraftChange = Pick<NewAgreement, 'id' | 'validFrom' | 'validTo' | 'categories' | 'device'> & {
  readonly seenVersion: number;
};

/** False when the draft has moved on since the writer saw it. */
export function updateDraft(db: WriteDatabase, { categories, ...change }: DraftChange): boolean {
  return (
    db.run(
      `UPDATE agreement SET valid_from = :validFrom, valid_to = :validTo, categories = :categories, device = :device,
         version = version + 1
       WHERE id = :id AND version = :seenVersion AND state = 'draft'`,
      { ...change, categories: JSON.stringify(categories) },
    ) === 1
  );
}

type Signing = {
  readonly id: string;
  readonly seenVersion: number;
  readonly number: string;
  readonly signedOn: CalendarDate;
  readonly contributionDueOn: CalendarDate;
  readonly device: string;
};

/** False when the draft has moved on since the writer saw it. */
export function signAgreement(db: WriteDatabase, signing: Signing): boolean {
  return (
    db.run(
      `UPDATE agreement SET state = 'signed', number = :number, signed_on = :signedOn,
         contribution_due_on = :contributionDueOn, device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion AND state = 'draft'`,
      signing,
    ) === 1
  );
}
