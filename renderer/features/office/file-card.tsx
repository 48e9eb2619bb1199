// The case file itself, for administrators: whether every page can still be read, and the recovery sheet.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../shared/contract/health.ts';
import { ask } from '../../app/connection.ts';
import { useHealth } from '../../app/health-store.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Card, Toolbar } from '../../ui/surface.tsx';
import { notify } from '../../ui/toast-store.ts';
import { RenewSheetDialog } from './renew-sheet-dialog.tsx';

type FileCardProps = { readonly onRenewed: (recoveryCode: string) => void };

export function FileCard({ onRenewed }: FileCardProps) {
  const { t } = useTranslation('health');
  const { health, load } = useHealth();
  const [isRenewing, setRenewing] = useState(false);
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <Card title={t('file.title')}>
      <DefinitionList items={[{ label: t('file.lastCheck'), value: checkWords(t, health), isNumeric: true }]} />
      <p className="office-muted">{t('file.hint')}</p>
      <Toolbar>
        <CheckButton />
      </Toolbar>
      <p className="office-muted">{t('sheet.text')}</p>
      <Toolbar>
        <Button onPress={() => setRenewing(true)}>{t('sheet.open')}</Button>
      </Toolbar>
      {isRenewing && <RenewSheetDialog onClose={() => setRenewing(false)} onRenewed={onRenewed} />}
    </Card>
  );
}

type Words = ReturnType<typeof useTranslation<'health'>>['t'];

function checkWords(t: Words, health: Health | null): string {
  const last = health?.lastCheck ?? null;
  if (last === null) return t('file.never');
  return t(last.isIntact ? 'file.intact' : 'file.damaged', { at: formatDateTime(last.at) });
}

function CheckButton() {
  const { t } = useTranslation('health');
  const take = useHealth((store) => store.take);
  const [isPending, setPending] = useState(false);
  const check = async () => {
    setPending(true);
    const answer = await ask().office.checkFile({});
    setPending(false);
    if (answer.ok) take(answer.value);
    if (!answer.ok) notify({ text: problemSentence(answer.problem), tone: 'danger' });
    else if (answer.value.lastCheck?.isIntact === true) notify({ text: t('file.checked'), tone: 'success' });
  };
  return (
    <Button onPress={() => void check()} isPending={isPending}>
      {isPending ? t('file.checking') : t('file.checkNow')}
    </Button>
  );
}
