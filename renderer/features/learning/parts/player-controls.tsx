import {
  IconMaximize,
  IconMinimize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
} from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { Module } from '../../../../server/courses/contract.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { lessonMessages } from '../lesson-messages/index.ts';
import type { PlayerHandle } from '../use-player.ts';
import styles from './player.module.css';

type PlayerControlsProps = {
  player: PlayerHandle;
  speed: number;
  onSpeed: (rate: number) => void;
  /** A language, or `off`. */
  captions: string;
  languages: Module['captions'];
  onCaptions: (language: string) => void;
  /** What fills the screen; null where there is nothing to see. */
  frame: RefObject<HTMLDivElement | null> | null;
};

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

export function PlayerControls(props: PlayerControlsProps) {
  const { player, speed, onSpeed, captions, languages, onCaptions, frame } = props;
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const { state, seek, toggle } = player;
  const PlayIcon = state.playing ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <div className={styles.controls}>
      <SeekBar player={player} />
      <div className={styles.buttons}>
        <button
          type="button"
          aria-label={t(state.playing ? 'lesson.pause' : 'lesson.play')}
          onClick={toggle}
          className={styles.button}
        >
          <PlayIcon size={22} aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={t('lesson.back10')}
          onClick={() => seek(state.time - 10)}
          className={styles.button}
        >
          <IconRewindBackward10 size={24} stroke={1.6} aria-hidden="true" />
        </button>
        <span className={styles.time}>
          {format.clock(state.time)} <span className={styles.total}>/ {format.clock(state.duration)}</span>
        </span>
        <select
          aria-label={t('lesson.speed')}
          value={speed}
          onChange={event => onSpeed(Number(event.currentTarget.value))}
          className={styles.select}
        >
          {SPEEDS.map(rate => (
            <option key={rate} value={rate}>
              {format.number(rate)}×
            </option>
          ))}
        </select>
        {languages.length > 0 ? (
          <select
            aria-label={t('lesson.captions')}
            value={languages.some(({ language }) => language === captions) ? captions : 'off'}
            onChange={event => onCaptions(event.currentTarget.value)}
            className={styles.select}
          >
            <option value="off">CC: {t('lesson.captionsOff')}</option>
            {languages.map(({ file_id, language, label }) => (
              <option key={file_id} value={language}>
                CC: {label}
              </option>
            ))}
          </select>
        ) : null}
        {frame ? <FullScreenButton frame={frame} media={player.media} /> : null}
      </div>
    </div>
  );
}

/** Arrows go 5 seconds, page keys a tenth, Home and End to the ends; a pointer goes anywhere. */
function SeekBar({ player: { state, seek } }: { player: PlayerHandle }) {
  const t = useMessages(lessonMessages);
  const format = useFormat();
  const { time, duration } = state;
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -5,
      ArrowDown: -5,
      ArrowRight: 5,
      ArrowUp: 5,
      PageDown: -duration / 10,
      PageUp: duration / 10,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    seek(Math.min(duration, time + step));
  };
  return (
    <input
      type="range"
      min={0}
      max={duration || 1}
      step="any"
      value={Math.min(time, duration || 1)}
      aria-label={t('lesson.seek')}
      aria-valuetext={t('lesson.timeOf', { time: format.duration(time), total: format.duration(duration) })}
      onChange={event => seek(Number(event.currentTarget.value))}
      onKeyDown={onKey}
      className={styles.seek}
      style={{ '--at': `${duration > 0 ? (time / duration) * 100 : 0}%` } as Record<string, string>}
    />
  );
}

/** Telephones of one maker give the whole screen to films only, by a method of their own. */
type Film = HTMLMediaElement & { webkitEnterFullscreen?: () => void };
type FullScreenProps = { frame: RefObject<HTMLDivElement | null>; media: Film | null };

/** The whole player fills the screen; on telephones that cannot do that, the film does in the system's own player. */
function FullScreenButton({ frame, media }: FullScreenProps) {
  const t = useMessages(lessonMessages);
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  const toggle = () => {
    if (full) void document.exitFullscreen();
    else if (document.fullscreenEnabled) void frame.current?.requestFullscreen();
    else media?.webkitEnterFullscreen?.();
  };
  const Icon = full ? IconMinimize : IconMaximize;
  return (
    <button
      type="button"
      aria-label={t(full ? 'lesson.leaveFullscreen' : 'lesson.fullscreen')}
      onClick={toggle}
      className={styles.button}
    >
      <Icon size={22} stroke={1.6} aria-hidden="true" />
    </button>
  );
}
