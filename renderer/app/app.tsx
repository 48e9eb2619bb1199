// What fills the window: the first run, the sign-in, or the app.
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../shared/contract/problem.ts';
import { RecoverLink } from '../features/backups/recover-link.tsx';
import { FirstRunPage } from '../features/office/first-run-page.tsx';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ToastRegion } from '../ui/toast-region.tsx';
import { onEvent, onSignedOut } from './connection.ts';
import { problemSentence } from './problem-sentence.ts';
import { createAppRouter } from './router.tsx';
import { useSession } from './session-store.ts';
import { useIdleLock } from './use-idle-lock.ts';

export function App() {
  const { status, load, take } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void load().then((answer) => setProblem(answer.ok ? null : answer.problem));
    const endings = [
      onSignedOut(() => void load()),
      onEvent((event) => {
        if (event.kind === 'session') take(event.status);
      }),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, [load, take]);
  return (
    <>
      {problem !== null && status === null ? (
        <Unreachable problem={problem} />
      ) : (
        status !== null && <Phase phase={status.phase} />
      )}
      <ToastRegion />
    </>
  );
}

function Phase({ phase }: { readonly phase: 'no-case-file' | 'locked' | 'open' }) {
  switch (phase) {
    case 'no-case-file':
      return <FirstRunPage />;
    case 'locked':
      return <SignInPage />;
    case 'open':
      return <Work />;
  }
}

/** A router of its own for each signed-in stretch: whoever comes next begins where the address says, with nothing left over. */
function Work() {
  const [router] = useState(createAppRouter);
  useIdleLock();
  return <RouterProvider router={router} />;
}

function Unreachable({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('app');
  const isLost = problem.kind === 'host-unreachable';
  const isSpoilt = problem.kind === 'case-file-damaged' || problem.kind === 'not-a-case-file';
  return (
    <main className="ui-page">
      <h1 className="ui-hidden">{t('name')}</h1>
      <EmptyState title={t(isLost ? 'unreachable.title' : 'unopened')} actions={isSpoilt && <RecoverLink />}>
        {isLost ? t('unreachable.text') : problemSentence(problem)}
      </EmptyState>
    </main>
  );
}
