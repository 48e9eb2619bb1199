import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRules } from '../../app/reference-store.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { BalanceEditor } from './balance-editor.tsx';
import { FinishedView } from './finished-view.tsx';
import { StartForm } from './start-form.tsx';
import { useBalances } from './use-balances.ts';
import { VersionsList } from './versions-list.tsx';
import './balances.css';

export type BalanceTabProps = {
  readonly record: CaseRecord;
  /** An act here may move the case to another stage. */
  readonly onCaseMoved: () => Promise<void>;
};

/** Where the programme takes its balance from elsewhere, or from nowhere. */
function ForeignBalance({ record, rules }: { readonly record: CaseRecord; readonly rules: Programme }) {
  const { t } = useTranslation('balances');
  if (rules.balance.origin.value === 'none') return <Notice>{t('start.none')}</Notice>;
  const { kkBalanceOn } = record.facts;
  const value = kkBalanceOn === null ? t('start.evidenceMissing') : formatDate(kkBalanceOn);
  return (
    <div className="balance-document">
      <Card title={t('start.evidenceTitle')} note={t('start.evidence')}>
        <DefinitionList items={[{ label: t('start.evidenceOn'), value, isNumeric: true }]} />
      </Card>
    </div>
  );
}

type NoBalanceProps = { readonly record: CaseRecord; readonly onStarted: (balance: Balance) => void };

function NoBalance({ record, onStarted }: NoBalanceProps) {
  const { t } = useTranslation('balances');
  const mayStart = mayAsk(
    useSession((session) => session.status?.user ?? null),
    contract.balances.start,
  );
  if (record.stage !== 'eligible')
    return <EmptyState title={t('start.notStarted')}>{t('start.notEligible')}</EmptyState>;
  if (!mayStart) return <EmptyState title={t('start.notStarted')}>{t('start.whoMay')}</EmptyState>;
  return <StartForm caseId={record.id} onStarted={onStarted} />;
}

type VersionsProps = {
  readonly loaded: ReturnType<typeof useBalances>;
  readonly versions: readonly Balance[];
  readonly rules: Programme;
  readonly onCaseMoved: () => Promise<void>;
};

function Versions({ loaded, versions, rules, onCaseMoved }: VersionsProps) {
  const { t } = useTranslation('balances');
  const [chosen, setChosen] = useState<string | null>(null);
  const mayWrite = mayAsk(
    useSession((session) => session.status?.user ?? null),
    contract.balances.save,
  );
  const [newest] = versions;
  const shown = versions.find(({ id }) => id === chosen) ?? newest;
  const inForce = versions.find(({ state }) => state === 'finished');
  const draft = versions.find(({ state }) => state === 'draft');
  if (shown === undefined) return null;
  const show = (balance: Balance) => {
    loaded.put(balance);
    setChosen(balance.id);
  };
  const finished = (balance: Balance) => {
    show(balance);
    notify({ tone: 'success', text: t('finish.done') });
    void onCaseMoved();
  };
  const isWriting = shown.state === 'draft' && mayWrite;
  const mayRenew = mayWrite && shown.state === 'finished' && draft === undefined;
  return (
    <>
      {shown.state === 'draft' && !mayWrite && <Notice>{t('readOnly')}</Notice>}
      {shown.state === 'draft' && inForce && (
        <Notice>{t('draftOver', { number: shown.versionNumber, finished: inForce.versionNumber })}</Notice>
      )}
      {versions.length > 1 && <VersionsList versions={versions} shownId={shown.id} onShow={setChosen} />}
      {isWriting ? (
        <BalanceEditor
          key={`${shown.id} ${loaded.reading}`}
          balance={shown}
          rules={rules}
          onSaved={loaded.put}
          onFinished={finished}
          onReload={() => void loaded.reload()}
        />
      ) : (
        <FinishedView key={shown.id} balance={shown} rules={rules} onNewVersion={mayRenew ? show : null} />
      )}
    </>
  );
}

export function BalanceTab({ record, onCaseMoved }: BalanceTabProps) {
  const { t } = useTranslation(['balances', 'common']);
  const loaded = useBalances(record.id);
  const rules = useRules(record.programme);
  const { versions, problem, put, reload } = loaded;
  if (problem !== null && versions === null) {
    return (
      <Notice tone="danger" isLive actions={<Button onPress={() => void reload()}>{t('common:retry')}</Button>}>
        {problemSentence(problem)}
      </Notice>
    );
  }
  if (versions === null || rules === undefined) return <Spinner label={t('balances:loading')} />;
  if (versions.length > 0) {
    return <Versions loaded={loaded} versions={versions} rules={rules} onCaseMoved={onCaseMoved} />;
  }
  if (rules.balance.origin.value !== 'in-case') return <ForeignBalance record={record} rules={rules} />;
  const started = (balance: Balance) => {
    put(balance);
    void onCaseMoved();
  };
  return <NoBalance record={record} onStarted={started} />;
}
