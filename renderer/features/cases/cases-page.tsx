import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseRow, type CaseStage, caseStages } from '../../../shared/contract/cases.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRuleSets } from '../../app/reference-store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useCaseColumns } from './case-columns.tsx';
import { CasePreview } from './case-preview.tsx';
import { nextStepOf } from './next-step.ts';
import { type CaseFilter, useCaseList } from './use-case-list.ts';
import './cases.css';

export type CasesPageProps = {
  readonly stage?: CaseStage | undefined;
  readonly programme?: string | undefined;
  readonly selected?: string | undefined;
};

/** Addresses keep filter and row, so that coming back finds the same list. */
function useAddress({ stage, programme }: CasesPageProps) {
  const navigate = useNavigate();
  const ruleSets = useRuleSets();
  return {
    filter: (next: Partial<CaseFilter>) => {
      const { stage: wanted, programme: code } = { stage: stage ?? null, programme: programme ?? null, ...next };
      void navigate({ to: '/cases', search: { stage: wanted ?? undefined, programme: code ?? undefined } });
    },
    select: (row: CaseRow) =>
      void navigate({ to: '/cases', search: { stage, programme, selected: row.id }, replace: true }),
    open: (row: CaseRow) => {
      const rules = ruleSets?.find((set) => set.programme.code === row.programme)?.programme;
      const { tab } = nextStepOf(row.stage, rules);
      void navigate({ to: '/cases/$caseId/$tab', params: { caseId: row.id, tab } });
    },
  };
}

type FilterProps = CaseFilter & { readonly onFilter: (next: Partial<CaseFilter>) => void };

function Filters({ stage, programme, onFilter }: FilterProps) {
  const { t } = useTranslation(['cases', 'vocabulary']);
  const ruleSets = useRuleSets() ?? [];
  const codes = new Map(ruleSets.map((set) => [set.programme.code, set.programme.name]));
  return (
    <div className="cases-filters">
      <Select
        label={t('cases:stage')}
        value={stage}
        onChange={(next: CaseStage | null) => onFilter({ stage: next })}
        emptyLabel={t('cases:allStages')}
        placeholder={t('cases:allStages')}
        options={caseStages.map((one) => ({ value: one, label: t(`vocabulary:caseStage.${one}`) }))}
      />
      <Select
        label={t('cases:programme')}
        value={programme}
        onChange={(next: string | null) => onFilter({ programme: next })}
        emptyLabel={t('cases:allProgrammes')}
        options={[...codes].map(([value, label]) => ({ value, label }))}
      />
    </div>
  );
}

function NoCases({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation('cases');
  const action = isFiltered ? (
    <Button onPress={onClear}>{t('clearFilters')}</Button>
  ) : (
    <LinkButton href="#/people">{t('toPeople')}</LinkButton>
  );
  return (
    <EmptyState title={t('emptyTitle')} actions={action}>
      {t(isFiltered ? 'emptyFiltered' : 'emptyAll')}
    </EmptyState>
  );
}

export function CasesPage(props: CasesPageProps) {
  const { t } = useTranslation('cases');
  const { stage = null, programme = null, selected = null } = props;
  const address = useAddress(props);
  const list = useCaseList({ stage, programme });
  const columns = useCaseColumns();
  const chosen = list.rows.find(({ id }) => id === selected) ?? null;
  const clear = () => address.filter({ stage: null, programme: null });
  const grid = (
    <>
      <PageHeader title={t('title')} note={t('count', { count: list.total, shown: formatCount(list.total) })} />
      <Filters stage={stage} programme={programme} onFilter={address.filter} />
      {list.problem && (
        <Notice tone="danger" isLive>
          {problemSentence(list.problem)}
        </Notice>
      )}
      <DataGrid
        label={t('list')}
        columns={columns}
        rows={list.rows}
        rowId={(row) => row.id}
        selectedId={selected}
        onSelect={address.select}
        onOpen={address.open}
        hasMore={list.next !== null}
        loadMore={list.loadMore}
        isLoading={list.isLoading}
        totalCount={list.total}
        empty={<NoCases isFiltered={stage !== null || programme !== null} onClear={clear} />}
      />
    </>
  );
  const detail = chosen && <CasePreview row={chosen} onOpen={() => address.open(chosen)} />;
  return <SplitPane list={grid} listLabel={t('list')} detail={detail} detailLabel={t('preview')} detailWidthRem={20} />;
}
