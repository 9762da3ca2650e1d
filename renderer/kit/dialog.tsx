import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './dialog.module.css';
import { TextField } from './fields.tsx';
import { kitMessages } from './messages/index.ts';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: ReactNode;
  /** 440 px for a question, 700 px for a table or a form. */
  size?: 440 | 700;
  children?: ReactNode;
  /** Buttons at the end: the safe choice first. */
  actions?: ReactNode;
  /** A cross in the corner; leave it out where the actions hold the way out. */
  closable?: boolean;
};

/** The library's `header` would be a second banner of the page. */
const notABanner = { header: { role: 'presentation' } };

/** A window over the page. Focus goes in and comes back; Escape and the scrim close it. */
export function Dialog({ open, onClose, title, lead, size = 440, children, actions, closable = true }: DialogProps) {
  const t = useMessages(kitMessages);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={size}
      centered
      withCloseButton={closable}
      closeButtonProps={{ 'aria-label': t('kit.close'), size: 36 }}
      transitionProps={{ duration: 180, exitDuration: 140 }}
      overlayProps={{ style: { background: 'var(--scrim)' } }}
      attributes={notABanner}
      classNames={{
        content: styles.content,
        header: styles.header,
        title: styles.title,
        body: styles.body,
        close: styles.close,
      }}
    >
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {children}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </Modal>
  );
}

type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  /** Names the thing: "Archive Linux fundamentals?" */
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  /** The deed, as verb with object: "Archive course". */
  confirm: string;
  /** The safe choice, left of the deed: "Keep it". */
  keep: string;
  /** Red, for what cannot be taken back. */
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  /** The person must type this first. */
  typed?: string;
  size?: 440 | 700;
};

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, title, lead, children, confirm, keep, danger, busy, onConfirm, typed, size } = props;
  const t = useMessages(kitMessages);
  const [answer, setAnswer] = useState('');
  const form = useId();
  const allowed = typed === undefined || answer.trim() === typed;
  const leave = () => {
    setAnswer('');
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      title={title}
      lead={lead}
      size={size ?? 440}
      closable={size === 700}
      actions={
        <>
          <Button variant="default" onClick={leave} data-autofocus>
            {keep}
          </Button>
          <Button
            type="submit"
            form={form}
            {...(danger && { color: 'red' })}
            disabled={!allowed}
            loading={busy ?? false}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      <form
        id={form}
        onSubmit={event => {
          event.preventDefault();
          if (allowed) onConfirm();
        }}
      >
        {typed !== undefined ? (
          <TextField
            className={styles.typed}
            label={t('kit.typeToConfirm', { word: typed })}
            value={answer}
            onChange={event => setAnswer(event.currentTarget.value)}
            autoComplete="off"
          />
        ) : null}
      </form>
    </Dialog>
  );
}
