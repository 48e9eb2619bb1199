// Whether what a case file says in one place agrees with what it says in another. Each answer is a list of ids, at most 20.
import type { ReadDatabase } from './connection.ts';

const few = 'LIMIT 20';

function listIds(db: ReadDatabase, sql: string): string[] {
  return db.all<{ id: string }>(`${sql} ${few}`).map(({ id }) => id);
}

/** Approved vouchers of which nothing was put into the outbox. */
export function listApprovedWithoutDelivery(db: ReadDatabase): string[] {
  return listIds(
    db,
    `SELECT v.id FROM voucher v LEFT JOIN delivery d ON d.id = v.id
     WHERE v.state = 'approved' AND d.id IS NULL`,
  );
}

/** Approved withdrawals that are not in the outbox although the central office acknowledged their vouchers. */
export function listWithdrawalsNotQueued(db: ReadDatabase): string[] {
  return listIds(
    db,
    `SELECT w.id FROM withdrawal w JOIN delivery v ON v.id = w.voucher_id LEFT JOIN delivery d ON d.id = w.id
     WHERE (w.state = 'approved' AND v.state = 'acknowledged' OR w.state IN ('confirmed', 'refused')) AND d.id IS NULL`,
  );
}

/** Withdrawals whose state and delivery tell different stories; one that was confirmed may be on its way again. */
export function listMisplacedWithdrawals(db: ReadDatabase): string[] {
  return listIds(
    db,
    `SELECT d.id FROM delivery d LEFT JOIN withdrawal w ON w.id = d.id
     WHERE d.kind = 'withdrawal' AND (w.id IS NULL OR w.voucher_id <> d.voucher_id OR w.hash IS NOT d.hash
       OR w.state NOT IN ('approved', 'confirmed', 'refused', 'void')
       OR (d.state = 'acknowledged') > (w.state = 'confirmed')
       OR (d.state = 'waiting') > (w.state IN ('approved', 'confirmed')))`,
  );
}

/** Outbox entries of vouchers that nobody approved. */
export function listDeliveriesWithoutApproval(db: ReadDatabase): string[] {
  return listIds(db, "SELECT d.id FROM delivery d JOIN voucher v ON v.id = d.voucher_id WHERE v.state <> 'approved'");
}

/** Vouchers whose bookings do not put them where their state says: pool, reserved or committed. */
export function listWronglyBooked(db: ReadDatabase): string[] {
  return listIds(
    db,
    `WITH booked AS (
       SELECT voucher_id, min(agreement_id) AS least, max(agreement_id) AS greatest,
         sum(iif(to_account = 'reserved', vouchers, 0) - iif(from_account = 'reserved', vouchers, 0)) AS reserved,
         sum(iif(to_account = 'committed', vouchers, 0) - iif(from_account = 'committed', vouchers, 0)) AS committed
       FROM voucher_entry GROUP BY voucher_id)
     SELECT v.id FROM voucher v LEFT JOIN delivery d ON d.id = v.id LEFT JOIN booked b ON b.voucher_id = v.id
     LEFT JOIN revocation r ON r.voucher_id = v.id
     WHERE coalesce(b.reserved, 0) <> iif(v.state = 'submitted', v.vouchers, 0)
       OR coalesce(b.committed, 0) <> iif(v.state = 'approved' AND d.state IS NOT 'refused' AND r.voucher_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.voucher_id = v.id AND w.state = 'confirmed'), v.vouchers, 0)
       OR (b.voucher_id IS NOT NULL AND (b.least <> v.agreement_id OR b.greatest <> v.agreement_id))`,
  );
}

/** Agreements that gave out more vouchers than they have. */
export function listOverdrawnAgreements(db: ReadDatabase): string[] {
  return listIds(
    db,
    `SELECT a.id FROM agreement a JOIN voucher_entry e ON e.agreement_id = a.id GROUP BY a.id
     HAVING sum(iif(e.from_account = 'pool', e.vouchers, 0) - iif(e.to_account = 'pool', e.vouchers, 0)) > a.pool`,
  );
}

type Telling = { readonly what: string; readonly rows: string; readonly operations: readonly string[] };

/** Not those that were approved in another file and came back. */
const withdrawnHere = `SELECT w.voucher_id AS subject FROM withdrawal w WHERE NOT EXISTS (
  SELECT 1 FROM audit a WHERE a.subject_id = w.id AND a.operation = 'sync.bringBack')`;

/** What is never deleted, by the id under which the audit tells of it, and the acts of which one made it. */
const tellings: readonly Telling[] = [
  {
    what: 'user',
    // Whoever founded the office came with it.
    rows: 'SELECT u.id AS subject FROM user u JOIN office o ON o.created_at <> u.created_at',
    operations: ['office.addUser'],
  },
  { what: 'person', rows: 'SELECT id AS subject FROM person', operations: ['people.register'] },
  { what: 'case', rows: 'SELECT id AS subject FROM person_case', operations: ['cases.open'] },
  { what: 'decision in case', rows: 'SELECT case_id AS subject FROM decision', operations: ['cases.decide'] },
  {
    what: 'balance',
    rows: 'SELECT id AS subject FROM balance',
    operations: ['balances.start', 'balances.supersede'],
  },
  { what: 'agreement', rows: 'SELECT id AS subject FROM agreement', operations: ['agreements.draft'] },
  {
    what: 'signature under agreement',
    rows: "SELECT id AS subject FROM agreement WHERE state = 'signed'",
    operations: ['agreements.sign'],
  },
  { what: 'voucher', rows: 'SELECT id AS subject FROM voucher', operations: ['vouchers.prepare', 'sync.bringBack'] },
  {
    what: 'approval of voucher',
    rows: "SELECT id AS subject FROM voucher WHERE state = 'approved'",
    operations: ['vouchers.approve', 'sync.bringBack'],
  },
  {
    what: 'outcome for voucher',
    rows: "SELECT voucher_id AS subject FROM delivery WHERE state <> 'waiting'",
    operations: ['sync.settle'],
  },
  {
    what: 'withdrawal of voucher',
    rows: withdrawnHere,
    operations: ['vouchers.requestWithdrawal'],
  },
  {
    what: 'approved withdrawal of voucher',
    rows: `${withdrawnHere} AND w.approved_by IS NOT NULL`,
    operations: ['vouchers.approveWithdrawal'],
  },
  { what: 'revocation of voucher', rows: 'SELECT voucher_id AS subject FROM revocation', operations: ['sync.revoked'] },
];

/** Entries of which the audit does not tell, or not as often as there are: its rows are gone. */
export function listUntold(db: ReadDatabase): string[] {
  const untold = tellings.flatMap(({ what, rows, operations }) =>
    db
      .all<{ id: string }>(
        `WITH there AS (SELECT subject, count(*) AS times FROM (${rows}) GROUP BY subject)
         SELECT subject AS id FROM there WHERE times > (
           SELECT count(*) FROM audit a WHERE a.subject_id = subject
             AND a.operation IN (SELECT value FROM json_each(:operations))) ${few}`,
        { operations: JSON.stringify(operations) },
      )
      .map(({ id }) => `${what} ${id}`),
  );
  const heads = listIds(db, 'SELECT own_head AS id FROM other_file WHERE own_head NOT IN (SELECT hash FROM audit)');
  return [...untold, ...heads.map((head) => `head ${head}`)];
}

/** Names of the counters that say something else than the rows. */
export function listWrongTallies(db: ReadDatabase): string[] {
  return listIds(
    db,
    `WITH counted AS (
       SELECT 'person' AS name, count(*) AS count FROM person HAVING count(*) > 0
       UNION ALL SELECT 'case/' || programme || '/' || stage, count(*) FROM person_case GROUP BY programme, stage
       UNION ALL SELECT 'voucher/' || state, count(*) FROM voucher GROUP BY state
       UNION ALL SELECT 'delivery/' || state, count(*) FROM delivery GROUP BY state)
     SELECT coalesce(c.name, t.name) AS id FROM counted c FULL JOIN tally t ON t.name = c.name
     WHERE coalesce(c.count, 0) <> coalesce(t.count, 0)`,
  );
}

export type CheckedDelivery = {
  readonly id: string;
  readonly kind: 'voucher' | 'withdrawal';
  readonly voucherId: string;
  readonly body: string;
  readonly hash: string;
  readonly state: 'waiting' | 'acknowledged' | 'refused';
  readonly supportId: string | null;
  readonly receipt: string | null;
  readonly orderNumber: number;
  readonly vouchers: number;
  readonly agreementNumber: string | null;
  /** What a withdrawal says today; null for a voucher's own delivery. */
  readonly reason: string | null;
  readonly approvedBy: string | null;
};

/** Deliveries with what their vouchers say today, in the order of ids, from after one id. */
export function listCheckedDeliveries(db: ReadDatabase, after: string, limit: number): CheckedDelivery[] {
  return db.all<CheckedDelivery>(
    `SELECT d.id, d.kind, d.voucher_id AS voucherId, d.body, d.hash, d.state, d.support_id AS supportId, d.receipt,
       v.order_number AS orderNumber, v.vouchers, a.number AS agreementNumber, w.reason, w.approved_by AS approvedBy
     FROM delivery d JOIN voucher v ON v.id = d.voucher_id JOIN agreement a ON a.id = v.agreement_id
       LEFT JOIN withdrawal w ON w.id = d.id
     WHERE d.id > :after ORDER BY d.id LIMIT :limit`,
    { after, limit },
  );
}

/** Every kept rule set with the text that its hash has to name. */
export function listKeptRuleSets(db: ReadDatabase): { hash: string; body: string }[] {
  return db.all('SELECT hash, body FROM rule_set ORDER BY hash');
}
