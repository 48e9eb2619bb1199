// What may be done with an order now, by whoever is signed in; and if not by them, by whom.
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Toolbar } from '../../ui/surface.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { SendBackDialog } from './send-back-dialog.tsx';
import { useVoucherAct } from './use-voucher-act.ts';
import { voucherCount } from './voucher-words.ts';
import { WithSwitch } from './with-switch.tsx';

type Question = 'approve' | 'send-back' | 'cancel';

export type VoucherActsProps = {
  readonly voucher: Voucher;
  /** The order after an act. */
  readonly onDone: (voucher: Voucher) => void;
  readonly onChange: () => void;
};

function useActs({ voucher, onDone }: VoucherActsProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const { perform, ...act } = useVoucherAct<Question>(onDone);
  const seen = { id: voucher.id, seenVersion: voucher.version };
  const count = voucherCount(voucher.quote.vouchers);
  return {
    ...act,
    submit: () =>
      perform({ ask: () => ask().vouchers.submit(seen), said: t('vouchers:act.submitted', { vouchers: count }) }),
    approve: () => perform({ ask: () => ask().vouchers.approve(seen), said: t('vouchers:act.approved') }),
    sendBack: (reason: string) =>
      perform({ ask: () => ask().vouchers.sendBack({ ...seen, reason }), said: t('vouchers:act.sentBackDone') }),
    cancel: () => perform({ ask: () => ask().vouchers.cancel(seen), said: t('vouchers:act.cancelled') }),
  };
}

type Acts = ReturnType<typeof useActs>;

export function VoucherActs(props: VoucherActsProps) {
  const { voucher, onChange } = props;
  const acts = useActs(props);
  const { open, setOpen, problem, isPending } = acts;
  const dialog = { voucher, isPending, onClose: () => setOpen(null) };
  return (
    <>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      {voucher.state === 'submitted' && <ApproverActs voucher={voucher} acts={acts} />}
      {(voucher.state === 'prepared' || voucher.state === 'sent-back') && <ClerkActs acts={acts} onChange={onChange} />}
      {open === 'approve' && <ApproveDialog {...dialog} onApprove={() => void acts.approve()} />}
      {open === 'send-back' && <SendBackDialog {...dialog} onSendBack={(reason) => void acts.sendBack(reason)} />}
      {open === 'cancel' && <CancelDialog {...dialog} onCancel={() => void acts.cancel()} />}
    </>
  );
}

function ClerkActs({ acts, onChange }: { readonly acts: Acts; readonly onChange: () => void }) {
  const { t } = useTranslation('vouchers');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.vouchers.submit));
  useHotkey('Ctrl+Enter', () => void acts.submit(), { label: t('act.submit'), isEnabled: may });
  if (!may) return <WithSwitch>{t('act.whoSubmits')}</WithSwitch>;
  return (
    <Toolbar>
      <Button variant="primary" onPress={() => void acts.submit()} isPending={acts.isPending}>
        {t('act.submit')}
      </Button>
      <Button onPress={onChange} isDisabled={acts.isPending}>
        {t('act.change')}
      </Button>
      <Button variant="quiet" onPress={() => acts.setOpen('cancel')} isDisabled={acts.isPending}>
        {t('act.cancel')}
      </Button>
    </Toolbar>
  );
}

function ApproverActs({ voucher, acts }: { readonly voucher: Voucher; readonly acts: Acts }) {
  const { t } = useTranslation('vouchers');
  const user = useSession(({ status }) => status?.user ?? null);
  const may = mayAsk(user, contract.vouchers.approve);
  const isPreparer = user?.id === voucher.preparedBy;
  const isOwn = isPreparer || user?.id === voucher.submittedBy;
  useHotkey('Ctrl+Enter', () => acts.setOpen('approve'), { label: t('act.approve'), isEnabled: may && !isOwn });
  return (
    <>
      {isOwn && <WithSwitch title={t('act.ownTitle')}>{t(isPreparer ? 'act.own' : 'act.ownSubmitted')}</WithSwitch>}
      {!isOwn && !may && <WithSwitch>{t('act.whoApproves')}</WithSwitch>}
      {may && (
        <Toolbar>
          {!isOwn && (
            <Button variant="primary" onPress={() => acts.setOpen('approve')} isDisabled={acts.isPending}>
              {t('act.approve')}
            </Button>
          )}
          <Button onPress={() => acts.setOpen('send-back')} isDisabled={acts.isPending}>
            {t('act.sendBack')}
          </Button>
        </Toolbar>
      )}
    </>
  );
}

type CancelDialogProps = {
  readonly voucher: Voucher;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onCancel: () => void;
};

function CancelDialog({ voucher, isPending, onClose, onCancel }: CancelDialogProps) {
  const { t } = useTranslation(['vouchers', 'vocabulary', 'common']);
  const vouchers = voucherCount(voucher.quote.vouchers);
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('vouchers:cancelDialog.title')}
      verb={t('vouchers:act.cancel')}
      tone="danger"
      onConfirm={onCancel}
      isPending={isPending}
    >
      <p>{t('vouchers:cancelDialog.text', { number: voucher.orderNumber, vouchers })}</p>
    </ConfirmDialog>
  );
}
