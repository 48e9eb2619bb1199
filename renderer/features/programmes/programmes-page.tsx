// The programmes and their rules, as installed here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleSets } from '../../app/reference-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Page } from '../../ui/surface.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { Legend } from './legend.tsx';
import { ProgrammeView } from './programme-view.tsx';
import './programmes.css';

type ProgrammesPageProps = { readonly code?: string | undefined };
type RuleSet = NonNullable<ReturnType<typeof useRuleSets>>[number];

export function ProgrammesPage({ code }: ProgrammesPageProps) {
  const { t } = useTranslation('programmes');
  const ruleSets = useRuleSets();
  if (ruleSets === null) {
    return (
      <Page>
        <PageHeader title={t('title')} />
        <Spinner label={t('loading')} />
      </Page>
    );
  }
  const names = new Map(ruleSets.map(({ programme }) => [programme.code, programme.name]));
  const wanted = code ?? ruleSets[0]?.programme.code;
  const links = [...names].map(([each, name]) => ({
    href: `#/programmes?code=${each}`,
    label: name,
    isCurrent: each === wanted,
  }));
  const versions = ruleSets.filter(({ programme }) => programme.code === wanted);
  return (
    <Page>
      <PageHeader title={t('title')} takesFocus />
      <TabLinks label={t('tabs')} links={links} />
      <Legend />
      <div className="programme-rules">
        <Versions key={wanted} versions={versions} />
      </div>
    </Page>
  );
}

/** The newest rules of a programme; older ones, under which orders may still run, by choice. */
function Versions({ versions }: { readonly versions: readonly RuleSet[] }) {
  const { t } = useTranslation('programmes');
  const [hash, setHash] = useState(versions.at(-1)?.hash ?? null);
  const shown = versions.find((set) => set.hash === hash);
  if (shown === undefined) return <EmptyState title={t('notFound')} />;
  return (
    <>
      {versions.length > 1 && (
        <Select
          label={t('olderSet')}
          value={hash}
          onChange={setHash}
          options={versions.map((set) => ({
            value: set.hash,
            label: t('version', { version: set.programme.ruleSetVersion }),
          }))}
        />
      )}
      <ProgrammeView programme={shown.programme} hash={shown.hash} />
    </>
  );
}
