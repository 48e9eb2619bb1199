// The office, this workstation, one's own account, and the record of what was done.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type OutputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../app/connection.ts';
import { useHealth } from '../../app/health-store.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { useSession } from '../../app/session-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card, Page, Toolbar } from '../../ui/surface.tsx';
import { BackupsPanel } from '../backups/backups-panel.tsx';
import { AuditList } from './audit-list.tsx';
import { EnrolmentPanel } from './enrolment-panel.tsx';
import { FileCard } from './file-card.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { SystemUnlock } from './system-unlock.tsx';
import './office.css';

type Details = OutputOf<typeof contract.office.get>;

export function OfficePage() {
  const { t } = useTranslation('office');
  const mayAudit = useSession(({ status }) => mayAsk(status?.user ?? null, contract.audit.list));
  const mayCheck = useSession(({ status }) => mayAsk(status?.user ?? null, contract.office.checkFile));
  const [sheet, setSheet] = useState<string | null>(null);
  if (sheet !== null) return <NewSheet recoveryCode={sheet} onFinish={() => setSheet(null)} />;
  return (
    <Page>
      <PageHeader title={t('title')} takesFocus />
      <div className="office-cards">
        <OfficeCard />
        <EnrolmentPanel />
        <AccountCard />
        {mayCheck && <FileCard onRenewed={setSheet} />}
      </div>
      <BackupsPanel />
      {mayAudit && <AuditList />}
    </Page>
  );
}

/** Alone on the page, as it is printed; until somebody says that it is put away. */
function NewSheet({ recoveryCode, onFinish }: { readonly recoveryCode: string; readonly onFinish: () => void }) {
  const { t } = useTranslation('health');
  const officeName = useSession(({ status }) => status?.officeName ?? '');
  const load = useHealth((store) => store.load);
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <Page>
      <RecoverySheet {...{ officeName, recoveryCode, onFinish }} finish={t('sheet.finish')} />
    </Page>
  );
}

function OfficeCard() {
  const { t } = useTranslation('office');
  const [details, setDetails] = useState<Details | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void ask()
      .office.get({})
      .then((answer) => (answer.ok ? setDetails(answer.value) : setProblem(answer.problem)));
  }, []);
  return (
    <Card title={t('details.title')}>
      {problem !== null && <Notice tone="danger">{problemSentence(problem)}</Notice>}
      {details === null ? problem === null && <Spinner /> : <Facts details={details} />}
    </Card>
  );
}

function Facts({ details }: { readonly details: Details }) {
  const { t } = useTranslation('office');
  const { name, countyName, countyTeryt, createdAt, folder, schemaVersion, workstation } = details;
  return (
    <>
      <DefinitionList
        items={[
          { label: t('details.name'), value: name },
          { label: t('details.county'), value: t('details.countyValue', { name: countyName, teryt: countyTeryt }) },
          { label: t('details.createdAt'), value: formatDateTime(createdAt), isNumeric: true },
          { label: t('details.folder'), value: <span className="office-long">{folder}</span> },
          { label: t('details.workstation'), value: <span className="office-long">{workstation}</span> },
          { label: t('details.schemaVersion'), value: formatCount(schemaVersion), isNumeric: true },
        ]}
      />
      <p className="office-muted">{t('details.folderHint')}</p>
    </>
  );
}

function AccountCard() {
  const { t } = useTranslation(['office', 'vocabulary']);
  const user = useSession(({ status }) => status?.user ?? null);
  const [isOpen, setOpen] = useState(false);
  if (user === null) return null;
  const roles = user.roles.map((role) => t(`vocabulary:role.${role}`)).join(', ');
  return (
    <Card title={t('office:me.title')} note={user.displayName}>
      <DefinitionList
        items={[
          { label: t('office:me.login'), value: user.login },
          { label: t('office:me.roles'), value: roles },
        ]}
      />
      <Toolbar>
        <Button onPress={() => setOpen(true)}>{t('office:me.change')}</Button>
      </Toolbar>
      <SystemUnlock />
      {isOpen && <PassphraseDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}
