import { IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

export function SpinningIcon() {
  return <Icon of={IconLoader2} className="ui-spin" />;
}

export type SpinnerProps = { readonly label?: string };

/** Something is on its way; screen readers hear the words. */
export function Spinner({ label }: SpinnerProps) {
  const { t } = useTranslation('common');
  return (
    <span className="ui-spinner" role="status">
      <SpinningIcon />
      {label ?? t('loading')}
    </span>
  );
}
