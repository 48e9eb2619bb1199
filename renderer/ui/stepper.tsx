import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

type Step = { readonly id: string; readonly label: string };

export type StepperProps = {
  readonly steps: readonly Step[];
  /** null once all of them are done. */
  readonly currentId: string | null;
  readonly label?: string;
};

/** Where one is in a task of several steps. */
export function Stepper({ steps, currentId, label }: StepperProps) {
  const { t } = useTranslation('ui');
  const current = currentId === null ? steps.length : steps.findIndex(({ id }) => id === currentId);
  return (
    <ol className="ui-stepper" aria-label={label ?? t('stepper.label')}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className="ui-step"
          data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="ui-step-mark" aria-hidden>
            {index < current ? <Icon of={IconCheck} size="small" /> : index + 1}
          </span>
          <span className="ui-hidden">{t('stepper.step', { position: index + 1, total: steps.length })}: </span>
          {step.label}
          {index < current && <span className="ui-hidden">, {t('stepper.done')}</span>}
        </li>
      ))}
    </ol>
  );
}
