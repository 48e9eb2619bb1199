// Where backups go and how often. In a browser there is no dialog for folders: the path is typed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Answer, Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { useBackups } from './backup-store.ts';
import { useRhythmWords, usualRhythms } from './plan-words.ts';

type PlanFormProps = { readonly plan: BackupStatus['plan'] };

const planInput = contract.backups.configure.input.pick({ folder: true, everyHours: true });
type Plan = z.output<typeof planInput>;

function usePlan(plan: BackupStatus['plan']) {
  const { t } = useTranslation('backups');
  const take = useBackups((backups) => backups.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(planInput, {
    defaultValues: { folder: plan?.folder ?? '', everyHours: plan?.everyHours ?? 24 },
  });
  const settle = (answer: Answer<BackupStatus>, sentence: string) => {
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    take(answer.value);
    notify({ text: sentence, tone: 'success' });
  };
  const seenVersion = plan?.version ?? 0;
  const save = async (input: Plan) => settle(await ask().backups.configure({ ...input, seenVersion }), t('plan.saved'));
  const end = async () =>
    settle(await ask().backups.configure({ folder: null, everyHours: 24, seenVersion }), t('plan.ended'));
  return { form, problem, save, end };
}

export function PlanForm({ plan }: PlanFormProps) {
  const { t } = useTranslation('backups');
  const rhythm = useRhythmWords();
  const { form, problem, save, end } = usePlan(plan);
  const rhythms = [...new Set([...usualRhythms, plan?.everyHours ?? 24])].sort((one, other) => one - other);
  return (
    <Section title={t('plan.title')} level={3}>
      <ContractFormView form={form} onSubmit={save}>
        {problem !== null && (
          <Notice tone="danger" isLive>
            {problemSentence(problem)}
          </Notice>
        )}
        <FormField form={form} name="folder" label={t('plan.folder')}>
          {(field) => <TextField {...field} hint={t('plan.folderHint')} isRequired />}
        </FormField>
        <FormField form={form} name="everyHours" label={t('plan.everyHours')}>
          {(field) => <Select {...field} options={rhythms.map((hours) => ({ value: hours, label: rhythm(hours) }))} />}
        </FormField>
        <Toolbar>
          <Button
            type="submit"
            variant={plan === null ? 'primary' : 'secondary'}
            isPending={form.formState.isSubmitting}
          >
            {t('plan.save')}
          </Button>
          {plan !== null && (
            <Button variant="quiet" onPress={() => void end()}>
              {t('plan.end')}
            </Button>
          )}
        </Toolbar>
      </ContractFormView>
    </Section>
  );
}
