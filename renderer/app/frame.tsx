// Around every screen: search and the user at the top, areas at the left, the state of the exchange at the foot.

import { IconLock, IconSearch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppFrame } from '../ui/app-frame.tsx';
import { Button } from '../ui/button.tsx';
import { type Hotkey, useHotkey } from '../ui/hotkeys.ts';
import { Menu } from '../ui/menu.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { areaOf, listAreasFor } from './areas.ts';
import { hostKind, onEvent } from './connection.ts';
import { HealthNotices } from './health-notices.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { Palette } from './palette.tsx';
import { useSession } from './session-store.ts';
import { StatusLine } from './status-line.tsx';
import { useSync } from './sync-store.ts';
import './frame.css';

type Open = 'palette' | 'help' | null;

export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  const [open, setOpen] = useState<Open>(null);
  const user = useSession((session) => session.status?.user ?? null);
  const lock = useSession((session) => session.lock);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useSyncNews();
  useHotkey('Ctrl+K', () => setOpen('palette'), { label: t('find'), isGlobal: true });
  useHotkey('Ctrl+L', () => void lock(), { label: t('lock'), isGlobal: true });
  useHotkey('F1', () => setOpen('help'), { label: t('help'), isGlobal: true });
  const areas = listAreasFor(user).map((area) => ({
    ...area,
    label: t(`area.${area.id}`),
    isCurrent: areaOf(pathname) === area.id,
  }));
  return (
    <AppFrame
      top={<TopBar onFind={() => setOpen('palette')} onHelp={() => setOpen('help')} />}
      notices={<HealthNotices />}
      areas={areas}
      status={<StatusLine />}
    >
      {areas.map((area, index) => (
        <AreaHotkey key={area.id} href={area.href} place={index + 1} label={t('goTo', { area: area.label })} />
      ))}
      {children}
      <Palette isOpen={open === 'palette'} onClose={() => setOpen(null)} onHelp={() => setOpen('help')} />
      <HelpDialog isOpen={open === 'help'} onClose={() => setOpen(null)} />
    </AppFrame>
  );
}

/** Ctrl+1…8 in the window of our own; an ordinary browser keeps those for its tabs, there Ctrl+Shift works. */
function AreaHotkey({ href, place, label }: { readonly href: string; readonly place: number; readonly label: string }) {
  // `place` is 1 to 8: the rail has at most eight areas.
  const keys = (hostKind() === 'electron' ? `Ctrl+${place}` : `Ctrl+Shift+${place}`) as Hotkey;
  useHotkey(
    keys,
    () => {
      window.location.hash = href;
    },
    { label },
  );
  return null;
}

function useSyncNews(): void {
  const { load, take } = useSync();
  useEffect(() => {
    void load();
    return onEvent((event) => {
      if (event.kind === 'sync') take(event.status);
    });
  }, [load, take]);
}

function TopBar({ onFind, onHelp }: { readonly onFind: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation('app');
  const { status, lock, switchUser } = useSession();
  const name = status?.user?.displayName ?? '';
  return (
    <>
      <strong className="frame-name">{status?.officeName ?? t('name')}</strong>
      <div className="frame-find">
        <Button icon={IconSearch} onPress={onFind}>
          <span className="frame-find-text">{t('find')}</span>
          <Shortcut keys="Ctrl+K" />
        </Button>
      </div>
      <Menu
        label={name}
        variant="quiet"
        items={[
          { id: 'switch', label: t('switchUser'), onAction: () => void switchUser() },
          { id: 'help', label: t('help'), onAction: onHelp, shortcut: 'F1' },
        ]}
      />
      <Button variant="quiet" icon={IconLock} onPress={() => void lock()}>
        {t('lock')}
      </Button>
    </>
  );
}
