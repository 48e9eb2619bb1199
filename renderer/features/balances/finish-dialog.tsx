import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, BalanceContent } from '../../../shared/contract/balances.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { type BalanceGap, listBalanceGaps } from '../../../shared/domain/balance.ts';
import { findCalendarDate } from '../../../shared/domain/calendar.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { today } from '../../app/today.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type SectionId, sectionOfGap } from './balance-sections.ts';

export type FinishDialogProps = {
  readonly balance: Balance;
  readonly rules: Programme;
  readonly onClose: () => void;
  readonly onGoTo: (section: SectionId) => void;
  readonly onFinished: (balance: Balance) => void;
};

const categoryName = (rules: Programme, code: string): string =>
  rules.categories.find((category) => category.code === code)?.name ?? code;

function useGapSentence(rules: Programme) {
  const { t } = useTranslation('balances');
  return (gap: BalanceGap): string => {
    switch (gap.kind) {
      case 'section-empty':
        return t('gap.section-empty', { what: t(`field.${gap.section}`) });
      case 'category-unknown':
      case 'category-repeated':
      case 'rationale-missing':
        return t(`gap.${gap.kind}`, { what: categoryName(rules, gap.category) });
      case 'plan-without-term':
        return t('gap.plan-without-term', { what: gap.place + 1 });
      case 'meeting-before-information':
      case 'signed-before-meeting':
      case 'signed-before-feedback':
        return t(`gap.${gap.kind}`);
    }
  };
}

type GapsProps = Pick<FinishDialogProps, 'rules' | 'onGoTo'> & { readonly gaps: readonly BalanceGap[] };

function Gaps({ gaps, rules, onGoTo }: GapsProps) {
  const { t } = useTranslation('balances');
  const sentence = useGapSentence(rules);
  return (
    <Notice tone="warning" title={t('finish.missing')}>
      <ul className="balance-gaps">
        {gaps.map((gap) => {
          const section = sectionOfGap(gap);
          return (
            <li key={JSON.stringify(gap)}>
              {sentence(gap)}
              {section !== null && (
                <Button size="small" onPress={() => onGoTo(section)}>
                  {t('finish.goTo')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

function Ready({ content, rules }: { readonly content: BalanceContent; readonly rules: Programme }) {
  const { t } = useTranslation('balances');
  const categories = content.recommendedCategories.map(({ category }) => categoryName(rules, category)).join(', ');
  return (
    <Notice tone="success">
      {categories === '' ? t('finish.readyNoCategories') : t('finish.ready', { categories })} {t('finish.text')}
    </Notice>
  );
}

function useFinishing({ balance, onFinished }: Pick<FinishDialogProps, 'balance' | 'onFinished'>) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const finish = async (personSignedOn: string, advisorSignedOn: string) => {
    setPending(true);
    const seen = { id: balance.id, seenVersion: balance.version };
    const answer = await ask().balances.finish({ ...seen, personSignedOn, advisorSignedOn });
    setPending(false);
    if (answer.ok) onFinished(answer.value);
    else setProblem(answer.problem);
  };
  return { isPending, problem, finish };
}

/** Both signatures' dates, and what is still missing for them. */
export function FinishDialog(props: FinishDialogProps) {
  const { t } = useTranslation(['balances', 'common']);
  const { balance, rules, onClose, onGoTo } = props;
  const [personOn, setPersonOn] = useState<string | null>(today());
  const [advisorOn, setAdvisorOn] = useState<string | null>(today());
  const { isPending, problem, finish } = useFinishing(props);
  const person = findCalendarDate(personOn ?? '');
  const advisor = findCalendarDate(advisorOn ?? '');
  const dates = person &&
    advisor && { informedOn: balance.informedOn, personSignedOn: person, advisorSignedOn: advisor };
  const gaps = dates ? listBalanceGaps(rules, balance.content, dates) : [];
  const isReady = dates !== undefined && gaps.length === 0;
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button
        variant="primary"
        isDisabled={!isReady}
        isPending={isPending}
        onPress={() => dates && void finish(dates.personSignedOn, dates.advisorSignedOn)}
      >
        {t('balances:finish.sign')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('balances:finish.title')} actions={actions}>
      <div className="ui-form">
        <FieldRow>
          <DateField label={t('balances:finish.person')} value={personOn} onChange={setPersonOn} isRequired />
          <DateField label={t('balances:finish.advisor')} value={advisorOn} onChange={setAdvisorOn} isRequired />
        </FieldRow>
        {gaps.length > 0 && <Gaps gaps={gaps} rules={rules} onGoTo={onGoTo} />}
        {isReady && <Ready content={balance.content} rules={rules} />}
        {problem && (
          <Notice tone="danger" isLive>
            {problemSentence(problem)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
