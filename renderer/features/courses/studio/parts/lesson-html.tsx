import { useEffect, useRef } from 'react';
import { type } from '../../../../kit/index.ts';
import { trustedHtml } from '../../../../platform/trusted-html.ts';
import styles from './lesson-html.module.css';

/** The lesson as learners read it. The HTML was made safe by the server; it comes from nowhere else. */
export function LessonHtml({ html, empty }: { html: string; empty: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) place.current.innerHTML = trustedHtml(html);
  }, [html]);
  if (!html.trim()) return <p className={type.ink3}>{empty}</p>;
  return <div ref={place} className={styles.prose} />;
}
