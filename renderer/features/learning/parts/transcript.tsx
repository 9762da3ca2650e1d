import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Module } from '../../../../server/courses/contract.ts';
import { classes, ErrorPanel, SkeletonText, TextField } from '../../../kit/index.ts';
import { useFormat, useLanguage, useMessages } from '../../../platform/messages/index.ts';
import { useTranscript } from '../lesson-api.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import { cueAt, cuesWith } from '../vtt.ts';
import styles from './transcript.module.css';

type TranscriptProps = {
  captions: Module['captions'];
  /** Seconds. */
  time: number;
  onSeek: (seconds: number) => void;
};

/** What is said, line by line: read it, search it, go to a line by pressing it. */
export function Transcript({ captions, time, onSeek }: TranscriptProps) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const language = useLanguage();
  const [words, setWords] = useState('');
  const chosen = captions.find(track => track.language.split('-')[0] === language) ?? captions[0];
  const { data: cues, error, refetch } = useTranscript(chosen?.file_id ?? null);
  const now = cues ? cues[cueAt(cues, time)] : undefined;
  const list = useRef<HTMLOListElement>(null);
  useNowInView(list, now?.start, words === '');
  if (!chosen) return <p className={styles.nothing}>{t('lesson.noCaptions')}</p>;
  if (error)
    return (
      <ErrorPanel level={3} onRetry={() => void refetch()}>
        {t('lesson.transcriptLost')}
      </ErrorPanel>
    );
  if (!cues) return <SkeletonText lines={6} />;
  const found = cuesWith(cues, words);
  return (
    <div lang={chosen.language}>
      <TextField
        aria-label={t('lesson.searchTranscript')}
        placeholder={t('lesson.searchTranscript')}
        type="search"
        size="md"
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
        className={styles.search}
      />
      {found.length === 0 ? <p className={styles.nothing}>{t('lesson.nothingFound')}</p> : null}
      <ol ref={list}>
        {found.map(cue => (
          <li key={`${cue.start}-${cue.text}`}>
            <button
              type="button"
              aria-current={cue === now ? 'true' : undefined}
              className={classes(styles.cue, cue === now && styles.now)}
              onClick={() => onSeek(cue.start)}
            >
              <span className={styles.time}>{format.clock(cue.start)}</span>
              <span>{cue.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Keeps the line that is heard in sight, inside the panel only: the page itself stays where the reader put it. */
function useNowInView(list: { current: HTMLOListElement | null }, start: number | undefined, follows: boolean): void {
  useEffect(() => {
    const line = list.current?.querySelector('[aria-current]');
    const panel = line?.closest('aside')?.firstElementChild;
    if (!line || !panel || !follows || start === undefined || panel.scrollHeight <= panel.clientHeight + 1) return;
    const [own, around] = [line.getBoundingClientRect(), panel.getBoundingClientRect()];
    if (own.top < around.top + 120 || own.bottom > around.bottom - 40)
      panel.scrollTop += own.top - around.top - around.height / 3;
  }, [list, start, follows]);
}
