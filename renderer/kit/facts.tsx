import type { ReactNode } from 'react';
import { type Moment, useFormat, useMessages } from '../platform/messages/index.ts';
import { Link } from './link.tsx';
import { kitMessages } from './messages/index.ts';
import styles from './facts.module.css';

export type Fact = { key: string; name: ReactNode; value: ReactNode };

/** Facts as rows: name in ink3, value beside it. */
export function FactList({ facts, nameWidth = 100 }: { facts: readonly Fact[]; nameWidth?: number }) {
  return (
    <dl className={styles.facts} style={{ gridTemplateColumns: `${nameWidth}px minmax(0, 1fr)` }}>
      {facts.map(({ key, name, value }) => (
        <div key={key} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Crumb = { label: string; href?: string };

/** Where the page lies: links to what is above, and its own name last. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useMessages(kitMessages);
  return (
    <nav aria-label={t('kit.breadcrumb')}>
      <ol className={styles.crumbs}>
        {crumbs.map(({ label, href }) => (
          <li key={label}>{href ? <Link href={href}>{label}</Link> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

/** Day and month in a small tile, before something that is due. */
export function DateTile({ at }: { at: Moment }) {
  const format = useFormat();
  const { day, month } = format.tile(at);
  return (
    <time dateTime={new Date(at).toISOString()} className={styles.tile}>
      <span className={styles.day}>{day}</span>
      <span className={styles.month}>{month}</span>
    </time>
  );
}

/** An icon in a sunk tile of 40 px, at the start of a row. */
export const IconTile = ({ children }: { children: ReactNode }) => <span className={styles.icon}>{children}</span>;
