import { useEffect, useRef, useState } from 'react';
import type { Module } from '../../../../server/courses/contract.ts';
import type { ContentFile } from '../../../../server/media/contract.ts';
import { classes, Cover } from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { engravingOf } from '../../courses/parts/course-cover.tsx';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { PlayerHandle } from '../use-player.ts';
import { PlayerControls } from './player-controls.tsx';
import styles from './player.module.css';

const SPEED_KEY = 'lyceum.speed';
const CAPTIONS_KEY = 'lyceum.captions';
const fileAt = (id: number) => addressOf('/files/:id', { params: { id } });

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage refused: the defaults hold
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see remembered
  }
}

/** The browser's own player under our own controls: these work with the keyboard and are large enough for a thumb. */
export function Player({ module, file, player }: { module: Module; file: ContentFile; player: PlayerHandle }) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const { media, setMedia, state, toggle } = player;
  const [speed, setSpeed] = useState(() => Number(remembered(SPEED_KEY)) || 1);
  const [captions, setCaptions] = useState(() => remembered(CAPTIONS_KEY) ?? 'off');
  const film = module.content_type === 'video';
  useEffect(() => {
    if (media) playAt(media, speed);
  }, [media, speed]);
  useShownCaptions(media, captions);
  const change = {
    speed(rate: number) {
      setSpeed(rate);
      remember(SPEED_KEY, String(rate));
    },
    captions(language: string) {
      setCaptions(language);
      remember(CAPTIONS_KEY, language);
    },
  };
  const tracks = module.captions.map(({ file_id, language, label }) => (
    <track key={file_id} kind="captions" src={fileAt(file_id)} srcLang={language} label={label} />
  ));
  return (
    <section
      ref={frame}
      aria-label={t('lesson.player', { title: module.title })}
      className={classes(styles.player, !film && styles.sound)}
    >
      {film ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
        <video
          ref={setMedia}
          src={fileAt(file.id)}
          preload="metadata"
          playsInline
          {...(file.width && file.height && { width: file.width, height: file.height })}
          onClick={toggle}
          className={styles.film}
        >
          {tracks}
        </video>
      ) : (
        <>
          <Cover id={engravingOf(module.course_id)} width={720} height={160} className={styles.cover} />
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
          <audio ref={setMedia} src={fileAt(file.id)} preload="metadata">
            {tracks}
          </audio>
        </>
      )}
      {state.failed ? (
        <p role="alert" className={styles.failed}>
          {t('lesson.cannotPlay')}{' '}
          <a href={addressOf('/files/:id', { params: { id: file.id }, query: { download: '1' } })}>
            {t('lesson.download', { name: file.original_name, size: format.bytes(file.size) })}
          </a>
        </p>
      ) : null}
      <PlayerControls
        player={player}
        speed={speed}
        onSpeed={change.speed}
        captions={captions}
        languages={module.captions}
        onCaptions={change.captions}
        frame={film ? frame : null}
      />
    </section>
  );
}

function playAt(media: HTMLMediaElement, rate: number): void {
  media.playbackRate = rate;
}

/** Shows the captions of one language, above the controls. */
function useShownCaptions(media: HTMLMediaElement | null, language: string): void {
  useEffect(() => {
    if (!media) return;
    const tracks = [...media.textTracks];
    const lift = (track: TextTrack) => {
      for (const cue of track.cues ?? []) Object.assign(cue, { snapToLines: false, line: 76 });
    };
    for (const track of tracks) track.mode = track.language === language ? 'showing' : 'disabled';
    const elements = [...media.querySelectorAll('track')];
    const loaded = (event: Event) => lift((event.currentTarget as HTMLTrackElement).track);
    for (const element of elements) element.addEventListener('load', loaded);
    for (const track of tracks) if (track.mode === 'showing') lift(track);
    return () => {
      for (const element of elements) element.removeEventListener('load', loaded);
    };
  }, [media, language]);
}
