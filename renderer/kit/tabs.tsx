import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './tabs.module.css';
import { classes } from './classes.ts';

export type Tab = { key: string; label: ReactNode; count?: number; panel: ReactNode };

type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (key: string) => void;
  /** Tabs share the width, as in a side panel or on a phone. */
  even?: boolean;
};

/** Which tab a key moves to, as its index; undefined when the key is not for tabs. */
export function tabAfterKey(key: string, index: number, count: number, rightToLeft: boolean): number | undefined {
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward) return (index + 1) % count;
  if (key === back) return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** Tabs with an underline; the panel of the chosen one follows. Arrows, Home and End move. */
export function Tabs({ label, tabs, value, onChange, even }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = tabs.find(tab => tab.key === value);
  const move = (event: KeyboardEvent) => {
    const rightToLeft = document.documentElement.dir === 'rtl';
    const next = tabAfterKey(
      event.key,
      tabs.findIndex(tab => tab.key === value),
      tabs.length,
      rightToLeft,
    );
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onChange(tab.key);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- focus is on the chosen tab, as the ARIA pattern asks; its keys bubble here */}
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className={classes(styles.list, even && styles.even)}
        onKeyDown={move}
      >
        {tabs.map(tab => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === value}
            aria-controls={tab.key === value ? `${id}-panel` : undefined}
            tabIndex={tab.key === value ? 0 : -1}
            className={styles.tab}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined ? ` ${tab.count}` : null}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className={styles.panel}>
        {chosen?.panel}
      </div>
    </div>
  );
}
