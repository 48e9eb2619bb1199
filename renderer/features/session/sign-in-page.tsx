// The locked window: who, passphrase, in. Also the way back for a forgotten passphrase.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/contract/problem.ts';
import { HealthNotices } from '../../app/health-notices.tsx';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button, TextLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Select } from '../../ui/select.tsx';
import { RecoverLink, RestoredNotice } from '../backups/recover-link.tsx';
import { toLoginOptions } from './login-choices.ts';
import { RecoverDialog } from './recover-dialog.tsx';
import { SystemUnlockButton } from './system-unlock-button.tsx';
import './sign-in.css';

const lastLoginKey = 'teczka-last-login';

export function SignInPage() {
  const { t } = useTranslation('session');
  const { t: app } = useTranslation('app');
  const status = useSession((session) => session.status);
  const form = useSignIn();
  const [isRecovering, setRecovering] = useState(false);
  // Whose office it is was read by somebody who has been in: at a start nobody typed anything yet.
  const isLocked = status !== null && status.officeName !== null;
  return (
    <main className="sign-in">
      <div className="sign-in-panel">
        <HealthNotices />
        <p className="sign-in-office">{status?.officeName ?? app('name')}</p>
        <h1>{t('title')}</h1>
        {isLocked && <p className="sign-in-note">{t('lockedNote')}</p>}
        <RestoredNotice />
        <SignInForm form={form} />
        <SystemUnlockButton />
        {form.isDamaged && <RecoverLink onRestored={form.forgive} />}
        <TextLink onPress={() => setRecovering(true)}>{t('forgotten')}</TextLink>
      </div>
      {isRecovering && <RecoverDialog login={form.login} onClose={() => setRecovering(false)} />}
    </main>
  );
}

function useSignIn() {
  const { status, signIn, isSwitching } = useSession();
  const logins = status?.logins ?? [];
  const remembered = window.localStorage.getItem(lastLoginKey);
  const [login, setLogin] = useState(() =>
    isSwitching ? null : (logins.find((one) => one.login === remembered)?.login ?? logins[0]?.login ?? null),
  );
  const [passphrase, setPassphrase] = useState('');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fault = problem && problemSentence(problem);
  const isDamaged = problem?.kind === 'case-file-damaged';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending || login === null) return;
    setPending(true);
    setProblem(null);
    window.localStorage.setItem(lastLoginKey, login);
    const answer = await signIn(login, passphrase);
    // Signed in, this screen is gone; refused, the passphrase stays for a second look.
    if (!answer.ok) setProblem(answer.problem);
    setPending(false);
  };
  return {
    startsEmpty: isSwitching,
    logins,
    login,
    setLogin,
    passphrase,
    setPassphrase,
    isPending,
    fault,
    isDamaged,
    forgive: () => setProblem(null),
    submit,
  };
}

function SignInForm({ form }: { readonly form: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation('session');
  return (
    <form className="ui-form" onSubmit={(event) => void form.submit(event)} noValidate>
      {form.fault !== null && (
        <Notice tone="danger" isLive>
          {form.fault}
        </Notice>
      )}
      <Select
        label={t('who')}
        value={form.login}
        onChange={form.setLogin}
        autoFocus={form.startsEmpty}
        options={toLoginOptions(form.logins)}
      />
      <PassphraseField
        label={t('passphrase')}
        value={form.passphrase}
        onChange={form.setPassphrase}
        autoFocus={!form.startsEmpty}
      />
      <Button type="submit" variant="primary" isPending={form.isPending}>
        {t('signIn')}
      </Button>
    </form>
  );
}
