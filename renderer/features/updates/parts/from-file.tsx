import { useRef, useState } from 'react';
import type { Updates } from '../../../../server/updates/contract.ts';
import { Button, DropZone, JobProgress, Refused, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../../platform/session.tsx';
import { secondsLeft } from '../../../platform/time-left.ts';
import { useTake } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import { sendPackage } from '../send-package.ts';
import styles from '../updates.module.css';

/** For sites without the internet: a package from this computer, or from a disk that is plugged into the server. */
export function FromFile({ found }: Pick<Updates, 'found'>) {
  const t = useMessages(updatesMessages);
  const { may } = useSession();
  if (!may('update:apply')) return null;
  return (
    <Section content={styles.content} title={t('updates.fromFile')} lead={t('updates.fromFileLead')}>
      {found.length > 0 ? <OnDisks found={found} /> : null}
      <Upload />
    </Section>
  );
}

function OnDisks({ found }: Pick<Updates, 'found'>) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const take = useTake();
  return (
    <div>
      <ul className={styles.found}>
        {found.map(({ path, name, size }) => (
          <li key={path}>
            <span className={styles.foundName}>
              <strong>{name}</strong>
              <span className={styles.help}>
                {path}, {format.bytes(size)}
              </span>
            </span>
            <Button
              variant="default"
              size="xs"
              aria-label={t('updates.takeNamed', { name })}
              loading={take.isPending && take.variables === path}
              onClick={() => take.mutate(path)}
            >
              {t('updates.take')}
            </Button>
          </li>
        ))}
      </ul>
      {take.error ? <Refused>{take.error.message}</Refused> : null}
    </div>
  );
}

/** `elapsed` in milliseconds. */
type Sending = { name: string; share: number; elapsed: number };

function Upload() {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    abort.current = new AbortController();
    const begun = Date.now();
    setRefused(null);
    setSending({ name: file.name, share: 0, elapsed: 0 });
    try {
      await sendPackage(
        file,
        share => setSending({ name: file.name, share, elapsed: Date.now() - begun }),
        abort.current.signal,
      );
      await queries.invalidateQueries({ queryKey: ['updates'] });
    } catch (error) {
      if (!abort.current.signal.aborted) setRefused((error as Error).message || t('updates.notSent'));
    } finally {
      setSending(null);
    }
  };
  if (sending) {
    const seconds = secondsLeft(sending.share, sending.elapsed);
    const detail = seconds === null ? undefined : t('updates.left', { time: format.duration(seconds) });
    return (
      <div className={styles.job} role="status">
        <JobProgress value={sending.share} what={t('updates.sending', { name: sending.name })} detail={detail} />
        <div>
          <Button variant="default" size="xs" onClick={() => abort.current?.abort()}>
            {t('updates.cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <DropZone
        title={t('updates.drop')}
        lead={t('updates.dropLead')}
        accept=".update"
        single
        onFiles={([first]) => void send(first?.file)}
      />
      {refused ? <Refused>{refused}</Refused> : null}
    </>
  );
}
