import { useTranslation } from 'react-i18next';
import { type Balance, feedbackChannels } from '../../../shared/contract/balances.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import type { SectionProps } from './section-props.ts';

type TextPart =
  | 'goal'
  | 'motivation'
  | 'informalLearning'
  | 'interests'
  | 'strengths'
  | 'areasToDevelop'
  | 'labourMarketFit'
  | 'recommendation'
  | 'constraints';

const hinted = ['goal', 'informalLearning', 'recommendation', 'constraints'] as const;
const lengths: Partial<Record<TextPart, number>> = { recommendation: 8000 };
const usualLength = 4000;

type TextProps = Pick<SectionProps, 'content' | 'onChange'> & { readonly part: TextPart; readonly rows?: number };

export function TextPartField({ part, content, onChange, rows = 7 }: TextProps) {
  const { t } = useTranslation('balances');
  const hint = hinted.find((one) => one === part);
  return (
    <TextArea
      label={t(`field.${part}`)}
      hint={hint === undefined ? undefined : t(`hint.${hint}`)}
      value={content[part]}
      onChange={(text) => onChange({ [part]: text })}
      rows={rows}
      maxLength={lengths[part] ?? usualLength}
    />
  );
}

export function MarketSection({ content, onChange }: SectionProps) {
  const { t } = useTranslation('balances');
  return (
    <>
      <TextPartField part="labourMarketFit" content={content} onChange={onChange} />
      <TextField
        label={t('field.targetQualification')}
        hint={t('hint.targetQualification')}
        value={content.targetQualification}
        onChange={(targetQualification) => onChange({ targetQualification })}
        maxLength={200}
      />
    </>
  );
}

export function ConstraintsSection({ content, onChange }: SectionProps) {
  const { t } = useTranslation('balances');
  return (
    <>
      <p className="ui-hint">{t('hint.constraints')}</p>
      <Disclosure summary={t('showConstraints')}>
        <TextPartField part="constraints" content={content} onChange={onChange} />
      </Disclosure>
    </>
  );
}

type Channel = NonNullable<Balance['content']['feedback']>['channel'];

export function FeedbackSection({ content, onChange }: SectionProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const { feedback } = content;
  const set = (on: string | null, channel: Channel) => onChange({ feedback: on === null ? null : { on, channel } });
  return (
    <FieldRow>
      <DateField
        label={t('balances:feedbackOn')}
        hint={t('balances:feedbackHint')}
        value={feedback?.on ?? null}
        onChange={(on) => set(on, feedback?.channel ?? 'in-person')}
      />
      <Select
        label={t('balances:channel')}
        isDisabled={feedback === null}
        value={feedback?.channel ?? null}
        onChange={(channel: Channel) => set(feedback?.on ?? null, channel)}
        options={feedbackChannels.map((value) => ({ value, label: t(`vocabulary:feedbackChannel.${value}`) }))}
      />
    </FieldRow>
  );
}
