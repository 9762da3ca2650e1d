import { IconCheck } from '@tabler/icons-react';
import type { Module, ModuleHead } from '../../../../server/courses/contract.ts';
import { classes, Link, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { moduleAddress } from '../addresses.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import { sectionsOf } from '../way-on.ts';
import styles from './outline.module.css';

type OutlineProps = {
  outline: readonly ModuleHead[];
  current: number;
  headings: Module['headings'];
  onGo?: () => void;
};

/** Every lesson of the course, and the headings of the one that is open. */
export function Outline({ outline, current, headings, onGo }: OutlineProps) {
  const t = useMessages(lessonMessages);
  return (
    <nav aria-label={t('lesson.outline')}>
      {headings.length > 1 ? (
        <>
          <h2 className={styles.section}>{t('lesson.inThisText')}</h2>
          <ul className={styles.headings}>
            {headings
              .filter(({ level }) => level <= 3)
              .map(({ id, text, level }) => (
                <li key={id}>
                  <a href={`#${id}`} onClick={onGo} className={classes(styles.heading, level > 2 && styles.deeper)}>
                    {text}
                  </a>
                </li>
              ))}
          </ul>
        </>
      ) : null}
      {sectionsOf(outline).map(({ title, modules }) => (
        <div key={modules[0]?.number}>
          {title ? <h2 className={styles.section}>{title}</h2> : null}
          <ol className={styles.list}>
            {modules.map(({ module, number }) => (
              <Row key={module.id} module={module} number={number} here={module.id === current} onGo={onGo} />
            ))}
          </ol>
        </div>
      ))}
    </nav>
  );
}

type RowProps = { module: ModuleHead; number: number; here: boolean; onGo: (() => void) | undefined };

function Row({ module, number, here, onGo }: RowProps) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const done = module.progress?.completed_at != null;
  const details = [
    module.duration > 0 ? format.duration(module.duration * 60) : null,
    module.is_mandatory ? null : t('lesson.optional'),
  ].filter(detail => detail !== null);
  return (
    <li>
      <Link
        href={moduleAddress(module.course_id, module.id)}
        aria-current={here ? 'page' : undefined}
        onClick={onGo}
        className={styles.row}
      >
        <span className={classes(styles.number, done && styles.done)} aria-hidden="true">
          {done ? <IconCheck size={16} stroke={2.25} /> : number}
        </span>
        <span className={styles.title}>
          {module.title}
          {done ? <VisuallyHidden>, {t('lesson.isDone')}</VisuallyHidden> : null}
        </span>
        <span className={styles.detail}>{details.join(', ')}</span>
      </Link>
    </li>
  );
}
