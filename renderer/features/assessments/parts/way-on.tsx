import { IconChevronRight } from '@tabler/icons-react';
import type { AssessmentHead } from '../../../../server/assessments/contract.ts';
import { Button, Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useModules } from '../../courses/api.ts';
import { wayOnAfter } from '../../learning/way-on.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from '../result.module.css';
import { StartButton } from './start-button.tsx';

type WayOnProps = {
  assessment: AssessmentHead;
  passed: boolean;
  /** null without a limit. */
  attemptsLeft: number | null;
};

/** After a quiz: on to the next lesson when it is passed, else another try while there is one. */
export function WayOn({ assessment, passed, attemptsLeft }: WayOnProps) {
  const t = useMessages(assessmentsMessages);
  const { data: outline } = useModules(assessment.course_id);
  const course = `/courses/${assessment.course_id}`;
  const way = assessment.module_id === null ? null : wayOnAfter(outline ?? [], assessment.module_id);
  const again = !passed && attemptsLeft !== 0;
  return (
    <div className={styles.ways}>
      <Button component={Link} href={course} size="lg" variant="default">
        {t('assessments.backToCourse')}
      </Button>
      {again ? (
        <StartButton assessmentId={assessment.id}>{t('assessments.startAgain')}</StartButton>
      ) : way ? (
        <Button
          component={Link}
          href={way.next ? `${course}/modules/${way.next.id}` : `${course}/finished`}
          size="lg"
          rightSection={<IconChevronRight size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />}
          className={styles.next}
        >
          {way.next ? t('assessments.nextLesson', { title: way.next.title }) : t('assessments.finish')}
        </Button>
      ) : null}
    </div>
  );
}
