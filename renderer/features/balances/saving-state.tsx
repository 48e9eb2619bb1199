import { IconAlertTriangle, IconCheck, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../app/connection.ts';
import { problemSentence } from '../../app/problem-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { formatTime } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { BalanceSaving } from './use-balance-saver.ts';

/** One short line: saved at a time, waiting, saving, or not saved. */
export function SavedLine({ saving }: { readonly saving: BalanceSaving }) {
  const { t } = useTranslation('balances');
  const { status, saved } = saving;
  const icon = status === 'saved' ? IconCheck : status === 'failed' ? IconAlertTriangle : IconPencil;
  return (
    <span className="balance-saved" role="status">
      <Icon of={icon} size="small" />
      {status === 'saved' ? t('saving.saved', { time: formatTime(saved.savedAt) }) : t(`saving.${status}`)}
    </span>
  );
}

function ChangedNotice({ saving, onReload }: SavingNoticesProps) {
  const { t } = useTranslation('balances');
  const [isPending, setPending] = useState(false);
  const keepMine = async () => {
    setPending(true);
    const answer = await ask().balances.listForCase({ caseId: saving.saved.caseId });
    const current = answer.ok ? answer.value.find(({ id }) => id === saving.saved.id) : undefined;
    if (current?.state === 'draft') await saving.saveOver(current.version);
    else onReload();
    setPending(false);
  };
  const takeTheirs = () => {
    saving.giveUp();
    onReload();
  };
  const actions = (
    <>
      <Button onPress={takeTheirs}>{t('saving.takeTheirs')}</Button>
      <Button onPress={() => void keepMine()} isPending={isPending}>
        {t('saving.keepMine')}
      </Button>
    </>
  );
  return (
    <Notice tone="warning" title={t('saving.changedTitle')} actions={actions} isLive>
      {t('saving.changed')}
    </Notice>
  );
}

export type SavingNoticesProps = { readonly saving: BalanceSaving; readonly onReload: () => void };

/** What stands in the way of saving, and a draft that was left; the text itself always stays. */
export function SavingNotices({ saving, onReload }: SavingNoticesProps) {
  const { t } = useTranslation(['balances', 'common']);
  const { problem, oldDraft } = saving;
  return (
    <>
      {problem?.kind === 'changed-meanwhile' && <ChangedNotice saving={saving} onReload={onReload} />}
      {problem !== null && problem.kind !== 'changed-meanwhile' && (
        <Notice
          tone="danger"
          title={t('balances:saving.failed')}
          actions={<Button onPress={() => void saving.flush()}>{t('common:retry')}</Button>}
          isLive
        >
          {problemSentence(problem)}
        </Notice>
      )}
      {oldDraft !== null && (
        <Notice
          tone="warning"
          title={t('balances:saving.draftTitle')}
          actions={
            <>
              <Button onPress={saving.dropDraft}>{t('balances:saving.dropDraft')}</Button>
              <Button
                onPress={() => {
                  saving.dropDraft();
                  saving.change(oldDraft);
                }}
              >
                {t('balances:saving.restoreDraft')}
              </Button>
            </>
          }
        >
          {t('balances:saving.draftFound')}
        </Notice>
      )}
    </>
  );
}
