// The list of people and the search over it; the chosen person at the side, Enter opens the page.

import { IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { PersonRow } from '../../../shared/contract/people.ts';
import { newKey } from '../../app/new-key.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { usePeopleColumns } from './people-columns.tsx';
import { PersonPreview } from './person-preview.tsx';
import { type FoundPeople, useFoundPeople } from './use-found-people.ts';

type PeoplePageProps = { readonly text: string; readonly selected?: string | undefined };

export function PeoplePage({ text, selected }: PeoplePageProps) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const found = useFoundPeople(text);
  const select = (id: string | undefined) =>
    void navigate({ to: '/people', search: { text, selected: id }, replace: true });
  const chosen = found.rows.find(({ id }) => id === selected);
  return (
    <SplitPane
      listLabel={t('listLabel')}
      list={
        <>
          <PeopleHead text={text} found={found} />
          <PeopleGrid found={found} text={text} selected={selected} onSelect={select} />
        </>
      }
      detailLabel={t('detailLabel')}
      detail={chosen === undefined ? null : <PersonPreview person={chosen} />}
      detailWidthRem={22}
    />
  );
}

function PeopleHead({ text, found }: { readonly text: string; readonly found: FoundPeople }) {
  const { t } = useTranslation('people');
  const user = useSession((session) => session.status?.user ?? null);
  const shown = formatCount(found.total);
  const note = found.isCapped ? t('capped', { shown }) : t('count', { count: found.total, shown });
  const mayRegister = mayAsk(user, contract.people.register);
  const href = `#/people/new?text=${encodeURIComponent(JSON.stringify(text))}`;
  const begin = () => {
    window.location.hash = href;
  };
  useHotkey(newKey(), begin, { label: t('register'), isEnabled: mayRegister });
  const register = (
    <LinkButton variant="primary" icon={IconUserPlus} href={href}>
      {t('register')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title')} note={note} actions={mayRegister ? register : null} />
      <PeopleSearch text={text} />
      {found.problem !== null && <Notice tone="danger">{problemSentence(found.problem)}</Notice>}
    </>
  );
}

const searchAfterMs = 120;

/** What is typed becomes the address after a breath, so that Back and reload bring the same list. */
function PeopleSearch({ text }: { readonly text: string }) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = window.setTimeout(
      () => void navigate({ to: '/people', search: { text: typed }, replace: true }),
      searchAfterMs,
    );
    return () => window.clearTimeout(timer);
  }, [typed, text, navigate]);
  return (
    <SearchField label={t('search')} value={typed} onChange={setTyped} placeholder={t('searchPlaceholder')} autoFocus />
  );
}

type PeopleGridProps = {
  readonly found: FoundPeople;
  readonly text: string;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
};

function PeopleGrid({ found, text, selected, onSelect }: PeopleGridProps) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const columns = usePeopleColumns(text !== '');
  const open = (person: PersonRow) => void navigate({ to: '/people/$personId', params: { personId: person.id } });
  const none = text === '' ? 'empty' : 'none';
  return (
    <DataGrid
      label={t('listLabel')}
      columns={columns}
      rows={found.rows}
      rowId={(person) => person.id}
      selectedId={selected ?? null}
      onSelect={(person) => onSelect(person.id)}
      onOpen={open}
      hasMore={found.hasMore}
      loadMore={found.loadMore}
      isLoading={found.isLoading}
      totalCount={found.total}
      empty={<EmptyState title={t(`${none}.title`)}>{t(`${none}.text`)}</EmptyState>}
    />
  );
}
