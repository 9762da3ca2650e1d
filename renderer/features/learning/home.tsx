import { useState } from 'react';
import type { Home } from '../../../server/learning/contract.ts';
import { ErrorPanel } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useHome } from './api.ts';
import styles from './home.module.css';
import { learningMessages } from './messages/index.ts';
import { courseToContinue, partOfDay } from './next-step.ts';
import { Certificates } from './parts/certificates.tsx';
import { CourseRows } from './parts/course-rows.tsx';
import { HomeSkeleton } from './parts/home-skeleton.tsx';
import { AllDone, FirstSteps } from './parts/first-steps.tsx';
import { NextStep } from './parts/next-step.tsx';
import { Week } from './parts/week.tsx';

/** The learner's home: the next step first, and little else. */
export function HomePage() {
  const t = useMessages(learningMessages);
  const home = useHome();
  usePage(t('learning.home'));
  return (
    <>
      <Greeting />
      {home.data ? <Rooms home={home.data} /> : null}
      {home.isPending ? <HomeSkeleton /> : null}
      {home.isError && !home.data ? (
        <ErrorPanel title={t('learning.homeFailed')} onRetry={() => void home.refetch()}>
          {home.error.message}
        </ErrorPanel>
      ) : null}
    </>
  );
}

function Greeting() {
  const t = useMessages(learningMessages);
  const { timeZone } = useFormat();
  const { me } = useSession();
  const [now] = useState(() => new Date());
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now));
  return <p className={styles.greeting}>{t(`learning.${partOfDay(hour)}`, { name: me?.first_name ?? '' })}</p>;
}

function Rooms({ home }: { home: Home }) {
  const current = courseToContinue(home.courses);
  if (home.courses.length === 0 && home.certificates.length === 0) return <FirstSteps />;
  return (
    <>
      {current ? <NextStep course={current} /> : <AllDone />}
      <div className={styles.columns}>
        <section aria-labelledby="courses">
          <CourseRows courses={home.courses} />
        </section>
        <div className={styles.aside}>
          <section aria-labelledby="week">
            <Week week={home.week} />
          </section>
          <Certificates courses={home.courses} certificates={home.certificates} />
        </div>
      </div>
    </>
  );
}
