// One programme's rules from top to bottom.
import { useTranslation } from 'react-i18next';
import type { Programme } from '../../../shared/domain/programme.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/surface.tsx';
import { countSamples } from './count-samples.ts';
import { type Figure, FigureTable } from './figure.tsx';
import { PathSection } from './path-section.tsx';
import { RateTable } from './rate-table.tsx';
import { figureOf, listVoucherFigures, type RulesText } from './voucher-figures.ts';

type ViewProps = { readonly programme: Programme; readonly hash: string };

export function ProgrammeView({ programme, hash }: ViewProps) {
  const { t } = useTranslation(['programmes', 'vouchers', 'vocabulary', 'common']);
  const samples = countSamples(programme);
  return (
    <>
      <Section title={programme.name} note={programme.purpose}>
        <Identity programme={programme} hash={hash} />
        {samples > 0 && <Notice tone="warning">{t('programmes:samples', { count: samples })}</Notice>}
      </Section>
      <PathSection programme={programme} />
      <Section title={t('programmes:balance.title')}>
        <FigureTable caption={t('programmes:balance.title')} figures={listBalanceFigures(t, programme)} />
      </Section>
      <Vouchers programme={programme} />
      <RateTable programme={programme} />
      <Section title={t('programmes:reporting.title')}>
        <FigureTable caption={t('programmes:reporting.title')} figures={listReportingFigures(t, programme)} />
        <DefinitionList
          items={[
            { label: t('programmes:reporting.retentionFrom'), value: programme.retention.trigger },
            { label: t('programmes:reporting.basis'), value: programme.retention.basis },
          ]}
        />
      </Section>
    </>
  );
}

function Identity({ programme, hash }: ViewProps) {
  const { t } = useTranslation(['programmes', 'vouchers', 'vocabulary', 'common']);
  const { effectiveFrom, effectiveTo, ruleSetVersion } = programme;
  const version = `${t('programmes:version', { version: ruleSetVersion })}, ${t('programmes:hash', { hash: hash.slice(0, 16) })}`;
  const figures = [
    figureOf(t('programmes:effectiveFrom'), effectiveFrom, formatDate),
    figureOf(t('programmes:effectiveTo'), effectiveTo, (date) =>
      date === null ? t('programmes:noEnd') : formatDate(date),
    ),
  ];
  return (
    <>
      <DefinitionList layout="bar" items={[{ label: t('programmes:ruleSet'), value: version, isNumeric: true }]} />
      <FigureTable caption={t('programmes:period')} figures={figures} />
    </>
  );
}

function Vouchers({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation(['programmes', 'vouchers', 'vocabulary', 'common']);
  const { vouchers, categories, supportLines } = programme;
  if (vouchers === null) {
    return (
      <Section title={t('programmes:supportLines.title')} note={t('programmes:vouchers.none')}>
        <ul>
          {supportLines.map(({ code, name }) => (
            <li key={code}>{name}</li>
          ))}
        </ul>
      </Section>
    );
  }
  return (
    <Section title={t('programmes:vouchers.title')} note={t('programmes:vouchers.orderNote')}>
      <FigureTable caption={t('programmes:vouchers.title')} figures={listVoucherFigures(t, vouchers)} />
      <FigureTable
        caption={t('programmes:categories')}
        figures={categories.map(({ name, source, certainty }) => ({
          label: name,
          source,
          certainty,
        }))}
      />
    </Section>
  );
}

function listBalanceFigures(t: RulesText, { balance }: Programme): Figure[] {
  const { origin, requiredSections } = balance;
  return [
    figureOf(t('programmes:balance.origin'), origin, (value) => t(`programmes:balance.${value}`)),
    figureOf(t('programmes:balance.required'), requiredSections, (sections) =>
      sections.length === 0
        ? t('programmes:balance.noneRequired')
        : sections.map((section) => t(`programmes:balance.section.${section}`)).join(', '),
    ),
  ];
}

function listReportingFigures(t: RulesText, { ageLines, targets, retention }: Programme): Figure[] {
  const years = (count: number) => t('programmes:reporting.years', { count });
  const people = (count: number) => t('programmes:reporting.people', { count, shown: formatCount(count) });
  return [
    ...ageLines.map(({ name, atLeast }) => figureOf(t('programmes:reporting.ageFrom', { name }), atLeast, years)),
    ...targets.map((target) =>
      figureOf(t('programmes:reporting.target', { name: target.name }), target.people, people),
    ),
    figureOf(t('programmes:reporting.retention'), retention.years, years),
  ];
}
