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
import { useSearchText } from './search-text.ts';
import { type FoundPeople, useFoundPeople } from './use-found-people.ts';

type PeoplePageProps = { readonly selected?: string | undefined };

export function PeoplePage({ selected }: PeoplePageProps) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const [text] = useSearchText();
  const found = useFoundPeople(text);
  const select = (id: string | undefined) => void navigate({ to: '/people', search: { selected: id }, replace: true });
  const chosen = found.rows.find(({ id }) => id === selected);
  return (
    <SplitPane
      listLabel={t('listLabel')}
      list={
        <>
          <PeopleHead found={found} />
          <PeopleGrid found={found} text={text} selected={selected} onSelect={select} />
        </>
      }
      detailLabel={t('detailLabel')}
      detail={chosen === undefined ? null : <PersonPreview person={chosen} />}
      detailWidthRem={22}
    />
  );
}

const registerHref = '#/people/new?from=search';

function PeopleHead({ found }: { readonly found: FoundPeople }) {
  const { t } = useTranslation('people');
  const user = useSession((session) => session.status?.user ?? null);
  const shown = formatCount(found.total);
  const note = found.isCapped ? t('capped', { shown }) : t('count', { count: found.total, shown });
  const mayRegister = mayAsk(user, contract.people.register);
  const begin = () => {
    window.location.hash = registerHref;
  };
  useHotkey(newKey(), begin, { label: t('register'), isEnabled: mayRegister });
  const register = (
    <LinkButton variant="primary" icon={IconUserPlus} href={registerHref}>
      {t('register')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title')} note={note} actions={mayRegister ? register : null} />
      <PeopleSearch />
      {found.problem !== null && <Notice tone="danger">{problemSentence(found.problem)}</Notice>}
    </>
  );
}

const searchAfterMs = 120;

/** What is typed is searched for after a breath. */
function PeopleSearch() {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const [text, keep] = useSearchText();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const search = () => {
      keep(typed);
      void navigate({ to: '/people', search: {}, replace: true });
    };
    const timer = window.setTimeout(search, searchAfterMs);
    return () => window.clearTimeout(timer);
  }, [typed, text, keep, navigate]);
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
