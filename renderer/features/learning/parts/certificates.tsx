import { IconCertificate } from '@tabler/icons-react';
import type { Home } from '../../../../server/learning/contract.ts';
import { IconTile, Link, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { learningMessages } from '../messages/index.ts';
import { minutesLeftIn, nearestCertificate } from '../next-step.ts';
import { studyTime } from '../study-time.ts';
import rows from './course-rows.module.css';
import styles from './certificates.module.css';

const SHOWN = 3;

function Row({ href, title, detail }: { href: string; title: string; detail: string }) {
  return (
    <Link href={href} className={styles.row}>
      <IconTile>
        <IconCertificate size={22} stroke={1.6} aria-hidden="true" />
      </IconTile>
      <span>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
    </Link>
  );
}

/** The certificate nearest ahead, and those that were earned. */
export function Certificates({ courses, certificates }: Pick<Home, 'courses' | 'certificates'>) {
  const t = useMessages(learningMessages);
  const format = useFormat();
  const ahead = nearestCertificate(courses);
  return (
    <>
      {ahead ? (
        <section aria-labelledby="ahead">
          <div className={rows.head}>
            <h2 id="ahead" className={type.section}>
              {t('learning.ahead')}
            </h2>
          </div>
          <Row
            href={`/courses/${ahead.course.id}`}
            title={t('learning.certificateIn', { title: ahead.course.title })}
            detail={t('learning.away', { time: studyTime(format, Math.max(1, minutesLeftIn(ahead))) })}
          />
        </section>
      ) : null}
      {certificates.length > 0 ? (
        <section aria-labelledby="earned">
          <div className={rows.head}>
            <h2 id="earned" className={type.section}>
              {t('learning.earned')}
            </h2>
            <Link href="/achievements" className={styles.all}>
              {t('learning.all', { count: certificates.length })}
            </Link>
          </div>
          {certificates.slice(0, SHOWN).map(({ id, course_title: title, issued_at: issued }) => (
            <Row
              key={id}
              href="/achievements"
              title={title}
              detail={t('learning.issuedOn', { day: format.day(issued) })}
            />
          ))}
        </section>
      ) : null}
    </>
  );
}
