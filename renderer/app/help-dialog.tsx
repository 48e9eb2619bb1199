import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { useActiveHotkeys } from '../ui/hotkeys.ts';
import { Shortcut } from '../ui/shortcut.tsx';

/** The keys that work on the screen under it, as they are registered at this moment. */
export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} isDismissable title={t('help')}>
      <p>{t('helpHint')}</p>
      <HotkeyList />
    </Dialog>
  );
}

function HotkeyList() {
  const hotkeys = useActiveHotkeys();
  return (
    <dl className="ui-definitions">
      {hotkeys.map(({ keys, label }) => (
        <div key={keys}>
          <dt>
            <Shortcut keys={keys} />
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  );
}
