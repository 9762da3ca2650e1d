/** What a course is called and who it is for; its cover, places and length. */
import { IconPhoto } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Course } from '../../../../server/courses/contract.ts';
import { Button, NumberField, SelectField, TextAreaField, TextField, type } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useId } from '../../../platform/page-routes.tsx';
import { UploadRow } from '../../media/parts/upload-row.tsx';
import { addUploads } from '../../media/uploads.ts';
import { useUploads } from '../../media/use-uploads.ts';
import { CourseCover } from '../parts/course-cover.tsx';
import { useRefresh } from './api.ts';
import type { DraftSource } from './draft.ts';
import { studioMessages } from './messages/index.ts';
import { Checklist } from './parts/checklist.tsx';
import { Conflict } from './parts/conflict.tsx';
import { CourseFrame } from './parts/course-frame.tsx';
import { TeamPart } from './parts/team.tsx';
import styles from './settings-room.module.css';
import { type OpenDraft, useDraft } from './use-draft.ts';

type CourseFields = Pick<
  Course,
  'title' | 'description' | 'difficulty_level' | 'estimated_duration' | 'capacity' | 'thumbnail'
> & { category: string };

const fieldsOf = ({
  title,
  description,
  difficulty_level,
  estimated_duration,
  capacity,
  thumbnail,
  category,
}: Course): CourseFields => ({
  title,
  description,
  difficulty_level,
  estimated_duration,
  capacity,
  thumbnail,
  category: category ?? '',
});

function courseSource(course: Course, onSaved: (course: Course) => void): DraftSource<CourseFields> {
  const params = { id: course.id };
  return {
    key: `course-${course.id}`,
    loaded: fieldsOf(course),
    isValid: ({ title }) => title.trim() !== '',
    read: async () => fieldsOf(await call('GET /courses/:id', { params })),
    save: async changes => {
      const { category, ...rest } = changes;
      const body = { ...rest, ...(category === undefined ? {} : { category: category.trim() || null }) };
      const saved = await call('PUT /courses/:id', { params, body });
      onSaved(saved);
      return { ...fieldsOf(saved), ...changes };
    },
  };
}

const checklistOf = (course: Course) => <Checklist courseId={course.id} version={course.version + 1} />;

export function SettingsRoom() {
  const t = useMessages(studioMessages);
  const courseId = useId('courseId');
  return (
    <CourseFrame
      courseId={courseId}
      room="settings"
      right={{
        label: t('studio.checks'),
        content: checklistOf,
      }}
    >
      {course => <CourseForm key={course.id} course={course} />}
    </CourseFrame>
  );
}

function CourseForm({ course }: { course: Course }) {
  const t = useMessages(studioMessages);
  const refresh = useRefresh(course.id);
  const draft = useDraft(courseSource(course, refresh.course));
  const { fields, change } = draft;
  return (
    <div className={styles.page}>
      <h1 className={type.t5}>{t('studio.courseSettings')}</h1>
      <Conflict draft={draft} />
      <TextField
        label={t('studio.title')}
        maxLength={160}
        value={fields.title}
        onChange={event => change({ title: event.currentTarget.value })}
        error={fields.title.trim() ? undefined : t('studio.titleMissing')}
      />
      <TextAreaField
        label={t('studio.description')}
        description={t('studio.descriptionLead')}
        counted
        maxLength={5000}
        minRows={4}
        value={fields.description}
        onChange={event => change({ description: event.currentTarget.value })}
      />
      <div className={styles.row}>
        <TextField
          label={t('studio.category')}
          maxLength={60}
          value={fields.category}
          onChange={event => change({ category: event.currentTarget.value })}
        />
        <SelectField
          label={t('studio.difficulty')}
          value={fields.difficulty_level}
          onChange={value => value && change({ difficulty_level: value as CourseFields['difficulty_level'] })}
          data={(['beginner', 'intermediate', 'advanced'] as const).map(value => ({
            value,
            label: t(`studio.difficulty.${value}`),
          }))}
        />
        <NumberField
          label={t('studio.courseMinutes')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={fields.estimated_duration}
          onChange={value => change({ estimated_duration: Number(value) || 0 })}
        />
        <NumberField
          label={t('studio.places')}
          placeholder={t('studio.noLimit')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={fields.capacity ?? ''}
          onChange={value => change({ capacity: value === '' ? null : Number(value) })}
        />
      </div>
      <CoverPart courseId={course.id} draft={draft} />
      <TeamPart courseId={course.id} />
    </div>
  );
}

function CoverPart({ courseId, draft }: { courseId: number; draft: OpenDraft<CourseFields> }) {
  const t = useMessages(studioMessages);
  const input = useRef<HTMLInputElement>(null);
  const group = `cover-${courseId}`;
  const uploads = useUploads(group).filter(({ state }) => state !== 'stored');
  const { thumbnail } = draft.fields;
  const take = (file: File) =>
    addUploads(group, [
      { file, name: file.name, courseId, purpose: 'thumbnail', onStored: ({ id }) => draft.change({ thumbnail: id }) },
    ]);
  return (
    <section className={styles.coverPart}>
      <h2 className={type.pane}>{t('studio.cover')}</h2>
      <p className={type.ink2}>{t('studio.coverLead')}</p>
      <div className={styles.cover}>
        <CourseCover course={{ id: courseId, thumbnail }} width={320} height={180} />
      </div>
      <div className={styles.buttons}>
        <Button
          variant="default"
          leftSection={<IconPhoto size={18} stroke={1.75} />}
          onClick={() => input.current?.click()}
        >
          {t('studio.chooseCover')}
        </Button>
        {thumbnail ? (
          <Button variant="subtle" onClick={() => draft.change({ thumbnail: null })}>
            {t('studio.removeCover')}
          </Button>
        ) : null}
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={event => {
            const file = event.currentTarget.files?.[0];
            if (file) take(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <ul className={styles.uploads}>
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  );
}
