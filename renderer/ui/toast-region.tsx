import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { noticeIcons } from './notice.tsx';
import { dismissToast, type ShownToast, useToasts } from './toast-store.ts';

type ToastProps = { readonly toast: ShownToast; readonly isHeld: boolean };

function Toast({ toast, isHeld }: ToastProps) {
  const { t } = useTranslation('ui');
  const { id, waitMs, tone = 'info', text, action } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), waitMs);
    return () => clearTimeout(timer);
  }, [id, waitMs, isHeld]);
  const act = () => {
    dismissToast(id);
    action?.onPress();
  };
  return (
    <div className="ui-toast" data-tone={tone}>
      <Icon of={noticeIcons[tone]} />
      <span className="ui-toast-text">{text}</span>
      {action && (
        <Button size="small" onPress={act}>
          {action.label}
        </Button>
      )}
      <IconButton icon={IconX} label={t('toast.close')} size="small" onPress={() => dismissToast(id)} />
    </div>
  );
}

export type ToastRegionProps = {
  /** Nothing is shown or said, for a screen that somebody else reads too. */
  readonly isMuted?: boolean;
};

/** Where toasts appear; once in the app. They wait while the mouse or the focus is on them. */
export function ToastRegion({ isMuted = false }: ToastRegionProps) {
  const { t } = useTranslation('ui');
  const toasts = useToasts();
  const [isHeld, setHeld] = useState(false);
  const shown = isMuted ? [] : toasts;
  return (
    <section
      className="ui-toasts"
      aria-label={t('toast.region')}
      aria-live="polite"
      aria-relevant="additions"
      data-pane={shown.length > 0 ? 'toasts' : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((toast) => (
        <Toast key={toast.id} toast={toast} isHeld={isHeld} />
      ))}
    </section>
  );
}
