import {
  IconBold,
  IconCode,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
} from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { ActionIcon, Segmented, SkeletonText } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { UploadRow } from '../../../media/parts/upload-row.tsx';
import { addUploads } from '../../../media/uploads.ts';
import { useUploads } from '../../../media/use-uploads.ts';
import { type Mark, readingOf, withBlock, withMark, type Written } from '../markdown-rules.ts';
import { studioMessages } from '../messages/index.ts';
import { useGrowing } from '../use-growing.ts';
import type { LessonPartProps } from './lesson-editor.tsx';
import { LessonHtml } from './lesson-html.tsx';
import styles from './markdown-editor.module.css';

const tools: readonly { mark: Mark; icon: typeof IconBold; key?: string }[] = [
  { mark: 'heading', icon: IconH2 },
  { mark: 'bold', icon: IconBold, key: 'b' },
  { mark: 'italic', icon: IconItalic, key: 'i' },
  { mark: 'link', icon: IconLink, key: 'k' },
  { mark: 'code', icon: IconCode },
  { mark: 'list', icon: IconList },
  { mark: 'numbers', icon: IconListNumbers },
];

/** Markdown with a toolbar; pictures come in by dropping, pasting or choosing; the preview is the server's own rendering. */
export function MarkdownEditor({ courseId, module, draft }: LessonPartProps) {
  const t = useMessages(studioMessages);
  const area = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState<'write' | 'preview'>('write');
  const { content } = draft.fields;
  const group = `pictures-${module.id}`;
  const uploads = useUploads(group);

  const apply = (change: (written: Written) => Written) => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    const text = draft.latest().fields.content;
    const next = change({ text, from: Math.min(selectionStart, text.length), to: Math.min(selectionEnd, text.length) });
    draft.change({ content: next.text });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.from, next.to);
    });
  };
  const addPictures = (files: readonly File[]) =>
    addUploads(
      group,
      files.map(file => ({
        file,
        name: file.name,
        courseId,
        onStored: ({ id, original_name }) => {
          apply(written => withBlock(written, `![${altOf(original_name)}](/api/v1/files/${id})`));
          void draft.flush();
        },
      })),
    );
  const reading = readingOf(content);
  return (
    <div className={styles.editor}>
      <div className={styles.bar}>
        <Toolbar
          onMark={mark => apply(written => withMark(written, mark))}
          onPictures={addPictures}
          disabled={view === 'preview'}
        />
        <Segmented
          size="xs"
          value={view}
          aria-label={t('studio.view')}
          onChange={value => {
            void draft.flush();
            setView(value as typeof view);
          }}
          data={[
            { value: 'write', label: t('studio.write') },
            { value: 'preview', label: t('studio.seeIt') },
          ]}
        />
        <span className={styles.reading}>
          {t('studio.reading', { words: t('studio.words', { count: reading.words }), minutes: reading.minutes })}
        </span>
      </div>
      {uploads.some(({ state }) => state !== 'stored') ? (
        <ul className={styles.uploads}>
          {uploads
            .filter(({ state }) => state !== 'stored')
            .map(upload => (
              <UploadRow key={upload.id} upload={upload} />
            ))}
        </ul>
      ) : null}
      {view === 'preview' ? (
        draft.state === 'saving' || draft.state === 'unsaved' ? (
          <SkeletonText lines={8} />
        ) : (
          <LessonHtml html={module.html ?? ''} empty={t('studio.nothingWritten')} />
        )
      ) : (
        <WritingArea
          areaRef={area}
          value={content}
          onChange={text => draft.change({ content: text })}
          onMark={mark => apply(written => withMark(written, mark))}
          onFiles={addPictures}
        />
      )}
    </div>
  );
}

/** A file name as the first proposal of a description: "nft-flow.png" → "nft flow". */
const altOf = (name: string) =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[-_[\]]+/g, ' ')
    .trim();

const picturesIn = (list: FileList | undefined) =>
  Array.from(list ?? []).filter(({ type }) => type.startsWith('image/'));

type ToolbarProps = { onMark: (mark: Mark) => void; onPictures: (files: readonly File[]) => void; disabled: boolean };

function Toolbar({ onMark, onPictures, disabled }: ToolbarProps) {
  const t = useMessages(studioMessages);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div role="toolbar" aria-label={t('studio.format')} className={styles.tools}>
      {tools.map(({ mark, icon: Icon, key }) => (
        <ActionIcon
          key={mark}
          aria-label={t(`studio.mark.${mark}`)}
          title={key ? `${t(`studio.mark.${mark}`)} (Ctrl ${key.toUpperCase()})` : t(`studio.mark.${mark}`)}
          disabled={disabled}
          onClick={() => onMark(mark)}
        >
          <Icon size={18} stroke={1.75} />
        </ActionIcon>
      ))}
      <ActionIcon
        aria-label={t('studio.mark.picture')}
        title={t('studio.mark.picture')}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <IconPhoto size={18} stroke={1.75} />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={event => {
          onPictures(picturesIn(event.currentTarget.files ?? undefined));
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

type WritingAreaProps = {
  areaRef: { current: HTMLTextAreaElement | null };
  value: string;
  onChange: (text: string) => void;
  onMark: (mark: Mark) => void;
  onFiles: (files: readonly File[]) => void;
};

function WritingArea({ areaRef, value, onChange, onMark, onFiles }: WritingAreaProps) {
  const t = useMessages(studioMessages);
  useGrowing(areaRef, value);
  const pressed = (event: KeyboardEvent) => {
    const tool =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && tools.find(({ key }) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    onMark(tool.mark);
  };
  const takeFiles = (event: DragEvent | ClipboardEvent, list: FileList | undefined) => {
    const pictures = picturesIn(list);
    if (pictures.length === 0) return;
    event.preventDefault();
    onFiles(pictures);
  };
  return (
    <textarea
      ref={areaRef}
      className={styles.area}
      aria-label={t('studio.lessonText')}
      placeholder={t('studio.startWriting')}
      value={value}
      spellCheck
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={pressed}
      onPaste={event => takeFiles(event, event.clipboardData.files)}
      onDrop={event => takeFiles(event, event.dataTransfer.files)}
    />
  );
}
