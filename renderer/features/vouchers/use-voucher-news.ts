import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { onEvent } from '../../app/connection.ts';

/** Hears of every voucher that changed, whoever changed it: a colleague's act or the central office's word. */
export function useVoucherNews(take: (rows: readonly Voucher[]) => void): void {
  const latest = useRef(take);
  // With the rows themselves: news that came between them and a later effect would be judged by the rows before.
  useLayoutEffect(() => {
    latest.current = take;
  });
  useEffect(() => onEvent((event) => event.kind === 'vouchers' && latest.current(event.rows)), []);
}
