// First run: office, first administrator, recovery sheet. Nothing is written until the second step is confirmed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/contract/problem.ts';
import type { SessionStatus } from '../../../shared/contract/session.ts';
import { ask } from '../../app/connection.ts';
import { useSession } from '../../app/session-store.ts';
import { Stepper } from '../../ui/stepper.tsx';
import { RecoverLink } from '../backups/recover-link.tsx';
import { type Administrator, AdministratorStep } from './first-run-administrator.tsx';
import { type OfficeName, OfficeStep } from './first-run-office.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import './first-run.css';

type Made = { readonly status: SessionStatus; readonly recoveryCode: string };
type Step = 'office' | 'administrator' | 'sheet';

export function FirstRunPage() {
  const { t } = useTranslation('firstRun');
  const [step, setStep] = useState<Step>('office');
  const [office, setOffice] = useState<OfficeName>({ name: '', countyTeryt: '' });
  const take = useSession((session) => session.take);
  const [made, setMade] = useState<Made | null>(null);
  const create = async (administrator: Administrator): Promise<Answer<Made>> => {
    const answer = await ask().office.create({ ...office, administrator });
    if (answer.ok) {
      setMade(answer.value);
      setStep('sheet');
    }
    return answer;
  };
  const steps = (['office', 'administrator', 'sheet'] as const).map((id) => ({ id, label: t(`steps.${id}`) }));
  return (
    <main className="first-run">
      <header className="first-run-head">
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {step === 'office' && <RecoverLink />}
        <Stepper steps={steps} currentId={step} />
      </header>
      {step === 'office' && (
        <OfficeStep
          office={office}
          onNext={(values) => {
            setOffice(values);
            setStep('administrator');
          }}
        />
      )}
      {step === 'administrator' && <AdministratorStep onBack={() => setStep('office')} onCreate={create} />}
      {step === 'sheet' && made !== null && (
        <RecoverySheet
          officeName={office.name}
          recoveryCode={made.recoveryCode}
          finish={t('sheet.finish')}
          onFinish={() => take(made.status)}
        />
      )}
    </main>
  );
}
