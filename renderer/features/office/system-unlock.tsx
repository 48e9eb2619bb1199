// The way in with the system's account, on one's own account card: on, off, and what it means.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { SessionStatus } from '../../../shared/contract/session.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';

export function SystemUnlock() {
  const status = useSession((session) => session.status);
  if (status === null) return null;
  const { isAvailable, login } = status.systemUnlock;
  if (login !== null) return <SwitchedOn status={status} login={login} />;
  return isAvailable ? <Offer /> : null;
}

function Offer() {
  const { t } = useTranslation('session');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p className="office-muted">{t('system.warning')}</p>
      <Toolbar>
        <Button onPress={() => setOpen(true)}>{t('system.open')}</Button>
      </Toolbar>
      {isOpen && <EnableDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** Said to everybody, for it concerns the whole file; switched off by its owner or an administrator. */
function SwitchedOn({ status, login }: { readonly status: SessionStatus; readonly login: string }) {
  const { t } = useTranslation('session');
  const [isPending, setPending] = useState(false);
  const { user, logins } = status;
  const isOwn = user?.login === login;
  const name = logins.find((one) => one.login === login)?.displayName ?? login;
  const disable = async () => {
    setPending(true);
    const answer = await ask().session.disableSystemUnlock({});
    setPending(false);
    if (answer.ok) useSession.getState().take(answer.value);
    notify(
      answer.ok
        ? { text: t('system.disabled'), tone: 'success' }
        : { text: problemSentence(answer.problem), tone: 'danger' },
    );
  };
  return (
    <>
      <p className="office-muted">{isOwn ? t('system.onForYou') : t('system.onFor', { name })}</p>
      {(isOwn || user?.roles.includes('administrator')) && (
        <Toolbar>
          <Button onPress={() => void disable()} isPending={isPending}>
            {t('system.disable')}
          </Button>
        </Toolbar>
      )}
    </>
  );
}

function EnableDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['session', 'common']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(contract.session.enableSystemUnlock.input, { defaultValues: { passphrase: '' } });
  const enable = async (input: InputOf<typeof contract.session.enableSystemUnlock>) => {
    const answer = await ask().session.enableSystemUnlock(input);
    if (!answer.ok) return setProblem(answer.problem);
    useSession.getState().take(answer.value);
    notify({ text: t('session:system.enabled'), tone: 'success' });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant="primary"
        onPress={() => void form.handleSubmit(enable)()}
        isPending={form.formState.isSubmitting}
      >
        {t('session:system.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('session:system.title')} actions={actions}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <p>{t('session:system.warning')}</p>
      <ContractFormView form={form} onSubmit={enable}>
        <FormField form={form} name="passphrase" label={t('session:change.current')}>
          {(field) => <PassphraseField {...field} isRequired autoFocus />}
        </FormField>
      </ContractFormView>
    </Dialog>
  );
}
