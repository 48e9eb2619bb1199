// The bodies as received are sealed under a secret that is not in the database: whoever alters the database can't alter them.
import { createHash } from 'node:crypto';
import { voucherItem } from '../shared/wire/voucher.ts';
import { withdrawalItem } from '../shared/wire/withdrawal.ts';
import type { Query } from './database.ts';
import { normaliseIdentity } from './person-key.ts';
import type { Secrets } from './secrets.ts';

const pageRows = 500;

type Sealed = { readonly id: string; readonly hash: string; readonly sealed: Uint8Array };
type VoucherRow = Sealed & {
  readonly county: string;
  readonly programme: string;
  readonly personKey: string;
  readonly agreementNumber: string;
  readonly orderNumber: number;
  readonly vouchers: number;
};
type WithdrawalRow = Sealed & { readonly voucherId: string; readonly programme: string; readonly reason: string };

const vouchersSql = `SELECT voucher.id, voucher.hash, identity.sealed, voucher.county, voucher.programme,
    voucher.person_key AS "personKey", voucher.agreement_number AS "agreementNumber",
    voucher.order_number AS "orderNumber", voucher.vouchers
  FROM voucher JOIN identity ON identity.voucher_id = voucher.id
  WHERE ($1::uuid IS NULL OR voucher.id > $1::uuid) ORDER BY voucher.id LIMIT ${pageRows}`;
const withdrawalsSql = `SELECT withdrawal.id, withdrawal.hash, withdrawal.sealed, withdrawal.voucher_id AS "voucherId",
    voucher.programme, withdrawal.reason
  FROM withdrawal JOIN voucher ON voucher.id = withdrawal.voucher_id
  WHERE withdrawal.sealed IS NOT NULL AND ($1::uuid IS NULL OR withdrawal.id > $1::uuid)
  ORDER BY withdrawal.id LIMIT ${pageRows}`;

/** Ids of accepted items whose rows say something else than what their workstation sent. */
export async function* listAlteredBodies(query: Query, secrets: Secrets): AsyncGenerator<string> {
  for await (const row of listPages<VoucherRow>(query, vouchersSql)) {
    if (!saysSame(row, secrets, (body) => isVoucher(body, row, secrets))) yield row.id;
  }
  for await (const row of listPages<WithdrawalRow>(query, withdrawalsSql)) {
    if (!saysSame(row, secrets, (body) => isWithdrawal(body, row))) yield row.id;
  }
}

async function* listPages<Row extends Sealed>(query: Query, sql: string): AsyncGenerator<Row> {
  let after: string | null = null;
  for (;;) {
    const rows: Row[] = await query<Row>(sql, [after]);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < pageRows) return;
  }
}

function saysSame({ id, hash, sealed }: Sealed, secrets: Secrets, fits: (body: unknown) => boolean): boolean {
  try {
    const bytes = secrets.unseal(sealed, id);
    return createHash('sha256').update(bytes).digest('hex') === hash && fits(JSON.parse(bytes.toString('utf8')));
  } catch {
    // Sealed under another secret, about something else, or altered.
    return false;
  }
}

function isVoucher(body: unknown, row: VoucherRow, secrets: Secrets): boolean {
  const { success, data } = voucherItem.safeParse(body);
  if (!success) return false;
  const { identity, birthDate } = data.person;
  return (
    data.id === row.id &&
    data.countyTeryt === row.county &&
    data.programme === row.programme &&
    data.agreementNumber === row.agreementNumber &&
    data.orderNumber === row.orderNumber &&
    data.vouchers === row.vouchers &&
    secrets.toPersonKey(normaliseIdentity(identity, birthDate)) === row.personKey
  );
}

function isWithdrawal(body: unknown, row: WithdrawalRow): boolean {
  const { success, data } = withdrawalItem.safeParse(body);
  if (!success) return false;
  return (
    data.id === row.id &&
    data.voucherId === row.voucherId &&
    data.programme === row.programme &&
    data.reason === row.reason
  );
}
