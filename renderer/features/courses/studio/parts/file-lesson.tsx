import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Module } from '../../../../../server/courses/contract.ts';
import type { ContentFile } from '../../../../../server/media/contract.ts';
import {
  ActionIcon,
  Button,
  type DroppedFile,
  DropZone,
  IconTile,
  Link,
  notify,
  SelectField,
  State,
  type,
} from '../../../../kit/index.ts';
import { call } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { UploadRow } from '../../../media/parts/upload-row.tsx';
import { addUploads } from '../../../media/uploads.ts';
import { useUploads } from '../../../media/use-uploads.ts';
import { type ModuleChange, reasonOf, studioKeys, useRefresh } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import styles from './file-lesson.module.css';
import { contentIcons } from './plan-view.tsx';

type FileLessonProps = { courseId: number; module: Module };

const accepts: Partial<Record<Module['content_type'], string>> = {
  video: 'video/*',
  audio: 'audio/*',
  pdf: 'application/pdf,.pdf',
};

/** Saves what became of an upload, also when another lesson is open by then. */
function useModuleChange(courseId: number, moduleId: number) {
  const t = useMessages(studioMessages);
  const queries = useQueryClient();
  const refresh = useRefresh(courseId);
  return (changeOf: (module: Module | undefined) => ModuleChange) => {
    const known = queries.getQueryData<Module>(studioKeys.module(courseId, moduleId));
    call('PUT /courses/:id/modules/:moduleId', { params: { id: courseId, moduleId }, body: changeOf(known) }).then(
      refresh.module,
      (error: unknown) => notify.error(reasonOf(error) ?? t('studio.unreachable')),
    );
  };
}

/** A lesson that is a file: dropping one stores it, dropping another replaces it; films take captions. */
export function FileLesson({ courseId, module }: FileLessonProps) {
  const t = useMessages(studioMessages);
  const change = useModuleChange(courseId, module.id);
  const group = `lesson-${module.id}`;
  const uploads = useUploads(group).filter(({ state }) => state !== 'stored');
  const { file, content_type } = module;
  const take = ([first]: DroppedFile[]) => {
    if (!first) return;
    const onStored = ({ id, duration }: ContentFile) =>
      change(known => ({
        file_id: id,
        ...(duration && !known?.duration ? { duration: Math.max(1, Math.round(duration / 60)) } : {}),
      }));
    addUploads(group, [{ file: first.file, name: first.file.name, courseId, onStored }]);
  };
  const accept = accepts[content_type];
  return (
    <div className={styles.lesson}>
      {file ? <FileCard file={file} type={content_type} captions={module.captions} /> : null}
      {uploads.length > 0 ? (
        <ul className={styles.list}>
          {uploads.map(upload => (
            <UploadRow
              key={upload.id}
              upload={upload}
              becomes={file ? t('studio.replaces', { name: file.original_name }) : t('studio.becomesThis')}
            />
          ))}
        </ul>
      ) : null}
      <DropZone
        title={
          file ? t('studio.replaceFile') : t(`studio.dropFile.${content_type as 'video' | 'audio' | 'pdf' | 'file'}`)
        }
        lead={t('studio.dropFileLead')}
        folders={false}
        onFiles={take}
        {...(accept ? { accept } : {})}
      />
      {content_type === 'video' || content_type === 'audio' ? (
        <CaptionsPart courseId={courseId} module={module} />
      ) : null}
    </div>
  );
}

type FileCardProps = { file: ContentFile; type: Module['content_type']; captions: Module['captions'] };

function FileCard({ file, type: kind, captions }: FileCardProps) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const Icon = contentIcons[kind];
  const facts = [
    format.bytes(file.size),
    file.duration ? format.duration(file.duration) : null,
    file.width && file.height ? `${file.width} × ${file.height}` : null,
  ];
  const source = `/api/v1/files/${file.id}`;
  return (
    <section className={styles.card} aria-label={file.original_name}>
      <div className={styles.facts}>
        <IconTile>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
        </IconTile>
        <div className={styles.words}>
          <p className={styles.name}>{file.original_name}</p>
          <p className={styles.detail}>{facts.filter(Boolean).join(', ')}</p>
        </div>
        <Link href={source} target="_blank">
          {t('studio.open')}
        </Link>
      </div>
      {kind === 'video' ? (
        // The tracks are those that the instructor uploaded; before that there are none.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video className={styles.player} controls preload="metadata" src={source}>
          {captions.map(({ file_id, language, label }) => (
            <track key={file_id} kind="captions" src={`/api/v1/files/${file_id}`} srcLang={language} label={label} />
          ))}
        </video>
      ) : null}
      {kind === 'audio' ? (
        <audio className={styles.player} controls preload="metadata" src={source}>
          <track kind="captions" />
        </audio>
      ) : null}
    </section>
  );
}

const languages = ['en', 'es', 'fr', 'de', 'pt', 'it', 'ar', 'zh', 'ja', 'ru'] as const;

function CaptionsPart({ courseId, module }: FileLessonProps) {
  const t = useMessages(studioMessages);
  const change = useModuleChange(courseId, module.id);
  const input = useRef<HTMLInputElement>(null);
  const names = new Intl.DisplayNames(useFormat().locale, { type: 'language' });
  const [language, setLanguage] = useState<string>('en');
  const group = `captions-${module.id}`;
  const uploads = useUploads(group).filter(({ state }) => state !== 'stored');
  const take = (file: File) => {
    const own = { language, label: new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language };
    const onStored = ({ id }: ContentFile) =>
      change(known => ({
        captions: [...(known?.captions ?? []).filter(each => each.language !== language), { file_id: id, ...own }],
      }));
    addUploads(group, [{ file, name: file.name, courseId, onStored }]);
  };
  return (
    <section className={styles.captions}>
      <h2 className={type.pane}>{t('studio.captions')}</h2>
      {module.captions.length === 0 ? <p className={type.ink2}>{t('studio.captionsLead')}</p> : null}
      <ul className={styles.list}>
        {module.captions.map(({ file_id, label, language: code }) => (
          <li key={file_id} className={styles.caption}>
            <State kind="ok">{t('studio.captionsIn', { language: names.of(code) ?? label })}</State>
            <ActionIcon
              aria-label={t('studio.removeCaptions', { language: names.of(code) ?? label })}
              onClick={() =>
                change(known => ({ captions: (known?.captions ?? []).filter(each => each.file_id !== file_id) }))
              }
            >
              <IconTrash size={18} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      <div className={styles.addCaptions}>
        <SelectField
          label={t('studio.captionsLanguage')}
          value={language}
          onChange={value => value && setLanguage(value)}
          data={languages.map(value => ({ value, label: names.of(value) ?? value }))}
        />
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('studio.addCaptions')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".vtt,.srt,text/vtt"
          hidden
          aria-label={t('studio.addCaptions')}
          onChange={event => {
            const file = event.currentTarget.files?.[0];
            if (file) take(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
    </section>
  );
}
