import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { CaseRecord } from '../../../shared/contract/cases.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { useDraft } from '../../app/drafts.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useRules } from '../../app/reference-store.ts';
import { useSession } from '../../app/session-store.ts';
import { today } from '../../app/today.ts';
import { mayAsk } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { notify } from '../../ui/toast-store.ts';
import { AgreementView } from './agreement-view.tsx';
import { DraftAgreement } from './draft-agreement.tsx';
import { useAgreement, useSuggestion } from './use-agreement.ts';
import type { Terms } from './use-agreement-form.ts';
import './agreements.css';

export type AgreementTabProps = {
  readonly record: CaseRecord;
  /** Signing moves the case to another stage. */
  readonly onCaseMoved: () => Promise<void>;
};

type Barrier = 'eligible' | 'balance' | 'noVouchers';

/** What stands before an agreement, null when one may be drafted. */
function findBarrier({ stage }: CaseRecord, rules: Programme): Barrier | null {
  if (rules.vouchers === null) return 'noVouchers';
  if (stage === 'application' || stage === 'not-eligible') return 'eligible';
  const needsBalance = rules.balance.origin.value === 'in-case';
  return needsBalance && (stage === 'eligible' || stage === 'balance-started') ? 'balance' : null;
}

function BarrierNotice({ barrier, caseId }: { readonly barrier: Barrier; readonly caseId: string }) {
  const { t } = useTranslation('agreements');
  const actions = {
    eligible: <LinkButton href={`#/cases/${caseId}/eligibility`}>{t('notYet.toEligibility')}</LinkButton>,
    balance: <LinkButton href={`#/cases/${caseId}/balance`}>{t('notYet.toBalance')}</LinkButton>,
    noVouchers: null,
  };
  return (
    <EmptyState title={t('notYet.none')} actions={actions[barrier]}>
      {t(`notYet.${barrier}`)}
    </EmptyState>
  );
}

type WritingProps = {
  readonly record: CaseRecord;
  readonly rules: Programme;
  readonly loaded: ReturnType<typeof useAgreement>;
  readonly onSigned: (agreement: Agreement) => void;
};

/** The form, once the rules' suggestion and a draft that was left are known. */
function Writing({ record, rules, loaded, onSigned }: WritingProps) {
  const { t } = useTranslation('agreements');
  const { agreement, put, reload } = loaded;
  const { suggestion, problem } = useSuggestion(record.id, today());
  const draft = useDraft<Terms>(`agreement:${record.id}`);
  if (problem !== null) {
    return (
      <Notice tone="warning" isLive>
        {problemSentence(problem)}
      </Notice>
    );
  }
  if (suggestion === null || !draft.ready) return <Spinner label={t('loading')} />;
  const { validFrom, validTo, categories } = agreement ?? suggestion;
  return (
    <DraftAgreement
      record={record}
      rules={rules}
      caseId={record.id}
      agreement={agreement}
      suggestion={suggestion}
      terms={{ validFrom, validTo, categories }}
      draft={draft}
      onSaved={put}
      onSigned={onSigned}
      reload={reload}
    />
  );
}

function Content({ record, rules, loaded, onSigned }: WritingProps) {
  const { t } = useTranslation('agreements');
  const { agreement } = loaded;
  const mayDraft = mayAsk(
    useSession((session) => session.status?.user ?? null),
    contract.agreements.draft,
  );
  if (agreement?.state === 'signed') return <AgreementView agreement={agreement} rules={rules} />;
  const barrier = findBarrier(record, rules);
  if (barrier !== null) return <BarrierNotice barrier={barrier} caseId={record.id} />;
  if (mayDraft) return <Writing record={record} rules={rules} loaded={loaded} onSigned={onSigned} />;
  if (agreement === null) return <EmptyState title={t('notYet.none')}>{t('notYet.whoMay')}</EmptyState>;
  return (
    <>
      <Notice>{t('notYet.whoMay')}</Notice>
      <AgreementView agreement={agreement} rules={rules} />
    </>
  );
}

export function AgreementTab({ record, onCaseMoved }: AgreementTabProps) {
  const { t } = useTranslation(['agreements', 'common']);
  const loaded = useAgreement(record.id);
  const rules = useRules(record.programme, loaded.agreement?.ruleSetHash ?? null);
  const { isLoaded, problem, put, reload } = loaded;
  if (problem !== null && !isLoaded) {
    return (
      <Notice tone="danger" isLive actions={<Button onPress={() => void reload()}>{t('common:retry')}</Button>}>
        {problemSentence(problem)}
      </Notice>
    );
  }
  if (!isLoaded || rules === undefined) return <Spinner label={t('agreements:loading')} />;
  const signed = (agreement: Agreement) => {
    put(agreement);
    notify({ tone: 'success', text: t('agreements:sign.done', { number: agreement.number ?? '' }) });
    void onCaseMoved();
  };
  return <Content record={record} rules={rules} loaded={loaded} onSigned={signed} />;
}
