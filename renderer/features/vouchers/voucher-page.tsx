// One order: whose it is, where it stands, what it comes to, what may be done with it, what became of it.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRules } from '../../app/reference-store.ts';
import { Button, TextLink } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { Card, Page } from '../../ui/surface.tsx';
import { ChangeOrder } from './change-order.tsx';
import { DeliveryPanel } from './delivery-panel.tsx';
import { QuoteAmounts } from './quote-amounts.tsx';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { useVoucher } from './use-voucher.ts';
import { VoucherActs } from './voucher-acts.tsx';
import { DeliveryBadge, findStandingWithdrawal, VoucherStateBadge, WithdrawalBadge } from './voucher-state.tsx';
import { VoucherHistory, VoucherTerms } from './voucher-terms.tsx';
import { WithdrawalActs } from './withdrawal-acts.tsx';
import { WithdrawalPanel } from './withdrawal-panel.tsx';
import './vouchers.css';

type VoucherPageProps = { readonly voucherId: string };

export function VoucherPage({ voucherId }: VoucherPageProps) {
  const { t } = useTranslation(['vouchers', 'common']);
  const { voucher, problem, put, reload } = useVoucher(voucherId);
  if (voucher !== null) return <LoadedVoucher key={voucher.id} voucher={voucher} put={put} />;
  return (
    <Page>
      <PageHeader title={t('vouchers:order')} />
      {problem === null ? (
        <Spinner label={t('vouchers:loading')} />
      ) : (
        <Notice tone="danger" isLive actions={<Button onPress={() => void reload()}>{t('common:retry')}</Button>}>
          {problemSentence(problem)}
        </Notice>
      )}
    </Page>
  );
}

/** A dialog that closes gives the focus back a frame later, to a button that the act took away: this comes after it. */
function useFocusAfterAct() {
  const place = useRef<HTMLDivElement>(null);
  const focusSoon = () =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => place.current?.focus())));
  return { place, focusSoon };
}

type LoadedProps = { readonly voucher: Voucher; readonly put: (voucher: Voucher) => void };

function LoadedVoucher({ voucher, put }: LoadedProps) {
  const [isChanging, setChanging] = useState(false);
  const { place, focusSoon } = useFocusAfterAct();
  const arrive = (next: Voucher) => {
    put(next);
    setChanging(false);
    focusSoon();
  };
  const { delivery } = voucher;
  const isReceipted = delivery?.state === 'acknowledged';
  return (
    <Page>
      <div className="voucher-screen" data-printed={isReceipted || undefined}>
        <Identity voucher={voucher} />
        <div ref={place} tabIndex={-1} className="voucher-focus voucher-standing">
          <Standing voucher={voucher} />
        </div>
        {isChanging ? (
          <ChangeOrder voucher={voucher} onSaved={arrive} onClose={() => setChanging(false)} />
        ) : (
          <>
            <VoucherActs voucher={voucher} onDone={arrive} onChange={() => setChanging(true)} />
            <WithdrawalActs voucher={voucher} onDone={arrive} />
            <Details voucher={voucher} />
          </>
        )}
      </div>
      {isReceipted && <PrintedReceipt voucher={voucher} />}
    </Page>
  );
}

function Identity({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  const rules = useRules(voucher.programme, voucher.ruleSetHash);
  const toCase = `#/cases/${voucher.caseId}/vouchers`;
  const standing = findStandingWithdrawal(voucher);
  return (
    <>
      <PageHeader
        title={voucher.personName}
        note={t('orderTitle', { number: voucher.orderNumber })}
        actions={
          <>
            <VoucherStateBadge {...voucher} />
            <DeliveryBadge {...voucher} />
            {standing !== null && <WithdrawalBadge withdrawal={standing} />}
          </>
        }
        takesFocus
      />
      <DefinitionList
        layout="bar"
        items={[
          { label: t('caseNumber'), value: <TextLink href={toCase}>{voucher.caseNumber}</TextLink>, isNumeric: true },
          { label: t('agreement'), value: voucher.agreementNumber, isNumeric: true },
          { label: t('programme'), value: rules?.name ?? voucher.programme },
          {
            label: t('person'),
            value: <TextLink href={`#/people/${voucher.personId}`}>{t('page.toPerson')}</TextLink>,
          },
        ]}
      />
    </>
  );
}

const way = ['prepared', 'submitted', 'approved', 'delivered'] as const;

/** How far an order has come, null at the end of its way; one that was sent back begins again. */
function placeOf({ state, delivery }: Voucher): (typeof way)[number] | null {
  if (delivery?.state === 'acknowledged') return null;
  if (state === 'approved' || state === 'submitted') return state;
  return 'prepared';
}

function Standing({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  if (voucher.state === 'cancelled') return <Notice>{t('page.cancelled')}</Notice>;
  return (
    <>
      <Stepper
        label={t('page.way')}
        steps={way.map((id) => ({ id, label: t(`page.step.${id}`) }))}
        currentId={placeOf(voucher)}
      />
      <WithdrawalLine voucher={voucher} />
      {voucher.state === 'sent-back' && (
        <Notice tone="warning" title={t('page.sentBack')}>
          {voucher.reason}
        </Notice>
      )}
    </>
  );
}

/** An approved withdrawal waits for its voucher to be acknowledged first, or is on its way. */
const standingOf = ({ state, delivery }: Withdrawal) =>
  state === 'approved' && delivery === null ? 'approvedTooEarly' : state;

/** That the order is to be taken back or was. */
function WithdrawalLine({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  const withdrawal = findStandingWithdrawal(voucher);
  if (withdrawal === null) return null;
  const { delivery } = withdrawal;
  const at = delivery?.state === 'acknowledged' ? delivery.settledAt : null;
  if (at !== null)
    return <Notice tone="warning">{t('withdrawal.line.confirmedAt', { time: formatDateTime(at) })}</Notice>;
  return <Notice tone="warning">{t(`withdrawal.stands.${standingOf(withdrawal)}`)}</Notice>;
}

function Details({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  return (
    <div className="voucher-columns">
      <div className="voucher-column">
        {voucher.withdrawal !== null && <WithdrawalPanel voucher={voucher} withdrawal={voucher.withdrawal} />}
        {voucher.delivery !== null && <DeliveryPanel voucher={voucher} delivery={voucher.delivery} />}
        <VoucherTerms voucher={voucher} />
        <VoucherHistory voucher={voucher} />
      </div>
      <Card title={t('page.amounts')}>
        <QuoteAmounts quote={voucher.quote} />
      </Card>
    </div>
  );
}

/** Seen on paper only: the sheet that goes into the folder. */
function PrintedReceipt({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('vouchers');
  const { delivery, withdrawal } = voucher;
  if (delivery === null) return null;
  const withdrawn = withdrawal?.delivery?.state === 'acknowledged' ? withdrawal.delivery : null;
  return (
    <div className="voucher-print">
      {withdrawn !== null && (
        <>
          <h2>{t('withdrawal.receipt.title')}</h2>
          <ReceiptSheet voucher={voucher} delivery={withdrawn} kind="withdrawal" />
        </>
      )}
      <h2>{t('receipt.title')}</h2>
      <ReceiptSheet voucher={voucher} delivery={delivery} kind="voucher" />
    </div>
  );
}
