import { useEffect, useRef, useState } from 'react';
import type { DeliveryRow } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { createHeard, type Heard } from '../vouchers/heard.ts';
import { withNews } from '../vouchers/use-voucher-list.ts';
import { useVoucherNews } from '../vouchers/use-voucher-news.ts';
import { toDeliveryRows } from './delivery-rows.ts';

type Found = { readonly rows: readonly DeliveryRow[]; readonly capped: boolean };

const pauseMs = 200;

/** What was asked for by text, a moment after the last letter, and as news tells of it; null while nothing is asked. */
export function useFoundDeliveries(typed: string): Found | null {
  const text = typed.trim();
  const [found, setFound] = useState<(Found & { readonly text: string }) | null>(null);
  const underWay = useRef<Heard | null>(null);
  useEffect(() => {
    const heard = createHeard();
    const timer = window.setTimeout(async () => {
      underWay.current = heard;
      const answer = text === '' ? null : await ask().sync.findDeliveries({ text });
      if (underWay.current !== heard) return;
      underWay.current = null;
      if (!answer?.ok) return setFound(null);
      const newest = answer.value.rows.map(({ voucher }) => heard.newestOf(voucher));
      setFound({ ...answer.value, rows: withNews(answer.value.rows, newest.flatMap(toDeliveryRows)), text });
    }, pauseMs);
    return () => {
      underWay.current = null;
      window.clearTimeout(timer);
    };
  }, [text]);
  useVoucherNews((vouchers) => {
    underWay.current?.remember(vouchers);
    const news = vouchers.flatMap(toDeliveryRows);
    setFound((before) => before && { ...before, rows: withNews(before.rows, news) });
  });
  return text === '' ? null : found;
}
