import { hashOf, inks, mixed } from '../../server/platform/drawing/contract.ts';
import styles from './avatar.module.css';

/** First letters of the first and last word of a name, in capitals; one letter for one word, nothing for none. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(word => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

/** Which of the eight quiet colour pairs a name gets: the same name, the same pair. */
export const pairOf = (name: string): number => mixed(hashOf(name)) % inks.length;

type AvatarProps = { name: string; size?: 24 | 28 | 32 | 36 | 40 | 72; src?: string | undefined };

/** A person's picture or initials. Decoration: the name stands beside it or labels the button around it. */
export function Avatar({ name, size = 32, src }: AvatarProps) {
  const pair = inks[pairOf(name)];
  const style = {
    inlineSize: size,
    blockSize: size,
    fontSize: Math.round(size * 0.38),
    '--pale': pair?.paper,
    '--deep': pair?.ground,
  };
  if (src) return <img src={src} alt="" width={size} height={size} loading="lazy" className={styles.picture} />;
  return (
    <span className={styles.avatar} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
