import { IconFile, IconMusic, IconPhoto, IconPlayerPause, IconPlayerPlay, IconVideo, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ActionIcon, Button, IconTile, ProgressBar, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { mediaMessages } from '../messages/index.ts';
import { secondsLeft, speedOf, type Upload } from '../upload-rules.ts';
import { cancelUpload, pauseUpload, resumeUpload } from '../uploads.ts';
import styles from './upload-row.module.css';

type UploadRowProps = {
  upload: Upload;
  /** What it becomes: "Lesson 5 of Network defence". */
  becomes?: ReactNode;
};

/** One upload of the queue: what, how far, how long yet, and the ways to pause, go on and cancel. */
export function UploadRow({ upload, becomes }: UploadRowProps) {
  const t = useMessages(mediaMessages);
  const { name, size, sent, state } = upload;
  const Icon = icons[kindOf(name)];
  const moving = state !== 'stored' && state !== 'refused';
  return (
    <li className={styles.row}>
      <IconTile>
        <Icon size={20} stroke={1.6} aria-hidden="true" />
      </IconTile>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        {state === 'refused' ? (
          <p role="alert" className={styles.reason}>
            {upload.reason || t('media.refusedWhy', { name })}
          </p>
        ) : becomes ? (
          <p className={styles.becomes}>{becomes}</p>
        ) : null}
      </div>
      <UploadFigures upload={upload} />
      <UploadButtons upload={upload} />
      {moving ? (
        <div className={styles.bar}>
          <ProgressBar value={size === 0 ? 1 : sent / size} label={t('media.progress', { name })} />
        </div>
      ) : null}
    </li>
  );
}

function UploadFigures({ upload }: { upload: Upload }) {
  const t = useMessages(mediaMessages);
  const format = useFormat();
  const { size, sent, state } = upload;
  const amount = { sent: format.bytes(sent), size: format.bytes(size) };
  const speed = speedOf(upload.samples);
  const left = secondsLeft(upload);
  if (state === 'stored') return <State kind="ok">{t('media.stored')}</State>;
  if (state === 'refused') return <State kind="bad">{t('media.refused')}</State>;
  if (state === 'offline') return <State kind="warn">{t('media.offline')}</State>;
  const words = { waiting: t('media.waiting'), checking: t('media.checking'), paused: t('media.paused') };
  return (
    <div className={styles.figures}>
      <p className={styles.left}>
        {state === 'running' ? (left === null ? '' : t('media.left', { time: format.duration(left) })) : words[state]}
      </p>
      <p className={styles.amount}>
        {state === 'running' && speed !== null
          ? t('media.speed', { ...amount, speed: format.bytes(speed) })
          : t('media.amount', amount)}
      </p>
    </div>
  );
}

function UploadButtons({ upload: { id, name, state } }: { upload: Upload }) {
  const t = useMessages(mediaMessages);
  const settled = state === 'stored' || state === 'refused';
  return (
    <div className={styles.buttons}>
      {state === 'running' || state === 'waiting' || state === 'offline' ? (
        <ActionIcon aria-label={t('media.pause', { name })} onClick={() => pauseUpload(id)}>
          <IconPlayerPause size={18} stroke={1.75} />
        </ActionIcon>
      ) : null}
      {state === 'paused' ? (
        <ActionIcon aria-label={t('media.resume', { name })} onClick={() => resumeUpload(id)}>
          <IconPlayerPlay size={18} stroke={1.75} />
        </ActionIcon>
      ) : null}
      {state === 'refused' ? (
        <Button variant="default" size="xs" onClick={() => resumeUpload(id)}>
          {t('media.retry')}
        </Button>
      ) : null}
      {state === 'checking' ? null : (
        <ActionIcon
          aria-label={settled ? t('media.remove', { name }) : t('media.cancel', { name })}
          onClick={() => cancelUpload(id)}
        >
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  );
}

const icons = { video: IconVideo, audio: IconMusic, picture: IconPhoto, other: IconFile };

function kindOf(name: string): keyof typeof icons {
  if (/\.(mp4|m4v|webm|mov|mkv|avi|ogv)$/i.test(name)) return 'video';
  if (/\.(mp3|m4a|aac|ogg|opus|wav|flac)$/i.test(name)) return 'audio';
  return /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(name) ? 'picture' : 'other';
}
