import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { formatCount } from './format.ts';
import { Icon, type IconComponent } from './icon.tsx';
import { usePaneCycling } from './panes.ts';

/** One of at most eight areas in the left rail. */
type RailArea = {
  readonly id: string;
  readonly label: string;
  readonly icon: IconComponent;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly count?: number | undefined;
};

export type AppFrameProps = {
  readonly top?: ReactNode;
  /** Between the bar and the page: what concerns every screen. */
  readonly notices?: ReactNode;
  /** An empty list leaves the rail out. */
  readonly areas: readonly RailArea[];
  readonly children: ReactNode;
  /** A pane at the right, beside the main part. */
  readonly side?: ReactNode;
  /** Short pieces of the footer, each its own element. */
  readonly status?: ReactNode;
};

function Rail({ areas }: Pick<AppFrameProps, 'areas'>) {
  const { t } = useTranslation('ui');
  return (
    <nav className="ui-frame-rail" aria-label={t('frame.areas')} data-pane="rail">
      <ul>
        {areas.map((area) => (
          <li key={area.id}>
            <Link
              className="ui-rail-link"
              href={area.href}
              {...(area.isCurrent ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon of={area.icon} />
              <span>{area.label}</span>
              {area.count !== undefined && <b className="ui-numeric">{formatCount(area.count)}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The shell: a bar at the top, areas at the left, the page, a side pane, a line of state at the foot. */
export function AppFrame({ top, notices, areas, children, side, status }: AppFrameProps) {
  const { t } = useTranslation('ui');
  usePaneCycling();
  const toMain = () => document.getElementById('main')?.focus();
  return (
    <div className="ui-frame">
      {top && (
        <header className="ui-frame-top" data-pane="top">
          <Link className="ui-frame-skip" onPress={toMain}>
            {t('frame.skip')}
          </Link>
          {top}
        </header>
      )}
      {notices && <div className="ui-frame-notices">{notices}</div>}
      {areas.length > 0 && <Rail areas={areas} />}
      <main id="main" className="ui-frame-main" data-pane="main" tabIndex={-1}>
        {children}
      </main>
      {side && (
        <aside className="ui-frame-side" data-pane="side" tabIndex={-1} aria-label={t('frame.side')}>
          {side}
        </aside>
      )}
      {status && <footer className="ui-frame-status">{status}</footer>}
    </div>
  );
}
