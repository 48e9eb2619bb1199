// The recovery code, shown once. It leaves the screen only when somebody says that the sheet is put away.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card, Toolbar } from '../../ui/surface.tsx';
import './first-run.css';

type RecoverySheetProps = {
  readonly officeName: string;
  readonly recoveryCode: string;
  /** What the button says that leaves the sheet. */
  readonly finish: string;
  readonly onFinish: () => void;
};

export function RecoverySheet({ officeName, recoveryCode, finish, onFinish }: RecoverySheetProps) {
  const { t } = useTranslation('firstRun');
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
          <Button variant="primary" isDisabled={!isKept} onPress={onFinish}>
            {finish}
          </Button>
        </Toolbar>
      </div>
    </Card>
  );
}
