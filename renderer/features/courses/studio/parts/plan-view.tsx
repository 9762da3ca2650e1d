import {
  IconAlertTriangle,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconListCheck,
  IconMusic,
  IconVideo,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ContentType, ImportPlan, Problem } from '../../../../../server/courses/contract.ts';
import { Button, State, type StateKind, TextField, type } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { studioMessages } from '../messages/index.ts';
import { groupsOf } from '../outline-rules.ts';
import styles from './plan-view.module.css';

export const contentIcons: Record<ContentType, typeof IconFile> = {
  markdown: IconFileText,
  video: IconVideo,
  audio: IconMusic,
  pdf: IconFileTypePdf,
  file: IconFile,
  quiz: IconListCheck,
};

type PlanViewProps = {
  plan: ImportPlan;
  /** What will be uploaded. */
  files: ReadonlyMap<string, File>;
  onMake: (title: string) => void;
  onBack: () => void;
};

/** What a drop will become, before anything is stored: title, sections, lessons, and what is wrong with it. */
export function PlanView({ plan, files, onMake, onBack }: PlanViewProps) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const [title, setTitle] = useState(plan.title);
  const bytes = [...files.values()].reduce((sum, file) => sum + file.size, 0);
  const isEmpty = plan.modules.length === 0;
  return (
    <section className={styles.plan} aria-label={t('studio.import.plan')}>
      <form
        className={styles.head}
        onSubmit={event => {
          event.preventDefault();
          if (title.trim()) onMake(title.trim());
        }}
      >
        <div className={styles.name}>
          <TextField
            label={t('studio.import.becomesCourse')}
            value={title}
            maxLength={160}
            onChange={event => setTitle(event.currentTarget.value)}
            error={title.trim() ? undefined : t('studio.titleMissing')}
          />
          <p className={styles.count}>
            {t('studio.import.lessons', { count: plan.modules.length })}
            {files.size > 0 ? `, ${t('studio.import.files', { count: files.size, size: format.bytes(bytes) })}` : ''}
          </p>
        </div>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onBack}>
            {t('studio.import.other')}
          </Button>
          <Button type="submit" disabled={isEmpty || !title.trim()}>
            {t('studio.import.make')}
          </Button>
        </div>
      </form>
      {isEmpty ? <State kind="bad">{t('studio.import.nothing')}</State> : null}
      <ProblemList problems={plan.problems} />
      <PlannedLessons plan={plan} />
    </section>
  );
}

function PlannedLessons({ plan }: { plan: ImportPlan }) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const groups = groupsOf(plan.modules.map((module, id) => ({ ...module, id })));
  return (
    <div className={styles.sections}>
      {groups.map(group => (
        <section key={group.index} className={styles.section}>
          {group.section ? <h2 className={type.pane}>{group.section}</h2> : null}
          <ol className={styles.lessons}>
            {group.modules.map(module => {
              const Icon = contentIcons[module.content_type];
              return (
                <li key={module.id} className={styles.lesson}>
                  <Icon size={18} stroke={1.6} aria-hidden="true" />
                  <span className={styles.title}>{module.title}</span>
                  <span className={styles.detail}>
                    {module.question_count === null
                      ? t(`studio.kind.${module.content_type}`)
                      : t('studio.import.questions', { count: module.question_count })}
                    {module.duration > 0 ? `, ${format.duration(module.duration * 60)}` : ''}
                  </span>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

const kinds: Record<Problem['severity'], StateKind> = { error: 'bad', warning: 'warn', note: 'info' };

/** What is wrong with single files, with path and line; the worst first. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const t = useMessages(studioMessages);
  if (problems.length === 0) return null;
  const sorted = (['error', 'warning', 'note'] as const).flatMap(severity =>
    problems.filter(problem => problem.severity === severity),
  );
  const serious = problems.filter(({ severity }) => severity !== 'note').length;
  return (
    <details className={styles.problems} open={serious > 0 && sorted.length <= 8}>
      <summary className={styles.summary}>
        <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
        {serious > 0
          ? t('studio.import.problems', { count: serious })
          : t('studio.import.notes', { count: problems.length })}
      </summary>
      <ul className={styles.list}>
        {sorted.map(problem => (
          <li key={`${problem.path}:${problem.line}:${problem.code}:${problem.message}`} className={styles.problem}>
            <State kind={kinds[problem.severity]} size="small">
              {t(`studio.severity.${problem.severity}`)}
            </State>
            <span>
              {problem.path ? (
                <span className={styles.path}>
                  {problem.line === null
                    ? problem.path
                    : t('studio.import.atLine', { path: problem.path, line: problem.line })}
                </span>
              ) : null}
              {problem.message}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
