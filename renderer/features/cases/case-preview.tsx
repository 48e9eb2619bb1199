import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { useRules } from '../../app/reference-store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Section, Toolbar } from '../../ui/surface.tsx';
import { nextStepOf } from './next-step.ts';
import { StageBadge } from './stage-badge.tsx';

export type CasePreviewProps = { readonly row: CaseRow; readonly onOpen: () => void };

/** What the list already knows of a case; nothing of the person's file is read for it. */
export function CasePreview({ row, onOpen }: CasePreviewProps) {
  const { t } = useTranslation('cases');
  const rules = useRules(row.programme);
  const { act } = nextStepOf(row.stage, rules);
  return (
    <Section title={`${row.lastName} ${row.firstName}`} note={row.number}>
      <div>
        <StageBadge stage={row.stage} />
      </div>
      <DefinitionList
        items={[
          { label: t('pesel'), value: row.pesel ?? '–', isNumeric: true },
          { label: t('programme'), value: rules?.name ?? row.programme },
          { label: t('submittedOn'), value: formatDate(row.submittedOn), isNumeric: true },
          { label: t('next.label'), value: t(`next.${act}`) },
        ]}
      />
      <Toolbar>
        <Button variant="primary" onPress={onOpen}>
          {t('openCase')}
        </Button>
        <LinkButton href={`#/people/${row.personId}`}>{t('toPerson')}</LinkButton>
      </Toolbar>
    </Section>
  );
}
