import { type ReactNode, useEffect, useRef } from 'react';

export type PageHeaderProps = {
  readonly title: string;
  /** Beside the title: a count, a state. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Takes the focus when the page appears, so that a screen reader begins at the title. */
  readonly takesFocus?: boolean;
};

export function PageHeader({ title, note, actions, takesFocus = false }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <header className="ui-page-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div className="ui-page-note">{note}</div>
      {actions && <div className="ui-toolbar">{actions}</div>}
    </header>
  );
}
