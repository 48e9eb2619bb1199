// "Is it there?": approved vouchers by what stands on paper: agreement and order, ID wsparcia, or whose they are.
import type { ReadDatabase } from './connection.ts';
import { searchPeople } from './people-search.ts';

const mostFound = 200;

/** Ids of vouchers, the newest first. */
export function findDeliveredVouchers(db: ReadDatabase, typed: string): { ids: string[]; capped: boolean } {
  const text = typed.trim();
  const byNumber = listByNumber(db, text.toUpperCase());
  const ids = byNumber.length > 0 ? byNumber : listByPeople(db, text);
  return { ids: ids.slice(0, mostFound), capped: ids.length > mostFound };
}

const delivered = `SELECT v.id FROM agreement a JOIN voucher v ON v.agreement_id = a.id JOIN delivery d ON d.id = v.id`;
const newestFirst = 'ORDER BY v.id DESC LIMIT :limit';

/** "WKK/0017", "WKK/0017/2", or an ID wsparcia, which ends with either. */
function listByNumber(db: ReadDatabase, text: string): string[] {
  const number = text.slice(text.lastIndexOf('_') + 1);
  const [, agreement = null, order = null] = /^(.+)\/(\d{1,2})$/.exec(number) ?? [];
  const whole = toIds(db, `${delivered} WHERE a.number = :number ${newestFirst}`, { number });
  if (whole.length > 0 || agreement === null) return whole;
  return toIds(db, `${delivered} WHERE a.number = :agreement AND v.order_number = :order ${newestFirst}`, {
    agreement,
    order: Number(order),
  });
}

function listByPeople(db: ReadDatabase, text: string): string[] {
  const people = searchPeople(db, text).hits.map(({ id }) => id);
  const sql = `SELECT v.id FROM person_case c JOIN agreement a ON a.case_id = c.id JOIN voucher v ON v.agreement_id = a.id
    JOIN delivery d ON d.id = v.id WHERE c.person_id IN (SELECT value FROM json_each(:people)) ${newestFirst}`;
  return toIds(db, sql, { people: JSON.stringify(people) });
}

function toIds(db: ReadDatabase, sql: string, values: Readonly<Record<string, string | number | null>>): string[] {
  return db.all<{ id: string }>(sql, { ...values, limit: mostFound + 1 }).map(({ id }) => id);
}
