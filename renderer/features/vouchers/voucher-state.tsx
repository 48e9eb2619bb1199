// Where an order stands and where its delivery stands: two facts, two badges.
import { IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type Delivery,
  isQuarantined,
  type Voucher,
  type VoucherState,
  type Withdrawal,
} from '../../../shared/contract/vouchers.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const stateTones: Record<VoucherState, Tone> = {
  prepared: 'new',
  submitted: 'progress',
  'sent-back': 'waiting',
  approved: 'done',
  cancelled: 'neutral',
};

const deliveryTones: Record<Delivery['state'], Tone> = { waiting: 'waiting', acknowledged: 'done', refused: 'refused' };

export function VoucherStateBadge({ state }: Pick<Voucher, 'state'>) {
  const { t } = useTranslation('vouchers');
  return <Badge tone={stateTones[state]} label={t(`state.${state}`)} />;
}

export function DeliveryBadge({ delivery, revocation = null }: Pick<Voucher, 'delivery'> & Partial<Voucher>) {
  const { t } = useTranslation('vouchers');
  if (delivery === null) return null;
  if (revocation !== null) return <Badge tone="refused" label={t('deliveryState.revoked')} />;
  if (isQuarantined(delivery)) {
    return <Badge tone="refused" icon={IconClockPause} label={t('deliveryState.quarantined')} />;
  }
  return <Badge tone={deliveryTones[delivery.state]} label={t(`deliveryState.${delivery.state}`)} />;
}

const withdrawalTones: Record<Withdrawal['state'], Tone> = {
  requested: 'waiting',
  declined: 'neutral',
  cancelled: 'neutral',
  approved: 'progress',
  confirmed: 'neutral',
  refused: 'refused',
  void: 'neutral',
};

export function WithdrawalBadge({ withdrawal }: { readonly withdrawal: Withdrawal }) {
  const { t } = useTranslation('vouchers');
  return <Badge tone={withdrawalTones[withdrawal.state]} label={t(`withdrawal.state.${withdrawal.state}`)} />;
}

/** Says more about an order than its delivery does: it is wanted back, on its way back, or withdrawn. */
export const isStanding = ({ state }: Withdrawal): boolean =>
  state === 'requested' || state === 'approved' || state === 'confirmed';

export const findStandingWithdrawal = ({ withdrawal }: Voucher): Withdrawal | null =>
  withdrawal !== null && isStanding(withdrawal) ? withdrawal : null;

/** Whether it takes one of the agreement's orders. */
export const countsAsOrder = ({ state, delivery, withdrawal, revocation }: Voucher): boolean =>
  state === 'submitted' ||
  (state === 'approved' && delivery?.state !== 'refused' && withdrawal?.state !== 'confirmed' && revocation === null);
