// This workstation and the central office: made known with a one-time code, then how it goes.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract, type InputOf } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { ask } from '../../app/connection.ts';
import { useSession } from '../../app/session-store.ts';
import { useSync } from '../../app/sync-store.ts';
import { mayAsk } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../ui/contract-form.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast-store.ts';
import { isCentralAddress } from '../sync/central-address.ts';
import { ChangeAddress, EnrolAgainButton, EnrolAgainDialog } from '../sync/enrol-again.tsx';
import { enrolmentSentence } from '../sync/enrolment-words.ts';
import { OtherFile } from '../sync/exchange-warnings.tsx';
import { isKeyRefused } from '../sync/failure-words.ts';

export function EnrolmentPanel() {
  const { t } = useTranslation('office');
  const { status, load } = useSync();
  useEffect(() => {
    void load();
  }, [load]);
  // The form goes away with its button: the focus goes to what came of it.
  const panel = useRef<HTMLDivElement>(null);
  return (
    <div ref={panel} tabIndex={-1} className="office-panel">
      <Card title={t('enrolment.title')}>
        {status === null && <Spinner />}
        {status?.otherFileAt != null && <OtherFile since={status.otherFileAt} />}
        {status?.enrolled === true && <Enrolled status={status} />}
        {status?.enrolled === false && <NotEnrolled onEnrolled={() => panel.current?.focus()} />}
      </Card>
    </div>
  );
}

function Enrolled({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation('office');
  const { centralUrl, workstationId, lastExchangeAt, lastFailure, waiting } = status;
  const [isEnrolling, setEnrolling] = useState(false);
  const isRefused = lastFailure !== null && isKeyRefused(lastFailure);
  return (
    <>
      {isRefused ? <Refused /> : <Notice tone="success" title={t('enrolment.enrolled')} />}
      <DefinitionList
        items={[
          { label: t('enrolment.address'), value: <span className="office-long">{centralUrl}</span> },
          {
            label: t('enrolment.workstationId'),
            value: <span className="office-long">{workstationId}</span>,
            isNumeric: true,
          },
          {
            label: t('enrolment.lastExchange'),
            value: lastExchangeAt === null ? t('enrolment.never') : formatDateTime(lastExchangeAt),
            isNumeric: true,
          },
          { label: t('enrolment.waiting'), value: formatCount(waiting), isNumeric: true },
        ]}
      />
      <Toolbar>
        <EnrolAgainButton variant={isRefused ? 'primary' : 'secondary'} onPress={() => setEnrolling(true)} />
        <ChangeAddress />
        <LinkButton href="#/deliveries">{t('enrolment.toDeliveries')}</LinkButton>
      </Toolbar>
      {isEnrolling && <EnrolAgainDialog onClose={() => setEnrolling(false)} />}
    </>
  );
}

function Refused() {
  const { t } = useTranslation('office');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.sync.enrolAgain));
  return (
    <Notice tone="warning" title={t('enrolment.keyRefused')} isLive>
      <p>{t('enrolment.keyRefusedText')}</p>
      <p>{may ? t('enrolment.whatToDo') : t('enrolment.whoMayAgain')}</p>
    </Notice>
  );
}

type NotEnrolledProps = { readonly onEnrolled: () => void };

function NotEnrolled({ onEnrolled }: NotEnrolledProps) {
  const { t } = useTranslation('office');
  const may = useSession(({ status }) => mayAsk(status?.user ?? null, contract.sync.enrol));
  return (
    <>
      <Notice title={t('enrolment.notEnrolled')}>{t('enrolment.notEnrolledText')}</Notice>
      {may ? <EnrolmentForm onEnrolled={onEnrolled} /> : <p>{t('enrolment.whoMay')}</p>}
    </>
  );
}

function EnrolmentForm({ onEnrolled }: NotEnrolledProps) {
  const { t } = useTranslation('office');
  const { t: words } = useTranslation('vouchers');
  const take = useSync((sync) => sync.take);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useContractForm(contract.sync.enrol.input, { defaultValues: { centralUrl: '', code: '' } });
  const enrol = async (input: InputOf<typeof contract.sync.enrol>) => {
    setProblem(null);
    if (!isCentralAddress(input.centralUrl)) {
      form.setError('centralUrl', { message: t('enrolment.addressFault') });
      return;
    }
    const answer = await ask().sync.enrol(input);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    take(answer.value);
    onEnrolled();
    notify({ text: t('enrolment.done'), tone: 'success' });
  };
  return (
    <ContractFormView form={form} onSubmit={enrol}>
      {problem !== null && (
        <Notice tone="danger" isLive>
          {enrolmentSentence({ office: t, vouchers: words }, problem)}
        </Notice>
      )}
      <FieldRow>
        <FormField form={form} name="centralUrl" label={t('enrolment.centralUrl')}>
          {(field) => <TextField {...field} hint={t('enrolment.centralUrlHint')} isRequired />}
        </FormField>
        <FormField form={form} name="code" label={t('enrolment.code')}>
          {(field) => <TextField {...field} hint={t('enrolment.codeHint')} isRequired />}
        </FormField>
      </FieldRow>
      <Toolbar>
        <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
          {t('enrolment.submit')}
        </Button>
      </Toolbar>
    </ContractFormView>
  );
}
