// The vouchers' part of a case: what the pool holds, which orders there are, and the next one.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Section } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { OrderForm } from './order-form.tsx';
import { OrderTable } from './order-table.tsx';
import { PoolFigures } from './pool-figures.tsx';
import { useAgreementOrders } from './use-agreement-orders.ts';
import { countsAsOrder } from './voucher-state.tsx';
import { openVoucher } from './voucher-words.ts';
import './vouchers.css';

type VouchersTabProps = { readonly caseId: string };

export function VouchersTab({ caseId }: VouchersTabProps) {
  const { t } = useTranslation(['vouchers', 'common']);
  const { loaded, problem, reload, take } = useAgreementOrders(caseId);
  if (problem !== null) {
    return (
      <Notice tone="danger" isLive actions={<Button onPress={() => void reload()}>{t('common:retry')}</Button>}>
        {problemSentence(problem)}
      </Notice>
    );
  }
  if (loaded === null) return <Spinner />;
  const { agreement, orders, hasDraft } = loaded;
  if (agreement === null || agreement.state === 'draft') return <NoAgreement caseId={caseId} agreement={agreement} />;
  return <Orders agreement={agreement} orders={orders} startsOpen={hasDraft} take={take} />;
}

function NoAgreement({ caseId, agreement }: VouchersTabProps & { readonly agreement: Agreement | null }) {
  const { t } = useTranslation('vouchers');
  const kind = agreement === null ? 'noAgreement' : 'draftAgreement';
  return (
    <EmptyState
      title={t(`tab.${kind}`)}
      actions={
        <LinkButton variant="primary" href={`#/cases/${caseId}/agreement`}>
          {t('tab.toAgreement')}
        </LinkButton>
      }
    >
      {t(`tab.${kind}Text`)}
    </EmptyState>
  );
}

type OrdersProps = {
  readonly agreement: Agreement;
  readonly orders: readonly Voucher[];
  /** A draft waits: the form is open with it, as it was left. */
  readonly startsOpen: boolean;
  readonly take: (rows: readonly Voucher[]) => Promise<void>;
};

function Orders({ agreement, orders, startsOpen, take }: OrdersProps) {
  const { t } = useTranslation('vouchers');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.vouchers.prepare));
  const [isOpen, setOpen] = useState(startsOpen && may);
  const list = useRef<HTMLDivElement>(null);
  const onSaved = (voucher: Voucher, wasSubmitted: boolean) => {
    if (wasSubmitted) return openVoucher(voucher);
    void take([voucher]);
    setOpen(false);
    notify({ text: t('form.saved', { number: voucher.orderNumber }), tone: 'success' });
    list.current?.focus();
  };
  const close = () => {
    setOpen(false);
    list.current?.focus();
  };
  const counted = orders.filter(countsAsOrder).length;
  const obstacle = obstacleTo({ agreement, counted, may });
  const note = t('tab.ordersNote', { counted, allowed: agreement.ordersAllowed });
  const prepare = isOpen || obstacle !== null ? null : <Prepare onOpen={() => setOpen(true)} />;
  return (
    <>
      <PoolFigures agreement={agreement} />
      {isOpen && <OrderForm agreement={agreement} changed={null} onSaved={onSaved} onClose={close} />}
      <div ref={list} tabIndex={-1} className="voucher-focus">
        <Section title={t('tab.orders')} note={note} actions={prepare}>
          {obstacle !== null && <p>{t(`tab.${obstacle}`)}</p>}
          {orders.length === 0 ? <p className="voucher-muted">{t('tab.noOrders')}</p> : <OrderTable orders={orders} />}
        </Section>
      </div>
    </>
  );
}

type Possibility = { readonly agreement: Agreement; readonly counted: number; readonly may: boolean };

/** Why there is no next order now; null when there may be one. */
function obstacleTo({ agreement, counted, may }: Possibility): 'whoMay' | 'noMore' | 'noneLeft' | null {
  if (!may) return 'whoMay';
  if (counted >= agreement.ordersAllowed) return 'noMore';
  return agreement.pool.left <= 0 ? 'noneLeft' : null;
}

function Prepare({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation('vouchers');
  useHotkey('Ctrl+Enter', onOpen, { label: t('tab.prepare') });
  return (
    <Button variant="primary" onPress={onOpen}>
      {t('tab.prepare')}
    </Button>
  );
}
