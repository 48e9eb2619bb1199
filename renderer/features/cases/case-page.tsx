import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord, CaseStage } from '../../../shared/contract/cases.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Page } from '../../ui/surface.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { AgreementTab } from '../agreements/agreement-tab.tsx';
import { BalanceTab } from '../balances/balance-tab.tsx';
import { VouchersTab } from '../vouchers/vouchers-tab.tsx';
import { EligibilityTab } from './eligibility-tab.tsx';
import { IdentityBar } from './identity-bar.tsx';
import { type CaseTab, caseHref } from './next-step.ts';
import { NextStepLine } from './next-step-line.tsx';
import { useCase } from './use-case.ts';
import './cases.css';

export type CasePageProps = { readonly caseId: string; readonly tab: CaseTab };

const tabs = ['eligibility', 'balance', 'agreement', 'vouchers'] as const satisfies readonly CaseTab[];

type TabContentProps = {
  readonly record: CaseRecord;
  readonly tab: CaseTab;
  readonly onRecord: (record: CaseRecord) => void;
  readonly reload: () => Promise<void>;
};

function TabContent({ record, tab, onRecord, reload }: TabContentProps) {
  switch (tab) {
    case 'eligibility':
      return <EligibilityTab key={record.id} record={record} onRecord={onRecord} reload={reload} />;
    case 'balance':
      return <BalanceTab key={record.id} record={record} onCaseMoved={reload} />;
    case 'agreement':
      return <AgreementTab key={record.id} record={record} onCaseMoved={reload} />;
    case 'vouchers':
      return <VouchersTab key={record.id} caseId={record.id} />;
  }
}

/** An act that moved the case took its own button away: the focus goes to the next step, or to the name. */
function useFocusOnMove(stage: CaseStage | null) {
  const head = useRef<HTMLDivElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    const wasKnown = before.current !== null && before.current !== stage;
    before.current = stage;
    if (!wasKnown) return;
    const frame = requestAnimationFrame(() => {
      const next = head.current?.querySelector<HTMLElement>('.case-next .ui-button');
      (next ?? head.current?.querySelector('h1'))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [stage]);
  return head;
}

export function CasePage({ caseId, tab }: CasePageProps) {
  const { t } = useTranslation(['cases', 'common']);
  const { record, problem, put, reload } = useCase(caseId);
  const head = useFocusOnMove(record?.stage ?? null);
  if (record === null) {
    return (
      <Page>
        {problem === null ? (
          <Spinner label={t('cases:loading')} />
        ) : (
          <Notice tone="danger" isLive actions={<Button onPress={() => void reload()}>{t('common:retry')}</Button>}>
            {problemSentence(problem)}
          </Notice>
        )}
      </Page>
    );
  }
  const links = tabs.map((each) => ({
    href: caseHref(caseId, each),
    label: t(`cases:tabs.${each}`),
    isCurrent: each === tab,
  }));
  return (
    <Page>
      <div className="case-head" ref={head}>
        <IdentityBar record={record} />
        <NextStepLine record={record} tab={tab} />
        <TabLinks label={t('cases:tabsLabel')} links={links} />
      </div>
      <TabContent record={record} tab={tab} onRecord={put} reload={reload} />
    </Page>
  );
}
