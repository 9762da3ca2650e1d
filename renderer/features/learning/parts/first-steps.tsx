import { Button, Cover, Link, type } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import { useCatalogue } from '../../courses/api.ts';
import { CourseCards } from '../../courses/parts/course-cards.tsx';
import { learningMessages } from '../messages/index.ts';
import styles from './next-step.module.css';
import own from './first-steps.module.css';

function Invitation({ title, lead, action }: { title: string; lead: string; action: string }) {
  const site = useSite();
  return (
    <section aria-labelledby="next-step" className={styles.step}>
      <Cover id={site?.key ?? 'lyceum'} width={560} height={292} />
      <div className={styles.words}>
        <h1 id="next-step" className={type.t6}>
          {title}
        </h1>
        <p className={styles.teach}>{lead}</p>
        <Button size="lg" component={Link} href="/catalogue" className={styles.go}>
          {action}
        </Button>
      </div>
    </section>
  );
}

/** For somebody without a course: what this page will be, and where to begin. */
export function FirstSteps() {
  const t = useMessages(learningMessages);
  const newest = useCatalogue({ sort: 'newest', per_page: 6 });
  return (
    <>
      <Invitation
        title={t('learning.firstCourse')}
        lead={t('learning.firstCourseLead')}
        action={t('learning.openCatalogue')}
      />
      {newest.data && newest.data.items.length > 0 ? (
        <section aria-labelledby="newest" className={own.newest}>
          <h2 id="newest" className={type.section}>
            {t('learning.newest')}
          </h2>
          <CourseCards courses={newest.data.items} />
        </section>
      ) : null}
    </>
  );
}

/** For somebody who has finished all their courses. */
export function AllDone() {
  const t = useMessages(learningMessages);
  return (
    <Invitation title={t('learning.allDone')} lead={t('learning.allDoneLead')} action={t('learning.openCatalogue')} />
  );
}
