import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Drawer.layer.css';
import { Drawer as MantineDrawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './drawer.module.css';
import { kitMessages } from './messages/index.ts';

type DrawerProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  side?: 'start' | 'end' | 'bottom';
  /** Width in px (height for `bottom` follows the content). */
  size?: number;
};

/** The library's `header` would be a second banner of the page. */
const notABanner = { header: { role: 'presentation' } };

/** A panel that slides in over the page for what has no room beside it; Escape and the scrim close it. */
export function Drawer({ open, onClose, title, children, side = 'start', size = 320 }: DrawerProps) {
  const t = useMessages(kitMessages);
  const position = side === 'start' ? 'left' : side === 'end' ? 'right' : 'bottom';
  return (
    <MantineDrawer
      opened={open}
      onClose={onClose}
      title={title}
      position={position}
      size={side === 'bottom' ? 'auto' : size}
      transitionProps={{ duration: 220 }}
      closeButtonProps={{ 'aria-label': t('kit.close'), size: 44 }}
      overlayProps={{ color: 'var(--scrim)', backgroundOpacity: 1, style: { background: 'var(--scrim)' } }}
      attributes={notABanner}
      classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
    >
      {children}
    </MantineDrawer>
  );
}
