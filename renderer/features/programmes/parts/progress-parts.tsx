import type { PersonProgress, Standing } from '../../../../server/learning/contract.ts';
import { type Column, Cover, DataTable, ProgressBar, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { programmesMessages } from '../messages/index.ts';
import styles from '../person.module.css';

/** All courses together. */
export function Figures({ standing }: { standing: Standing }) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const { courses, completed, progress_percentage: done, last_activity: last, quiet } = standing;
  const finished = t('programmes.finishedOf', { count: courses, finished: format.number(completed) });
  const facts = [
    { key: 'courses', name: t('programmes.courses'), value: finished },
    {
      key: 'progress',
      name: t('programmes.progress'),
      value: done === null ? '–' : format.percent(Math.floor(done) / 100),
    },
    {
      key: 'last',
      name: t('programmes.lastActive'),
      value: last ? <time dateTime={last}>{format.ago(last, now)}</time> : t('programmes.notBegun'),
    },
  ];
  return (
    <dl className={styles.figures}>
      {facts.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {key === 'last' && quiet ? (
            <dd>
              <State kind="warn" size="small">
                {t('programmes.quiet')}
              </State>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

export function Courses({ courses }: { courses: PersonProgress['courses'] }) {
  const t = useMessages(programmesMessages);
  return (
    <section aria-labelledby="courses">
      <h2 id="courses" className={type.section}>
        {t('programmes.courses')}
      </h2>
      {courses.length === 0 ? <p className={type.ink2}>{t('programmes.noCourses')}</p> : null}
      <ul>
        {courses.map(course => (
          <Course key={course.course.id} {...course} />
        ))}
      </ul>
    </section>
  );
}

function Course({ course, completed_at, last_accessed, progress_percentage: done }: PersonProgress['courses'][number]) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const where = () => {
    if (completed_at) return t('programmes.finishedOn', { date: format.date(completed_at) });
    return last_accessed ? t('programmes.lastIn', { when: format.ago(last_accessed, now) }) : t('programmes.notBegun');
  };
  return (
    <li className={styles.course}>
      <Cover
        id={`course-${course.id}`}
        width={64}
        height={44}
        src={course.thumbnail === null ? undefined : `/api/v1/files/${course.thumbnail}?width=160`}
      />
      <span className={styles.words}>
        <span className={styles.title}>{course.title}</span>
        <span className={styles.detail}>{where()}</span>
        <ProgressBar value={done / 100} label={t('programmes.progressOf', { name: course.title })} />
      </span>
      <span className={styles.percent} aria-hidden="true">
        {format.percent(Math.floor(done) / 100)}
      </span>
    </li>
  );
}

export function Certificates({ certificates }: { certificates: PersonProgress['certificates'] }) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  return (
    <section aria-labelledby="certificates">
      <h2 id="certificates" className={type.section}>
        {t('programmes.certificates')}
      </h2>
      {certificates.length === 0 ? <p className={type.ink2}>{t('programmes.noCertificates')}</p> : null}
      <ul>
        {certificates.map(({ id, course_title, certificate_number: number, issued_at }) => (
          <li key={id} className={styles.certificate}>
            <span className={styles.title}>{course_title}</span>
            <span className={styles.detail}>{t('programmes.issued', { number, date: format.date(issued_at) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Result = PersonProgress['results'][number];

export function Results({ results }: { results: PersonProgress['results'] }) {
  const t = useMessages(programmesMessages);
  const columns = useColumns();
  return (
    <section aria-labelledby="results">
      <h2 id="results" className={type.section}>
        {t('programmes.results')}
      </h2>
      {results.length === 0 ? (
        <p className={type.ink2}>{t('programmes.noResults')}</p>
      ) : (
        <DataTable
          label={t('programmes.results')}
          rows={results}
          rowKey={({ attempt_id }) => attempt_id}
          rowName={({ assessment_title }) => assessment_title}
          columns={columns}
        />
      )}
    </section>
  );
}

function useColumns(): Column<Result>[] {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  return [
    {
      key: 'quiz',
      head: t('programmes.quiz'),
      main: true,
      cell: ({ assessment_title, course_title, attempt_number }) => (
        <span className={styles.words}>
          <span>{assessment_title}</span>
          <span className={styles.detail}>
            {course_title}, {t('programmes.attempt', { number: format.number(attempt_number) })}
          </span>
        </span>
      ),
    },
    { key: 'when', head: t('programmes.when'), cell: ({ submitted_at }) => format.date(submitted_at) },
    {
      key: 'score',
      head: t('programmes.score'),
      align: 'end',
      cell: ({ score }) => format.percent(Math.floor(score) / 100),
    },
    {
      key: 'result',
      head: t('programmes.result'),
      cell: ({ passed }) => (
        <State kind={passed ? 'ok' : 'warn'}>{t(passed ? 'programmes.passed' : 'programmes.notPassed')}</State>
      ),
    },
  ];
}
