// What news said of vouchers while an answer was on its way. News takes a way of its own: the central office's word may be
// here before the answer that it overtook.
import type { Voucher } from '../../../shared/contract/vouchers.ts';

export type Heard = ReturnType<typeof createHeard>;

export function createHeard() {
  const heard = new Map<string, Voucher>();
  return {
    remember: (rows: readonly Voucher[]) => {
      for (const row of rows) heard.set(row.id, row);
    },
    rows: () => [...heard.values()],
    /** A row of an answer, or what was heard of it where that is as new. */
    newestOf: (row: Voucher): Voucher => {
      const known = heard.get(row.id);
      return known !== undefined && isAsNew(known, row) ? known : row;
    },
  };
}

/** Every act raises a version, or makes a withdrawal with a later id, and is news itself: as new is that act's or later. */
function isAsNew(heard: Voucher, row: Voucher): boolean {
  if (heard.version < row.version) return false;
  const [known, given] = [heard.withdrawal, row.withdrawal];
  if (known === null || given === null) return given === null;
  return known.id === given.id ? known.version >= given.version : known.id > given.id;
}
