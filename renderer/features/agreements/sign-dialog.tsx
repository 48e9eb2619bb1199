import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { DueReason } from './suggested-card.tsx';
import { useSuggestion } from './use-agreement.ts';

export type SignDialogProps = {
  readonly record: CaseRecord;
  readonly agreement: Agreement;
  readonly rules: Programme;
  readonly onClose: () => void;
  readonly onSigned: (agreement: Agreement) => void;
};

type SummaryProps = Pick<SignDialogProps, 'record' | 'agreement' | 'rules'> & { readonly dueOn: string };

/** What is signed, and by when the own contribution is due. */
function SignSummary({ record, agreement, rules, dueOn }: SummaryProps) {
  const { t } = useTranslation('agreements');
  const { validFrom, validTo, categories, pool } = agreement;
  const names = categories.map((code) => rules.categories.find((each) => each.code === code)?.name ?? code);
  return (
    <Notice>
      <p>
        {t('sign.will', {
          person: `${record.person.firstName} ${record.person.lastName}`,
          from: formatDate(validFrom),
          to: formatDate(validTo),
          pool: t('pool.vouchers', { count: pool.pool, shown: formatCount(pool.pool) }),
          categories: names.join(', '),
        })}
      </p>
      <p>
        {t('sign.due', { date: formatDate(dueOn) })}
        <DueReason rules={rules} />
      </p>
      <p>{t('sign.text')}</p>
    </Notice>
  );
}

function useSigning({ agreement, onSigned }: Pick<SignDialogProps, 'agreement' | 'onSigned'>) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sign = async (signedOn: string) => {
    setPending(true);
    const answer = await ask().agreements.sign({ id: agreement.id, seenVersion: agreement.version, signedOn });
    setPending(false);
    if (answer.ok) onSigned(answer.value);
    else setProblem(answer.problem);
  };
  return { isPending, problem, sign };
}

export function SignDialog(props: SignDialogProps) {
  const { t } = useTranslation(['agreements', 'common']);
  const { record, agreement, rules, onClose } = props;
  const [signedOn, setSignedOn] = useState<string | null>(today());
  const { suggestion, problem: notSuggested } = useSuggestion(record.id, signedOn);
  const { isPending, problem, sign } = useSigning(props);
  const failure = problem ?? notSuggested;
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant="primary"
        isDisabled={suggestion === null}
        isPending={isPending}
        onPress={() => signedOn !== null && void sign(signedOn)}
      >
        {t('agreements:sign.verb')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('agreements:sign.title')} actions={actions}>
      <div className="ui-form">
        <DateField label={t('agreements:sign.on')} value={signedOn} onChange={setSignedOn} isRequired />
        {suggestion && (
          <SignSummary record={record} agreement={agreement} rules={rules} dueOn={suggestion.contributionDueOn} />
        )}
        {suggestion?.numbersLeft === 0 && <Notice tone="warning">{t('agreements:suggested.noNumbers')}</Notice>}
        {failure && (
          <Notice tone="danger" isLive>
            {problemSentence(failure)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
