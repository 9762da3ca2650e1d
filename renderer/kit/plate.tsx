import type { ReactNode } from 'react';
import { Lines } from './engraving/cover.tsx';
import styles from './plate.module.css';

type PlateProps = {
  /** The site's id: its rosette lies behind the end of the plate. */
  siteId: string;
  over?: ReactNode;
  /** The one thing on it: an address. */
  title: ReactNode;
  lead?: ReactNode;
  /** `PlateButton`s. */
  actions?: ReactNode;
  /** A QR code, on white at the end. */
  end?: ReactNode;
};

/** The site's plate: ink ground, address, and its rosette behind the QR code. The same in light and dark. */
export function Plate({ siteId, over, title, lead, actions, end }: PlateProps) {
  return (
    <section className={styles.plate}>
      <Lines
        id={siteId}
        width={768}
        height={232}
        family="rosette"
        at={[0.86, 0.5]}
        opacity={0.5}
        className={styles.lines}
      />
      <div className={styles.words}>
        {over ? <p className={styles.over}>{over}</p> : null}
        <p className={styles.title}>{title}</p>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {end ? <div className={styles.end}>{end}</div> : null}
    </section>
  );
}

type PlateButtonProps = {
  children: ReactNode;
  icon?: ReactNode;
  onClick: () => void;
  primary?: boolean;
  disabled?: boolean;
};

/** A button on the plate: white for the first, glass for the others. */
export function PlateButton({ children, icon, onClick, primary, disabled }: PlateButtonProps) {
  return (
    <button type="button" disabled={disabled} onClick={onClick} className={primary ? styles.primary : styles.glass}>
      {icon}
      {children}
    </button>
  );
}
