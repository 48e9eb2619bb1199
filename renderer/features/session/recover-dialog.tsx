// A forgotten passphrase: the recovery sheet's code sets a new one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';

function useRecovery() {
  const { t } = useTranslation('session');
  const { status, take } = useSession();
  const logins = status?.logins ?? [];
  const [login, setLogin] = useState(logins[0]?.login ?? null);
  const [recoveryCode, setCode] = useState('');
  const [newPassphrase, setPassphrase] = useState('');
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async () => {
    if (isPending || login === null) return;
    setPending(true);
    const answer = await ask().session.recover({ login, recoveryCode, newPassphrase });
    setPending(false);
    if (!answer.ok) {
      setFault(problemSentence(answer.problem));
      return;
    }
    notify({ tone: 'success', text: t('recover.done') });
    take(answer.value);
  };
  return { logins, login, setLogin, recoveryCode, setCode, newPassphrase, setPassphrase, isPending, fault, submit };
}

export function RecoverDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation('common');
  const form = useRecovery();
  const actions = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button variant="primary" onPress={() => void form.submit()} isPending={form.isPending}>
        {t('recover.submit')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('recover.title')} actions={actions}>
      <div className="ui-form">
        <p>{t('recover.text')}</p>
        {form.fault !== null && (
          <Notice tone="danger" isLive>
            {form.fault}
          </Notice>
        )}
        <Select
          label={t('who')}
          value={form.login}
          onChange={form.setLogin}
          options={form.logins.map(({ login, displayName }) => ({ value: login, label: displayName, note: login }))}
        />
        <TextField
          label={t('recover.code')}
          hint={t('recover.codeHint')}
          value={form.recoveryCode}
          onChange={form.setCode}
        />
        <PassphraseField
          label={t('recover.newPassphrase')}
          hint={t('recover.newPassphraseHint')}
          value={form.newPassphrase}
          onChange={form.setPassphrase}
          isNew
        />
      </div>
    </Dialog>
  );
}
