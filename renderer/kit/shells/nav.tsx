import type { ComponentType } from 'react';
import { classes } from '../classes.ts';
import { VisuallyHidden } from '../hidden.tsx';
import { Link } from '../link.tsx';
import styles from './nav.module.css';

/** One place of a product in its rail, bar or tabs. */
export type NavItem = {
  key: string;
  label: string;
  href: string;
  icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>;
  current?: boolean;
  /** Words for a dot on the item, read to screen readers: "2 new", "backup missing". */
  badge?: string | undefined;
  /** Colour of the dot; default accent. */
  badgeKind?: 'warn' | 'bad';
};

type NavProps = { items: readonly NavItem[]; label: string; look: 'rail' | 'bar' | 'bottom' | 'tabs' };

/** The items of a shell's navigation in one of its four looks. */
export function Nav({ items, label, look }: NavProps) {
  const size = look === 'bottom' ? 24 : 20;
  return (
    <nav aria-label={label} className={styles[look]}>
      {items.map(({ key, label: name, href, icon: Icon, current, badge, badgeKind }) => (
        <Link key={key} href={href} aria-current={current ? 'page' : undefined} className={styles.item}>
          {Icon && (look === 'rail' || look === 'bottom') ? (
            <Icon size={size} stroke={current ? 2 : 1.6} aria-hidden="true" />
          ) : null}
          <span className={styles.label}>{name}</span>
          {badge ? (
            <>
              <span className={classes(styles.dot, badgeKind && styles[badgeKind])} aria-hidden="true" />
              <VisuallyHidden>, {badge}</VisuallyHidden>
            </>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
