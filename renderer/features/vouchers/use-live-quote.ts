// The quote beside the form: asked for after a pause in typing, the last one stays until the next is there.
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Answer } from '../../../shared/contract/problem.ts';
import type { Order, vouchers } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { type OrderInput, orderForm, toOrder } from './order-schema.ts';

export type QuoteAnswer = Answer<OutputOf<typeof vouchers.quote>>;
type Asked = { readonly text: string; readonly answer: QuoteAnswer };

const askAfterMs = 250;

/** The names say nothing about the amounts: a quote does not wait for them. */
function findOrder(values: OrderInput): Order | null {
  const read = orderForm.safeParse({ ...values, courseName: '', providerName: '-', burNumber: '' });
  return read.success ? toOrder(read.data) : null;
}

type QuoteQuestion = {
  readonly agreementId: string;
  readonly values: OrderInput;
};

/** null while something that decides is missing. */
export function useLiveQuote({ agreementId, values }: QuoteQuestion) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const order = findOrder(values);
  const text = order === null ? null : JSON.stringify({ agreementId, order });
  useEffect(() => {
    if (text === null) return;
    let isCurrent = true;
    const timer = window.setTimeout(async () => {
      // Written above from exactly this question.
      const answer = await ask().vouchers.quote(JSON.parse(text));
      if (isCurrent) setAsked({ text, answer });
    }, askAfterMs);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  return { answer: text === null ? null : (asked?.answer ?? null), isReckoning: text !== null && asked?.text !== text };
}
