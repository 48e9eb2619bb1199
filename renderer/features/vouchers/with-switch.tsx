import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Somebody else must act: the next one signs in here and finds this very order. */
export function WithSwitch({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  const { t } = useTranslation('vouchers');
  const switchUser = useSession((session) => session.switchUser);
  return (
    <Notice
      {...(title === undefined ? {} : { title })}
      actions={<Button onPress={() => void switchUser()}>{t('act.switchUser')}</Button>}
    >
      {children}
    </Notice>
  );
}
