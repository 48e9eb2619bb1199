// How long an approval takes from question to answer, beside the bare transaction that writes the same rows.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { realWorld } from '../electron/core/world.ts';
import type { CaseFile } from '../electron/database/case-file.ts';
import type { WriteDatabase } from '../electron/database/connection.ts';
import { openDesk } from './desk.ts';
import { addCrowd, insert, makeOffice, type Row, withFile } from './offices.ts';
import type { Place } from './place.ts';
import { round, type Spread, spreadOf, timeEach } from './statistics.ts';

export type ApproveFigures = {
  readonly approve: Spread;
  /** One row changed and committed: the disk, the encryption and the write-ahead log. */
  readonly oneRow: Spread;
  /** The rows of an approval, ready-made: one UPDATE, one booking, one delivery, one audit row. */
  readonly sameRows: Spread;
  readonly toOneRow: number;
  readonly toSameRows: number;
};

const usualTimes = 400;
const warmUp = 50;

export async function measureApprove(place: Place): Promise<ApproveFigures> {
  const times = place.isSmall ? 5 : usualTimes;
  const folder = join(place.folder, 'approving.teczka');
  const pattern = await makeOffice(folder, 'submitted');
  const count = 2 * (times + warmUp);
  const ids = await withFile(folder, (file) => {
    addCrowd(file, pattern, { count, from: 0, countyTeryt: '1212' });
    return file.read.all<{ id: string }>('SELECT id FROM voucher ORDER BY id').map(({ id }) => id);
  });
  const asked = ids.slice(0, times + warmUp);
  const approve = await timeApprovals(folder, asked, times);
  const bare = await withFile(folder, (file) => timeBare(file, ids.slice(times + warmUp), times));
  const [ours, oneRow, sameRows] = [spreadOf(approve), spreadOf(bare.oneRow), spreadOf(bare.sameRows)];
  return {
    ...{ approve: ours, oneRow, sameRows },
    toOneRow: round(ours.p50 / oneRow.p50),
    toSameRows: round(ours.p50 / sameRows.p50),
  };
}

async function timeApprovals(folder: string, ids: readonly string[], times: number): Promise<number[]> {
  const desk = await openDesk(folder, 'zofia');
  try {
    return await timeEach({ times, warmUp }, (turn) =>
      desk.ask('vouchers.approve', { id: ids[turn], seenVersion: seenVersion }),
    );
  } finally {
    await desk.close();
  }
}

/** As the pattern's: prepared, then submitted. */
const seenVersion = 2;

async function timeBare(file: CaseFile, ids: readonly string[], times: number) {
  const rows = readApproved(file);
  const oneRow = await timeEach({ times, warmUp }, () =>
    file.transaction((db) => db.run('UPDATE office SET version = version + 1')),
  );
  const sameRows = await timeEach({ times, warmUp }, (turn) =>
    file.transaction((db) => writeApproval(db, rows, ids[turn] ?? '')),
  );
  return { oneRow, sameRows };
}

type Approved = { readonly voucher: Row; readonly entry: Row; readonly delivery: Row; readonly audit: Row };

/** What the last approval through the door left. */
function readApproved({ read }: CaseFile): Approved {
  const last = (table: string) => read.get<Row>(`SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 1`) ?? {};
  const delivery = last('delivery');
  const id = delivery.voucher_id ?? null;
  const voucher = read.get<Row>('SELECT * FROM voucher WHERE id = :id', { id }) ?? {};
  return { delivery, voucher, entry: last('voucher_entry'), audit: last('audit') };
}

function writeApproval(db: WriteDatabase, { voucher, entry, delivery, audit }: Approved, id: string): void {
  db.run(
    `UPDATE voucher SET state = 'approved', approved_by = :by, approved_at = :at, version = version + 1 WHERE id = :id`,
    { id, by: voucher.approved_by ?? null, at: voucher.approved_at ?? null },
  );
  const agreement = db.get<{ id: string }>('SELECT agreement_id AS id FROM voucher WHERE id = :id', { id });
  insert(db, 'voucher_entry', {
    ...entry,
    id: realWorld.newId(),
    agreement_id: agreement?.id ?? null,
    voucher_id: id,
  });
  insert(db, 'delivery', { ...delivery, id, voucher_id: id });
  const sequence = db.get<{ last: number }>('SELECT max(sequence) AS last FROM audit')?.last ?? 0;
  const hash = randomBytes(32).toString('hex');
  insert(db, 'audit', { ...audit, sequence: sequence + 1, subject_id: id, hash });
}
