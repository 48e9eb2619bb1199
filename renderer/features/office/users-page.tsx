// Who works in this office and what each may do.
import { IconUserPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../shared/contract/index.ts';
import type { User } from '../../../shared/contract/office.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { newKey } from '../../app/new-key.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid-column.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { Page } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { AddUserDialog } from './add-user-dialog.tsx';
import { UserDetail } from './user-detail.tsx';

export function UsersPage() {
  const { t } = useTranslation('office');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.office.listUsers));
  if (may) return <Users />;
  return (
    <Page>
      <PageHeader title={t('users.title')} />
      <Notice>{t('users.whoMay')}</Notice>
    </Page>
  );
}

function useUsers() {
  const [users, setUsers] = useState<readonly User[]>([]);
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(async () => {
    const answer = await ask().office.listUsers({});
    setLoading(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setUsers(answer.value);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  const put = (user: User) => setUsers((before) => [...before.filter(({ id }) => id !== user.id), user].sort(byName));
  return { users, isLoading, problem, put };
}

const byName = (one: User, other: User) => one.displayName.localeCompare(other.displayName, 'pl');

function useUserColumns(): readonly GridColumn<User>[] {
  const { t } = useTranslation(['office', 'vocabulary']);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('office:users.displayName'),
        cell: ({ displayName }) => displayName,
        widthRem: 14,
        grows: true,
      },
      { id: 'login', header: t('office:users.login'), cell: ({ login }) => login, widthRem: 12 },
      {
        id: 'roles',
        header: t('office:users.roles'),
        cell: ({ roles }) => roles.map((role) => t(`vocabulary:role.${role}`)).join(', '),
        widthRem: 18,
        grows: true,
      },
      {
        id: 'state',
        header: t('office:users.state'),
        cell: ({ active }) => (
          <Badge
            tone={active ? 'done' : 'neutral'}
            label={t(active ? 'office:users.active' : 'office:users.inactive')}
          />
        ),
        widthRem: 8,
      },
    ],
    [t],
  );
}

type UserListProps = Omit<ReturnType<typeof useUsers>, 'put'> & {
  readonly selected: string | null;
  readonly onSelect: (user: User) => void;
  readonly onAdd: () => void;
};

function UserList({ users, isLoading, problem, selected, onSelect, onAdd }: UserListProps) {
  const { t } = useTranslation('office');
  const columns = useUserColumns();
  useHotkey(newKey(), onAdd, { label: t('users.add') });
  const add = (
    <Button variant="primary" icon={IconUserPlus} onPress={onAdd}>
      {t('users.add')}
    </Button>
  );
  const note = t('users.count', { count: users.length, shown: formatCount(users.length) });
  return (
    <>
      <PageHeader title={t('users.title')} note={note} actions={add} />
      {problem !== null && (
        <Notice tone="danger" isLive>
          {problemSentence(problem)}
        </Notice>
      )}
      <DataGrid
        label={t('users.list')}
        columns={columns}
        rows={users}
        rowId={({ id }) => id}
        selectedId={selected}
        onSelect={onSelect}
        isLoading={isLoading}
        totalCount={users.length}
        empty={<EmptyState title={t('users.empty')} />}
      />
    </>
  );
}

function Users() {
  const { t } = useTranslation('office');
  const { put, ...known } = useUsers();
  const [selected, setSelected] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const chosen = known.users.find(({ id }) => id === selected);
  const added = (user: User) => {
    put(user);
    setAdding(false);
    setSelected(user.id);
    notify({ text: t('users.added', { name: user.displayName }), tone: 'success' });
  };
  const list = (
    <>
      <UserList {...known} selected={selected} onSelect={({ id }) => setSelected(id)} onAdd={() => setAdding(true)} />
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} onAdded={added} />}
    </>
  );
  return (
    <SplitPane
      list={list}
      listLabel={t('users.list')}
      detail={chosen ? <UserDetail key={`${chosen.id}/${chosen.version}`} user={chosen} onChanged={put} /> : null}
      detailLabel={t('users.detail')}
      detailWidthRem={26}
    />
  );
}
