import {
  IconCertificate,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconDownload,
  IconFileText,
  IconFileTypePdf,
  IconHeadphones,
  IconListCheck,
  IconPlayerPlayFilled,
  IconVideo,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ContentType, Course } from '../../../../server/courses/contract.ts';
import { classes, Link, StepPips, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { moduleAddress } from '../../learning/addresses.ts';
import { type CourseMap, type MapSection, type MapStep, minutesAhead } from '../course-map.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './course-map-view.module.css';

const icons: Record<ContentType, typeof IconVideo> = {
  markdown: IconFileText,
  video: IconVideo,
  audio: IconHeadphones,
  pdf: IconFileTypePdf,
  file: IconDownload,
  quiz: IconListCheck,
};

type CourseMapViewProps = {
  course: Course;
  map: CourseMap;
  /** Steps lead to their lessons: for people in the course, and those who teach it. */
  opens: boolean;
};

/** The way through a course as one line, from the first step to the certificate. */
export function CourseMapView({ course, map, opens }: CourseMapViewProps) {
  const t = useMessages(coursesMessages);
  if (map.sections.length === 0) return <p className={styles.nothing}>{t('courses.noModules')}</p>;
  return (
    <div className={styles.map}>
      {map.sections.map(section => (
        <Section key={section.key} section={section} opens={opens} />
      ))}
      <End course={course} map={map} />
    </div>
  );
}

function Section({ section, opens }: { section: MapSection; opens: boolean }) {
  const t = useMessages(coursesMessages);
  const [unfolded, setUnfolded] = useState(false);
  const { title, steps, done, total, finished } = section;
  const list = `section-${section.key}`;
  const rows = (
    <ol id={list}>
      {steps.map(step => (
        <Step key={step.module.id} step={step} opens={opens} />
      ))}
    </ol>
  );
  if (!finished) {
    return (
      <>
        {title ? (
          <div className={classes(styles.row, styles.heading, steps[0]?.state !== 'ahead' && styles.passed)}>
            <h3 className={styles.section}>{title}</h3>
            <span className={styles.count}>
              {opens ? t('courses.doneOf', { done, total }) : t('courses.stepCount', { count: steps.length })}
            </span>
          </div>
        ) : null}
        {rows}
      </>
    );
  }
  const Chevron = unfolded ? IconChevronUp : IconChevronDown;
  return (
    <>
      <button
        type="button"
        className={classes(styles.row, styles.passed, styles.folded)}
        aria-expanded={unfolded}
        aria-controls={unfolded ? list : undefined}
        onClick={() => setUnfolded(!unfolded)}
      >
        <span className={classes(styles.node, styles.done)} aria-hidden="true">
          <IconCheck size={16} stroke={2.5} />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{title ?? t('courses.unnamed')}</span>
          <span className={styles.detail}>{t('courses.stepsDone', { count: steps.length })}</span>
        </span>
        <span className={styles.pips} aria-hidden="true" data-many={steps.length > 5 || undefined}>
          <StepPips
            size="fixed"
            pips={steps.slice(0, 8).map(({ module, state }) => ({
              key: String(module.id),
              state: state === 'done' ? 'done' : 'ahead',
            }))}
          />
        </span>
        <Chevron size={18} stroke={1.75} aria-hidden="true" className={styles.chevron} />
      </button>
      {unfolded ? rows : null}
    </>
  );
}

function Step({ step: { module, state }, opens }: { step: MapStep; opens: boolean }) {
  const t = useMessages(coursesMessages);
  const format = useFormat();
  const Icon = icons[module.content_type];
  const minutes = state === 'done' ? module.duration : minutesAhead(module);
  const time = minutes ? format.duration(minutes * 60) : null;
  const begun = state !== 'done' && (module.progress?.last_position ?? 0) > 0;
  const details = [
    module.is_mandatory ? null : t('courses.optional'),
    time && (begun ? t('courses.timeLeft', { time }) : time),
  ].filter(detail => detail !== null);
  const content = (
    <>
      <span className={classes(styles.node, styles[state], !module.is_mandatory && styles.optional)} aria-hidden="true">
        {state === 'done' ? <IconCheck size={16} stroke={2.5} /> : null}
        {state === 'current' ? <IconPlayerPlayFilled size={14} /> : null}
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{module.title}</span>
        <span className={styles.detail}>
          <Icon size={16} stroke={1.6} aria-hidden="true" />
          <VisuallyHidden>{t(`courses.kind-${module.content_type}`)}, </VisuallyHidden>
          <span>{details.join(', ') || t(`courses.kind-${module.content_type}`)}</span>
          {state === 'done' ? <VisuallyHidden>, {t('courses.stepDone')}</VisuallyHidden> : null}
        </span>
      </span>
      {state === 'current' ? <span className={styles.go}>{t('courses.goOn')}</span> : null}
    </>
  );
  const look = classes(styles.row, state === 'done' && styles.passed, state === 'current' && styles.here);
  return (
    <li>
      {opens ? (
        <Link
          href={moduleAddress(module.course_id, module.id)}
          className={classes(look, styles.link)}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          {content}
        </Link>
      ) : (
        <div className={look}>{content}</div>
      )}
    </li>
  );
}

function End({ course, map }: { course: Course; map: CourseMap }) {
  const t = useMessages(coursesMessages);
  const format = useFormat();
  const { enrolment } = course.standing;
  const left = map.total - map.done;
  const detail = enrolment?.completed_at
    ? t('courses.endEarned', { day: format.day(enrolment.completed_at) })
    : enrolment
      ? t('courses.endFrom', { count: left })
      : t('courses.endOpen');
  return (
    <div className={classes(styles.row, styles.end, enrolment?.completed_at && styles.passed)}>
      <span className={classes(styles.node, styles.seal)} aria-hidden="true">
        <IconCertificate size={18} stroke={1.75} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{t('courses.certificateIn', { title: course.title })}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
    </div>
  );
}
