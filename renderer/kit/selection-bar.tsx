import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import styles from './selection-bar.module.css';

export type SelectionAction = { key: string; label: string; onClick: () => void; icon?: ReactNode };

type SelectionBarProps = { count: number; actions: readonly SelectionAction[]; onClear: () => void };

/** What can be done with the chosen rows: a dark bar over the foot of the page, there only while something is chosen. */
export function SelectionBar({ count, actions, onClear }: SelectionBarProps) {
  const t = useMessages(kitMessages);
  const words = t('kit.selected', { count });
  return (
    <div className={styles.place} aria-live="polite">
      {count > 0 ? (
        <div role="toolbar" aria-label={words} className={styles.bar}>
          <span className={styles.count}>{words}</span>
          {actions.map(({ key, label, onClick, icon }) => (
            <button key={key} type="button" className={styles.action} onClick={onClick}>
              {icon}
              {label}
            </button>
          ))}
          <button type="button" aria-label={t('kit.clearSelection')} className={styles.clear} onClick={onClear}>
            <IconX size={18} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      ) : null}
    </div>
  );
}
