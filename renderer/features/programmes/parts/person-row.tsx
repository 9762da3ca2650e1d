import type { PersonHead, Standing } from '../../../../server/learning/contract.ts';
import { Avatar, Link, ProgressBar, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { programmesMessages } from '../messages/index.ts';
import styles from '../people.module.css';
import { nameOf, pictureOf } from './names.ts';

type RowProps = { user: PersonHead; standing: Standing | null; href: string };

/** Somebody and how they get on, leading to everything about them. */
export function PersonRow({ user, standing, href }: RowProps) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const name = nameOf(user);
  const done = standing?.progress_percentage ?? null;
  return (
    <li className={styles.row}>
      <Link href={href} className={styles.link}>
        <Avatar name={name} size={40} src={pictureOf(user)} />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.detail}>{standing ? <Figures standing={standing} /> : t('programmes.hidden')}</span>
          {done === null ? null : <ProgressBar value={done / 100} label={t('programmes.progressOf', { name })} />}
        </span>
        <span className={styles.percent} aria-hidden="true">
          {done === null ? null : format.percent(Math.floor(done) / 100)}
        </span>
      </Link>
    </li>
  );
}

function Figures({ standing }: { standing: Standing }) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const { courses, completed, last_activity, quiet } = standing;
  const when = last_activity
    ? t('programmes.active', { when: format.ago(last_activity, now) })
    : t('programmes.neverActive');
  return (
    <>
      <span>{t('programmes.finishedOf', { count: courses, finished: format.number(completed) })}</span>
      {courses > 0 ? <span>{when}</span> : null}
      {quiet ? (
        <State kind="warn" size="small">
          {t('programmes.quiet')}
        </State>
      ) : null}
    </>
  );
}
