// Who read or changed what, the newest first, a page at a time.
import type { TFunction } from 'i18next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { audit } from '../../../shared/contract/audit.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { TextLink } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDateTime } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/surface.tsx';

type AuditRow = OutputOf<typeof audit.list>['rows'][number];
type Loaded = { readonly rows: readonly AuditRow[]; readonly next: string | null };

const pageRows = 100;

function useAudit() {
  const [loaded, setLoaded] = useState<Loaded>({ rows: [], next: null });
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(async (after: string | null) => {
    setLoading(true);
    const answer = await ask().audit.list({ subjectId: null, after, limit: pageRows });
    setLoading(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    const { rows, next } = answer.value;
    setLoaded((before) => ({ rows: after === null ? rows : [...before.rows, ...rows], next }));
  }, []);
  useEffect(() => {
    void load(null);
  }, [load]);
  const { next } = loaded;
  const loadMore = useCallback(() => {
    if (next !== null) void load(next);
  }, [load, next]);
  return { rows: loaded.rows, hasMore: next !== null, isLoading, problem, loadMore };
}

function operationText(t: TFunction<'office'>, operation: string): string {
  const words: Readonly<Record<string, string>> = t('audit.operation', { returnObjects: true });
  return words[operation] ?? t('audit.other');
}

const ofVouchers = ['sync.settle', 'sync.revoked', 'sync.bringBack', 'sync.askPersonPool'];

/** Where what was read or changed can be seen. */
function hrefOf({ operation, subjectId }: AuditRow): string | null {
  if (subjectId === null) return null;
  const area = operation.split('.')[0];
  if (area === 'vouchers' || ofVouchers.includes(operation)) return `#/vouchers/${subjectId}`;
  if (area === 'people') return `#/people/${subjectId}`;
  return area === 'cases' ? `#/cases/${subjectId}/eligibility` : null;
}

function useAuditColumns(): readonly GridColumn<AuditRow>[] {
  const { t } = useTranslation('office');
  return useMemo(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => formatDateTime(at), widthRem: 10, isNumeric: true },
      {
        id: 'who',
        header: t('audit.who'),
        cell: ({ userName }) => userName ?? t('audit.system'),
        widthRem: 14,
        grows: true,
      },
      {
        id: 'what',
        header: t('audit.what'),
        cell: ({ operation }) => operationText(t, operation),
        widthRem: 18,
        grows: true,
      },
      {
        id: 'subject',
        header: t('audit.subject'),
        cell: (row) => {
          const href = hrefOf(row);
          return href === null ? '' : <TextLink href={href}>{t('audit.open')}</TextLink>;
        },
        widthRem: 7,
      },
    ],
    [t],
  );
}

export function AuditList() {
  const { t } = useTranslation('office');
  const list = useAudit();
  const columns = useAuditColumns();
  return (
    <Section title={t('audit.title')} note={t('audit.note')}>
      {list.problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(list.problem)}
        </Notice>
      )}
      <div className="office-audit">
        <DataGrid
          label={t('audit.list')}
          columns={columns}
          rows={list.rows}
          rowId={({ sequence }) => String(sequence)}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          isLoading={list.isLoading}
          empty={<EmptyState title={t('audit.empty')} />}
        />
      </div>
    </Section>
  );
}
