import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconComponent } from './icon.tsx';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

export type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
  /** Across the whole width, without side borders. */
  readonly isBanner?: boolean;
  /** Read out when it appears: for what came after the page was shown. */
  readonly isLive?: boolean;
};

export const noticeIcons: Record<NoticeTone, IconComponent> = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconExclamationCircle,
};

export function Notice({ tone = 'info', title, children, actions, isBanner = false, isLive = false }: NoticeProps) {
  const { t } = useTranslation('ui');
  const role = tone === 'danger' ? 'alert' : 'status';
  return (
    <div className="ui-notice" data-tone={tone} data-banner={isBanner || undefined} role={isLive ? role : undefined}>
      <Icon of={noticeIcons[tone]} />
      <div className="ui-notice-body">
        <span className="ui-hidden">{t(`notice.${tone}`)}: </span>
        {title && <strong className="ui-notice-title">{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {actions}
    </div>
  );
}
