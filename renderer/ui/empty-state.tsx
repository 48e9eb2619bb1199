import type { ReactNode } from 'react';
import { Icon, type IconComponent } from './icon.tsx';

export type EmptyStateProps = {
  /** What would stand here. */
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  readonly icon?: IconComponent;
  readonly actions?: ReactNode;
};

export function EmptyState({ title, children, icon, actions }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      {icon && <Icon of={icon} size="large" />}
      <p className="ui-empty-title">
        <strong>{title}</strong>
      </p>
      {children && <div className="ui-empty-text">{children}</div>}
      {actions && <div className="ui-toolbar">{actions}</div>}
    </div>
  );
}
