// The first screen of the day: what waits for this user, each piece one key away.
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { contract, type OutputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { DeliveryRow, Voucher } from '../../../shared/contract/vouchers.ts';
import { ask, onEvent } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { useLastQuestion } from '../../app/use-last-question.ts';
import { mayAsk } from '../../client/client.ts';
import { LinkButton, TextLink } from '../../ui/button.tsx';
import { formatCount, formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card, Page } from '../../ui/surface.tsx';
import './today.css';

type Today = OutputOf<typeof contract.reports.today>;
type Worklist<Row> = { readonly total: number; readonly rows: readonly Row[] };

export function TodayPage() {
  const { t } = useTranslation('reports');
  const { t: common } = useTranslation('common');
  const user = useSession((session) => session.status?.user ?? null);
  const { today, problem } = useToday();
  const actions = (
    <>
      <LinkButton icon={IconSearch} href="#/people">
        {t('find')}
      </LinkButton>
      {mayAsk(user, contract.people.register) && (
        <LinkButton variant="primary" icon={IconUserPlus} href="#/people/new">
          {t('start')}
        </LinkButton>
      )}
    </>
  );
  return (
    <Page>
      <PageHeader
        title={t('title')}
        note={today === null ? null : <Counts today={today} />}
        actions={actions}
        takesFocus
      />
      <p>{t('greeting', { name: user?.displayName ?? '' })}</p>
      {problem !== null && <Notice tone="danger">{problemSentence(problem)}</Notice>}
      {today === null && problem === null && <Spinner label={common('loading')} />}
      {today !== null && <Worklists today={today} />}
    </Page>
  );
}

function Counts({ today }: { readonly today: Today }) {
  const { t } = useTranslation('reports');
  const people = t('people', { count: today.people, shown: formatCount(today.people) });
  const cases = t('cases', { count: today.cases, shown: formatCount(today.cases) });
  return (
    <>
      {people} · {cases}
    </>
  );
}

/** What concerns this user's roles; an empty list of another's work would only be noise. */
function Worklists({ today }: { readonly today: Today }) {
  const { t } = useTranslation('reports');
  const user = useSession((session) => session.status?.user ?? null);
  const approves = mayAsk(user, contract.vouchers.approve);
  const prepares = mayAsk(user, contract.vouchers.prepare);
  const decides = mayAsk(user, contract.cases.decide);
  const advises = mayAsk(user, contract.balances.start);
  return (
    <div className="today-lists">
      {approves && <Vouchers title={t('toApprove')} list={today.toApprove} href="#/vouchers?state=submitted" />}
      {approves && today.withdrawalsToDecide.total > 0 && (
        <Vouchers
          title={t('withdrawalsToDecide')}
          list={today.withdrawalsToDecide}
          href="#/vouchers?state=withdrawal-requested"
        />
      )}
      {prepares && <Vouchers title={t('sentBack')} list={today.sentBack} href="#/vouchers?state=sent-back" />}
      {decides && <Cases title={t('toDecide')} list={today.toDecide} stage="application" tab="eligibility" />}
      {advises && <Cases title={t('balancesToDo')} list={today.balancesToDo} stage="eligible" tab="balance" />}
      {prepares && (
        <Cases title={t('agreementsToSign')} list={today.agreementsToSign} stage="balance-finished" tab="agreement" />
      )}
      <Refusals list={today.refused} />
    </div>
  );
}

type ListCardProps = {
  readonly title: string;
  readonly total: number;
  /** Where all of them are. */
  readonly href: string;
  readonly children: ReactNode;
};

function ListCard({ title, total, href, children }: ListCardProps) {
  const { t } = useTranslation('reports');
  return (
    <Card title={title} actions={<strong className="ui-numeric">{formatCount(total)}</strong>}>
      {total === 0 ? <p className="today-nothing">{t('nothingHere')}</p> : <ul className="today-list">{children}</ul>}
      {total > 0 && <TextLink href={href}>{t('showAll', { shown: formatCount(total) })}</TextLink>}
    </Card>
  );
}

const shownRows = 6;

function Vouchers({
  title,
  list,
  href,
}: {
  readonly title: string;
  readonly list: Worklist<Voucher>;
  readonly href: string;
}) {
  const { t } = useTranslation('reports');
  return (
    <ListCard title={title} total={list.total} href={href}>
      {list.rows.slice(0, shownRows).map((voucher) => (
        <li key={voucher.id}>
          <TextLink href={`#/vouchers/${voucher.id}`}>{voucher.personName}</TextLink>
          <span className="ui-numeric">
            {t('vouchers', { count: voucher.quote.vouchers, shown: formatCount(voucher.quote.vouchers) })}
            {' · '}
            {formatMoney(voucher.quote.faceValueGrosze)}
          </span>
        </li>
      ))}
    </ListCard>
  );
}

function Refusals({ list }: { readonly list: Worklist<DeliveryRow> }) {
  const { t } = useTranslation('reports');
  return (
    <ListCard title={t('refused')} total={list.total} href="#/deliveries?state=refused">
      {list.rows.slice(0, shownRows).map(({ id, kind, voucher }) => (
        <li key={id}>
          <TextLink href={`#/vouchers/${voucher.id}`}>{voucher.personName}</TextLink>
          <span className="ui-numeric">
            {kind === 'withdrawal'
              ? t('withdrawal')
              : t('vouchers', { count: voucher.quote.vouchers, shown: formatCount(voucher.quote.vouchers) })}
          </span>
        </li>
      ))}
    </ListCard>
  );
}

type CasesProps = {
  readonly title: string;
  readonly list: Worklist<CaseRow>;
  readonly stage: string;
  readonly tab: 'eligibility' | 'balance' | 'agreement';
};

function Cases({ title, list, stage, tab }: CasesProps) {
  return (
    <ListCard title={title} total={list.total} href={`#/cases?stage=${stage}`}>
      {list.rows.slice(0, shownRows).map((row) => (
        <li key={row.id}>
          <TextLink href={`#/cases/${row.id}/${tab}`}>{`${row.lastName} ${row.firstName}`}</TextLink>
          <span className="ui-numeric">{row.number}</span>
        </li>
      ))}
    </ListCard>
  );
}

/** Asked for again when a voucher changed: the lists hang together. */
function useToday() {
  const [today, setToday] = useState<Today | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const beginQuestion = useLastQuestion();
  useEffect(() => {
    const load = async () => {
      const question = beginQuestion();
      const answer = await ask().reports.today({});
      if (!question.isLast()) return;
      if (answer.ok) setToday(answer.value);
      setProblem(answer.ok ? null : answer.problem);
    };
    void load();
    return onEvent((event) => {
      if (event.kind === 'vouchers') void load();
    });
  }, [beginQuestion]);
  return { today, problem };
}
