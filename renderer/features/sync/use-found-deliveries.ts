import { useEffect, useState } from 'react';
import type { DeliveryRow } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';

type Found = { readonly rows: readonly DeliveryRow[]; readonly capped: boolean };

const pauseMs = 200;

/** What was asked for by text, a moment after the last letter; null while nothing is asked. */
export function useFoundDeliveries(typed: string): Found | null {
  const text = typed.trim();
  const [found, setFound] = useState<(Found & { readonly text: string }) | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = window.setTimeout(async () => {
      const answer = text === '' ? null : await ask().sync.findDeliveries({ text });
      if (isCurrent) setFound(answer?.ok ? { ...answer.value, text } : null);
    }, pauseMs);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  return text === '' ? null : found;
}
