// Taking an approved order back: whoever may ask asks, somebody else decides, and whoever asked may think better of it.
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Voucher, Withdrawal } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Toolbar } from '../../ui/surface.tsx';
import { useVoucherAct } from './use-voucher-act.ts';
import { countsAsOrder } from './voucher-state.tsx';
import { WithSwitch } from './with-switch.tsx';
import { ApproveWithdrawalDialog, DeclineWithdrawalDialog, WithdrawDialog } from './withdrawal-dialogs.tsx';

type Question = 'withdraw' | 'approve' | 'decline';
type ActsProps = { readonly voucher: Voucher; readonly onDone: (voucher: Voucher) => void };

/** Whether somebody may ask for it now: it counts, and nobody has asked before or was turned down. */
function isWithdrawable(voucher: Voucher): boolean {
  const state = voucher.withdrawal?.state;
  return voucher.state === 'approved' && countsAsOrder(voucher) && state !== 'requested' && state !== 'approved';
}

export function WithdrawalActs({ voucher, onDone }: ActsProps) {
  const { t } = useTranslation('vouchers');
  const user = useSession(({ status }) => status?.user ?? null);
  const act = useVoucherAct<Question>(onDone);
  const { open, setOpen, problem, isPending, perform } = act;
  const { id, version: seenVersion, withdrawal } = voucher;
  const dialog = { voucher, isPending, onClose: () => setOpen(null) };
  return (
    <>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      {isWithdrawable(voucher) && mayAsk(user, contract.vouchers.requestWithdrawal) && (
        <Toolbar>
          <Button onPress={() => setOpen('withdraw')} isDisabled={isPending}>
            {t('withdrawal.act.ask')}
          </Button>
        </Toolbar>
      )}
      {withdrawal?.state === 'requested' && <Decision withdrawal={withdrawal} act={act} />}
      {open === 'withdraw' && (
        <WithdrawDialog
          {...dialog}
          onWithdraw={(why) =>
            void perform({
              ask: () => ask().vouchers.requestWithdrawal({ id, seenVersion, ...why }),
              said: t('withdrawal.act.asked'),
            })
          }
        />
      )}
      {withdrawal !== null && open !== null && (
        <DecidingDialogs open={open} dialog={dialog} withdrawal={withdrawal} perform={perform} />
      )}
    </>
  );
}

type Act = ReturnType<typeof useVoucherAct<Question>>;
const seen = ({ id, version }: Withdrawal) => ({ id, seenVersion: version });

function Decision({ withdrawal, act }: { readonly withdrawal: Withdrawal; readonly act: Act }) {
  const { t } = useTranslation('vouchers');
  const user = useSession(({ status }) => status?.user ?? null);
  const { setOpen, isPending, perform } = act;
  if (withdrawal.requestedBy === user?.id) {
    const cancel = {
      ask: () => ask().vouchers.cancelWithdrawal(seen(withdrawal)),
      said: t('withdrawal.act.cancelled'),
    };
    return (
      <>
        <WithSwitch title={t('withdrawal.act.ownTitle')}>{t('withdrawal.act.own')}</WithSwitch>
        {mayAsk(user, contract.vouchers.cancelWithdrawal) && (
          <Toolbar>
            <Button onPress={() => void perform(cancel)} isPending={isPending}>
              {t('withdrawal.act.cancel')}
            </Button>
          </Toolbar>
        )}
      </>
    );
  }
  if (!mayAsk(user, contract.vouchers.approveWithdrawal))
    return <WithSwitch>{t('withdrawal.act.whoApproves')}</WithSwitch>;
  return (
    <Toolbar>
      <Button variant="primary" onPress={() => setOpen('approve')} isDisabled={isPending}>
        {t('withdrawal.act.approve')}
      </Button>
      <Button onPress={() => setOpen('decline')} isDisabled={isPending}>
        {t('withdrawal.act.decline')}
      </Button>
    </Toolbar>
  );
}

type DecidingProps = {
  readonly open: Question;
  readonly dialog: { readonly voucher: Voucher; readonly isPending: boolean; readonly onClose: () => void };
  readonly withdrawal: Withdrawal;
  readonly perform: Act['perform'];
};

function DecidingDialogs({ open, dialog, withdrawal, perform }: DecidingProps) {
  const { t } = useTranslation('vouchers');
  if (open === 'approve') {
    const approve = () =>
      perform({
        ask: () => ask().vouchers.approveWithdrawal(seen(withdrawal)),
        said: t('withdrawal.act.approved'),
      });
    return <ApproveWithdrawalDialog {...dialog} withdrawal={withdrawal} onApprove={() => void approve()} />;
  }
  if (open !== 'decline') return null;
  const decline = (answer: string) =>
    perform({
      ask: () => ask().vouchers.declineWithdrawal({ ...seen(withdrawal), answer }),
      said: t('withdrawal.act.declined'),
    });
  return <DeclineWithdrawalDialog {...dialog} onDecline={(answer) => void decline(answer)} />;
}
