// The way in with the system's account, where it is on and the system has a key store; the passphrase stays beside it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/contract/problem.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function SystemUnlockButton() {
  const { t } = useTranslation('session');
  const { status, unlockWithSystem } = useSession();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const login = status?.systemUnlock.isAvailable ? status.systemUnlock.login : null;
  if (login === null) return null;
  const name = status?.logins.find((one) => one.login === login)?.displayName ?? login;
  const unlock = async () => {
    setPending(true);
    setProblem(null);
    const answer = await unlockWithSystem();
    if (!answer.ok) setProblem(answer.problem);
    setPending(false);
  };
  return (
    <>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <Button onPress={() => void unlock()} isPending={isPending}>
        {t('system.unlock', { name })}
      </Button>
    </>
  );
}
