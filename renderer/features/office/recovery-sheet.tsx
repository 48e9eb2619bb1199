// The recovery code, shown once. It leaves the screen only when somebody says that the sheet is put away.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '../../../shared/contract/session.ts';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';

type RecoverySheetProps = {
  readonly officeName: string;
  readonly recoveryCode: string;
  readonly status: SessionStatus;
};

export function RecoverySheet({ officeName, recoveryCode, status }: RecoverySheetProps) {
  const { t } = useTranslation('firstRun');
  const take = useSession((session) => session.take);
  const [isKept, setKept] = useState(false);
  const [madeOn] = useState(() => formatDateTime(new Date().toISOString()));
  return (
    <Card title={t('sheet.title')}>
      <Notice tone="warning">{t('sheet.text')}</Notice>
      <DefinitionList
        items={[
          { label: t('sheet.office'), value: officeName },
          { label: t('sheet.madeOn'), value: madeOn },
          { label: t('sheet.code'), value: <code className="recovery-code">{recoveryCode}</code> },
        ]}
      />
      <p>{t('sheet.howTo')}</p>
      <div className="first-run-act">
        <Toolbar>
          <Button onPress={() => window.print()} autoFocus>
            {t('sheet.print')}
          </Button>
        </Toolbar>
        <Checkbox label={t('sheet.kept')} value={isKept} onChange={setKept} />
        <Toolbar>
          <Button variant="primary" isDisabled={!isKept} onPress={() => take(status)}>
            {t('sheet.finish')}
          </Button>
        </Toolbar>
      </div>
    </Card>
  );
}
