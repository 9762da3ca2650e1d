import styles from './logo.module.css';

/** The mark: two arches in a rounded tile, in the accent; `plate` turns it white with the plate's ink. */
export function Logo({
  size = 32,
  tone = 'accent',
  src,
}: {
  size?: number;
  tone?: 'accent' | 'plate';
  src?: string | undefined;
}) {
  if (src) return <img src={src} alt="" width={size} height={size} className={styles.own} />;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" className={styles[tone]} aria-hidden="true">
      <rect width="32" height="32" rx="7" className={styles.tile} />
      <g fill="none" strokeWidth="2.4" className={styles.arch}>
        <path d="M7.2 25.6V15.2a8.8 8.8 0 0 1 17.6 0v10.4" />
        <path d="M12 25.6V15.4a4 4 0 0 1 8 0v10.2" />
      </g>
    </svg>
  );
}

/** The mark with the site's name, and a quiet second line. */
export function Brand({
  name,
  detail,
  size = 32,
  src,
}: {
  name: string;
  detail?: string;
  size?: number;
  src?: string | undefined;
}) {
  return (
    <span className={styles.brand}>
      <Logo size={size} src={src} />
      <span className={styles.lines}>
        <span className={styles.name}>{name}</span>
        {detail ? <span className={styles.detail}>{detail}</span> : null}
      </span>
    </span>
  );
}
