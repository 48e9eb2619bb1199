import { IconX } from '@tabler/icons-react';
import { type ReactNode, useContext } from 'react';
import { Dialog as BaseDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { ModalDepth, useTopmost } from './modal-depth.ts';

export type ModalFrameProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: 'normal' | 'wide' | 'palette';
  /** A click beside it closes it; Esc always does. */
  readonly isDismissable?: boolean;
  readonly children: ReactNode;
};

function Topmost({ children }: { readonly children: ReactNode }) {
  useTopmost();
  return children;
}

export function ModalFrame({ isOpen, onClose, size = 'normal', isDismissable = false, children }: ModalFrameProps) {
  const depth = useContext(ModalDepth);
  return (
    <ModalOverlay
      className="ui-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
    >
      <Modal className="ui-modal" data-size={size}>
        <ModalDepth value={depth + 1}>
          <Topmost>{children}</Topmost>
        </ModalDepth>
      </Modal>
    </ModalOverlay>
  );
}

export type DialogProps = Omit<ModalFrameProps, 'size'> & {
  readonly title: string;
  /** Buttons; the one that does what the title says comes last. */
  readonly actions?: ReactNode;
  readonly size?: 'normal' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
};

export function Dialog({ title, actions, children, role = 'dialog', ...frame }: DialogProps) {
  const { t } = useTranslation('ui');
  return (
    <ModalFrame {...frame}>
      <BaseDialog className="ui-dialog" role={role}>
        <div className="ui-dialog-head">
          <Heading slot="title" level={2} className="ui-dialog-title">
            {title}
          </Heading>
          <IconButton icon={IconX} label={t('dialog.close')} size="small" onPress={frame.onClose} />
        </div>
        <div className="ui-dialog-body">{children}</div>
        {actions && <div className="ui-dialog-foot">{actions}</div>}
      </BaseDialog>
    </ModalFrame>
  );
}

export type ConfirmDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** A question that names the act: `Usunąć szkic bilansu?` */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** The verb on the button: `Usuń szkic`, never `OK`. */
  readonly verb: string;
  readonly onConfirm: () => void;
  readonly tone?: 'primary' | 'danger';
  readonly isPending?: boolean;
};

/** Asks before what can't be undone; the way back has the focus at first. */
export function ConfirmDialog({ verb, onConfirm, tone = 'primary', isPending = false, ...dialog }: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const actions = (
    <>
      <Button onPress={dialog.onClose} autoFocus>
        {t('cancel')}
      </Button>
      <Button variant={tone} onPress={onConfirm} isPending={isPending}>
        {verb}
      </Button>
    </>
  );
  return <Dialog {...dialog} role="alertdialog" actions={actions} />;
}
