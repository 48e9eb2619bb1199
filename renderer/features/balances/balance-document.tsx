import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BalanceContent } from '../../../shared/contract/balances.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/surface.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { type SectionId, sections } from './balance-sections.ts';

export type BalanceDocumentProps = { readonly content: BalanceContent; readonly rules: Programme };

const day = (date: string | null): string => (date === null ? '' : formatDate(date));

type TextsProps = { readonly texts: readonly { readonly label: string; readonly text: string }[] };

function Texts({ texts }: TextsProps) {
  const written = texts.filter(({ text }) => text !== '');
  if (written.length === 0) return null;
  return written.map(({ label, text }) => (
    <div key={label}>
      {texts.length > 1 && <strong>{label}</strong>}
      <p className="balance-text">{text}</p>
    </div>
  ));
}

type RowsProps<Row> = {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
};

function Rows<Row>({ caption, rows, columns }: RowsProps<Row>) {
  if (rows.length === 0) return null;
  const placed = new Map(rows.map((row, place) => [row, String(place)]));
  return (
    <Table caption={caption} isCaptionHidden columns={columns} rows={rows} rowId={(row) => placed.get(row) ?? ''} />
  );
}

function useHistory({ content }: BalanceDocumentProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const meetings = (
    <Rows
      caption={t('balances:field.meetings')}
      rows={content.meetings}
      columns={[
        { id: 'on', header: t('balances:on'), cell: ({ on }) => day(on), isNowrap: true, isRowHeader: true },
        { id: 'minutes', header: t('balances:minutes'), cell: ({ minutes }) => minutes, align: 'end' },
        { id: 'mode', header: t('balances:mode'), cell: ({ mode }) => t(`vocabulary:meetingMode.${mode}`) },
        { id: 'note', header: t('balances:note'), cell: ({ note }) => <span className="balance-text">{note}</span> },
      ]}
    />
  );
  const education = (
    <Rows
      caption={t('balances:field.education')}
      rows={content.education}
      columns={[
        { id: 'school', header: t('balances:school'), cell: ({ school }) => school, isRowHeader: true },
        { id: 'field', header: t('balances:fieldOfStudy'), cell: ({ field }) => field },
        { id: 'year', header: t('balances:finishedIn'), cell: ({ finishedIn }) => finishedIn, align: 'end' },
      ]}
    />
  );
  const courses = (
    <Rows
      caption={t('balances:field.courses')}
      rows={content.courses}
      columns={[
        { id: 'name', header: t('balances:courseName'), cell: ({ name }) => name, isRowHeader: true },
        { id: 'certificate', header: t('balances:certificate'), cell: ({ certificate }) => certificate },
        { id: 'on', header: t('balances:on'), cell: ({ on }) => day(on), isNowrap: true },
      ]}
    />
  );
  return { meetings, education, courses };
}

function useWork({ content }: BalanceDocumentProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const work = (
    <Rows
      caption={t('balances:field.work')}
      rows={content.work}
      columns={[
        { id: 'employer', header: t('balances:employer'), cell: ({ employer }) => employer, isRowHeader: true },
        { id: 'occupation', header: t('balances:occupation'), cell: ({ occupation }) => occupation },
        { id: 'from', header: t('balances:from'), cell: ({ from }) => day(from), isNowrap: true },
        { id: 'to', header: t('balances:to'), cell: ({ to }) => (to === null ? t('balances:toNow') : day(to)) },
        { id: 'duties', header: t('balances:duties'), cell: ({ duties }) => duties },
      ]}
    />
  );
  const competences = (
    <Rows
      caption={t('balances:field.competences')}
      rows={content.competences}
      columns={[
        { id: 'name', header: t('balances:competence'), cell: ({ name }) => name, isRowHeader: true },
        {
          id: 'framework',
          header: t('balances:framework'),
          cell: ({ framework, frameworkVersion }) =>
            `${t(`vocabulary:competenceFramework.${framework}`)} ${frameworkVersion}`.trim(),
        },
        { id: 'level', header: t('balances:level'), cell: ({ level }) => level, isNowrap: true },
        { id: 'evidence', header: t('balances:evidence'), cell: ({ evidence }) => evidence },
      ]}
    />
  );
  const tools = (
    <Rows
      caption={t('balances:field.tools')}
      rows={content.tools}
      columns={[
        { id: 'name', header: t('balances:toolName'), cell: ({ name }) => name, isRowHeader: true },
        { id: 'entitlement', header: t('balances:entitlement'), cell: ({ entitlement }) => entitlement },
        { id: 'result', header: t('balances:toolResult'), cell: ({ result }) => result },
      ]}
    />
  );
  return { work, competences, tools };
}

function usePlan({ content, rules }: BalanceDocumentProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const name = (code: string) => rules.categories.find((category) => category.code === code)?.name ?? code;
  const recommendation = (
    <>
      <Rows
        caption={t('balances:field.recommendedCategories')}
        rows={content.recommendedCategories}
        columns={[
          { id: 'name', header: t('balances:category'), cell: ({ category }) => name(category), isRowHeader: true },
          { id: 'why', header: t('balances:rationale'), cell: ({ rationale }) => rationale },
        ]}
      />
      <p className="balance-text">{content.recommendation}</p>
    </>
  );
  const plan = (
    <Rows
      caption={t('balances:field.actionPlan')}
      rows={content.actionPlan}
      columns={[
        { id: 'action', header: t('balances:action'), cell: ({ action }) => action, isRowHeader: true },
        { id: 'by', header: t('balances:by'), cell: ({ by }) => day(by), isNowrap: true },
        { id: 'who', header: t('balances:who'), cell: ({ who }) => who },
        { id: 'support', header: t('balances:support'), cell: ({ support }) => support },
      ]}
    />
  );
  const feedback = content.feedback && (
    <p>
      {day(content.feedback.on)}, {t(`vocabulary:feedbackChannel.${content.feedback.channel}`)}
    </p>
  );
  return { recommendation, plan, feedback };
}

function useContents(props: BalanceDocumentProps): Record<SectionId, ReactNode> {
  const { t } = useTranslation('balances');
  const { content } = props;
  const text = (
    part: 'goal' | 'motivation' | 'strengths' | 'areasToDevelop' | 'labourMarketFit' | 'targetQualification',
  ) => ({
    label: t(`field.${part}`),
    text: content[part],
  });
  return {
    ...useHistory(props),
    ...useWork(props),
    ...usePlan(props),
    goal: <Texts texts={[text('goal'), text('motivation')]} />,
    informal: <p className="balance-text">{content.informalLearning}</p>,
    interests: <p className="balance-text">{content.interests}</p>,
    strengths: <Texts texts={[text('strengths'), text('areasToDevelop')]} />,
    market: <Texts texts={[text('labourMarketFit'), text('targetQualification')]} />,
    constraints: (
      <Disclosure summary={t('showConstraints')}>
        <p className="balance-text">{content.constraints}</p>
      </Disclosure>
    ),
  };
}

const isWritten = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== '';

/** The balance as a document to read: only what was written, nothing to change. */
export function BalanceDocument(props: BalanceDocumentProps) {
  const { t } = useTranslation('balances');
  const contents = useContents(props);
  const written = sections.filter(({ parts }) => parts.some((part) => isWritten(props.content[part])));
  return (
    <div className="balance-document">
      {written.length === 0 && <p className="ui-hint">{t('nothingWritten')}</p>}
      {written.map(({ id }) => (
        <Section key={id} title={t(`section.${id}`)} level={3}>
          {contents[id]}
        </Section>
      ))}
    </div>
  );
}
