import type { Course } from '../../../../server/courses/contract.ts';
import type { Instructor } from '../../../../server/courses/team/contract.ts';
import { Avatar, type Fact, FactList, type } from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { MiniCertificate } from '../../certificates/parts/mini-certificate.tsx';
import { studyTime } from '../../learning/study-time.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './course-facts.module.css';

/** What waits at the end, and the facts of the course. */
export function CourseFacts({ course }: { course: Course }) {
  const t = useMessages(coursesMessages);
  const { me } = useSession();
  return (
    <>
      <section aria-labelledby="end">
        <h2 id="end" className={type.pane}>
          {t('courses.end')}
        </h2>
        <div className={styles.certificate}>
          <MiniCertificate
            courseId={course.id}
            name={me ? `${me.first_name} ${me.last_name}` : t('courses.yourName')}
            course={course.title}
          />
        </div>
        <p className={styles.note}>
          {t(course.standing.enrolment?.completed_at ? 'courses.endDone' : 'courses.endLead')}
        </p>
      </section>
      <div className={styles.facts}>
        <Facts course={course} />
      </div>
    </>
  );
}

function Person({ person: { first_name, last_name, avatar } }: { person: Instructor }) {
  const name = `${first_name} ${last_name}`;
  const src = avatar === null ? undefined : addressOf('/files/:id', { params: { id: avatar }, query: { width: 64 } });
  return (
    <span className={styles.person}>
      <Avatar name={name} size={24} src={src} />
      {name}
    </span>
  );
}

function Facts({ course }: { course: Course }) {
  const t = useMessages(coursesMessages);
  const format = useFormat();
  const { capacity, enrolled_count: taken, estimated_duration: minutes, version, published_at: since } = course;
  const instructors = [course.instructor, ...course.co_instructors];
  const facts: Fact[] = [
    {
      key: 'instructor',
      name: t('courses.instructor', { count: instructors.length }),
      value: instructors.map(person => <Person key={person.id} person={person} />),
    },
    { key: 'level', name: t('courses.level'), value: t(`courses.${course.difficulty_level}`) },
    ...(course.category ? [{ key: 'subject', name: t('courses.subject'), value: course.category }] : []),
    ...(minutes > 0 ? [{ key: 'length', name: t('courses.length'), value: studyTime(format, minutes) }] : []),
    ...(capacity === null
      ? []
      : [{ key: 'places', name: t('courses.places'), value: t('courses.placesTaken', { taken, capacity }) }]),
    ...(version > 0 && since
      ? [
          {
            key: 'version',
            name: t('courses.version'),
            value: t('courses.versionSince', { version, day: format.day(since) }),
          },
        ]
      : []),
  ];
  return <FactList facts={facts} nameWidth={88} />;
}
