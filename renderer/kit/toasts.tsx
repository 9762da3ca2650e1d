import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import { connectToasts, type Toast } from './notify.ts';
import { StateIcon } from './state.tsx';
import styles from './toasts.module.css';

type Words = { undo: string; close: string };

function show({ id, kind, text, undo }: Toast, words: Words): void {
  const takeBack = () => {
    notifications.hide(id);
    undo?.();
  };
  notifications.show({
    id,
    autoClose: kind === 'error' ? false : 6000,
    icon: <StateIcon kind={kind === 'done' ? 'ok' : kind === 'error' ? 'bad' : 'info'} size={20} />,
    role: kind === 'error' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': words.close },
    classNames: {
      root: styles.toast,
      icon: styles.icon,
      body: styles.body,
      description: styles.text,
      closeButton: styles.close,
    },
    message: (
      <span className={styles.line}>
        <span>{text}</span>
        {undo ? (
          <button type="button" className={styles.undo} onClick={takeBack}>
            <IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" className="flips" />
            {words.undo}
          </button>
        ) : null}
      </span>
    ),
  });
}

/** Shows what `notify` is told. Apart from its place so that it is fetched only with the first toast. */
export function Toasts() {
  const t = useMessages(kitMessages);
  useEffect(() => connectToasts(toast => show(toast, { undo: t('kit.undo'), close: t('kit.close') })), [t]);
  return (
    <section aria-label={t('kit.notices')}>
      <Notifications
        position="bottom-left"
        zIndex={400}
        limit={4}
        containerWidth={412}
        withinPortal={false}
        classNames={{ root: styles.place }}
      />
    </section>
  );
}
