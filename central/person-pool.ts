// What is left of a person's pool, across all counties, without saying which.
import type { PersonPool, PersonPoolRequest } from '../shared/wire/ledger.ts';
import type { Office } from './office.ts';
import { normaliseIdentity } from './person-key.ts';

type Row = { spent: number | null; county: string | null; agreement_number: string | null };

export async function findPersonPool(
  { database, secrets, funding }: Office,
  askingCounty: string,
  { programme, identity, birthDate }: PersonPoolRequest,
): Promise<PersonPool> {
  const cap = Object.hasOwn(funding, programme) ? (funding[programme]?.cap ?? null) : null;
  const sql = `SELECT fund.spent, admission.county, admission.agreement_number
    FROM person_fund AS fund LEFT JOIN person_admission AS admission USING (person_key, programme)
    WHERE fund.person_key = $1 AND fund.programme = $2`;
  const personKey = secrets.toPersonKey(normaliseIdentity(identity, birthDate));
  const [row] = await database.query<Row>(sql, [personKey, programme]);
  const granted = row?.spent ?? 0;
  const county = row?.county ?? null;
  const isOurs = county === askingCounty;
  return {
    programme,
    cap,
    granted,
    remaining: Math.max((cap ?? 0) - granted, 0),
    admitted: county === null ? 'no' : isOurs ? 'here' : 'elsewhere',
    agreementNumber: isOurs ? (row?.agreement_number ?? null) : null,
  };
}
