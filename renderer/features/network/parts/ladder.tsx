import { type ReactNode, useState } from 'react';
import type { Https, Rung } from '../../../../server/network/https/contract.ts';
import { Button, Chip, ConfirmDialog, JobProgress, Refused, State, type } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useJob } from '../../../platform/jobs.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useHttpsStep } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';
import { PublicDialog } from './public-dialog.tsx';
import { UploadDialog } from './upload-dialog.tsx';

const rungs: readonly Rung[] = ['none', 'local', 'uploaded', 'public'];

/** Every rung with what it adds and what it costs; the one in use is marked. */
export function Ladder({ https, mayChange }: { https: Https; mayChange: boolean }) {
  const t = useMessages(networkMessages);
  const [asked, setAsked] = useState<Rung | null>(null);
  const local = useHttpsStep(() => call('POST /https/local', {}));
  const use = useHttpsStep((rung: Rung) => call('PUT /https/rung', { body: { rung } }));
  const isReady = { none: true, local: https.authority !== null, uploaded: https.uploaded !== null, public: false };
  const take = (rung: Rung) => {
    if (rung === 'local') local.mutate(undefined);
    else setAsked(rung);
  };
  const failed = local.error ?? use.error;
  const actions = (rung: Rung): ReactNode => {
    if (!mayChange || (rung === https.rung && rung !== 'uploaded')) return null;
    const back = rung === 'uploaded' && isReady.uploaded && https.rung !== 'uploaded';
    return (
      <>
        {back ? (
          <Button variant="light" loading={use.isPending} onClick={() => use.mutate('uploaded')}>
            {t('network.rungBack')}
          </Button>
        ) : null}
        <Button
          variant={rung === 'none' || back || rung === https.rung ? 'default' : 'light'}
          loading={rung === 'local' && local.isPending}
          disabled={rung === 'public' && https.public?.job_id !== null && https.public !== null}
          onClick={() => take(rung)}
        >
          {rung === 'uploaded' && isReady.uploaded ? t('network.rung-uploadedAgain') : t(`network.rung-${rung}Use`)}
        </Button>
      </>
    );
  };
  return (
    <section className={styles.plate} aria-label={t('network.ladder')}>
      {failed ? <Refused>{failed.message}</Refused> : null}
      <ol className={styles.rungs}>
        {rungs.map(rung => (
          <RungRow key={rung} rung={rung} current={rung === https.rung} actions={actions(rung)}>
            {rung === 'public' ? <PublicProgress order={https.public} /> : null}
          </RungRow>
        ))}
      </ol>
      <ConfirmDialog
        open={asked === 'none'}
        onClose={() => setAsked(null)}
        title={t('network.leaveTitle')}
        lead={t('network.leaveLead')}
        keep={t('network.leaveKeep')}
        confirm={t('network.leaveDo')}
        busy={use.isPending}
        onConfirm={() => use.mutate('none', { onSettled: () => setAsked(null) })}
      />
      {asked === 'uploaded' ? <UploadDialog onClose={() => setAsked(null)} /> : null}
      {asked === 'public' ? <PublicDialog before={https.public} onClose={() => setAsked(null)} /> : null}
    </section>
  );
}

interface RungRowProps {
  rung: Rung;
  current: boolean;
  actions: ReactNode;
  children: ReactNode;
}

function RungRow({ rung, current, actions, children }: RungRowProps) {
  const t = useMessages(networkMessages);
  return (
    <li className={current ? `${styles.rung} ${styles.current}` : styles.rung} aria-current={current || undefined}>
      <div className={styles.rungHead}>
        <h2 className={type.pane}>{t(`network.rung-${rung}`)}</h2>
        {current ? <Chip kind="ok">{t('network.rungNow')}</Chip> : null}
      </div>
      <dl className={styles.what}>
        <dt>{t('network.adds')}</dt>
        <dd>{t(`network.rung-${rung}Adds`)}</dd>
      </dl>
      <dl className={styles.what}>
        <dt>{t('network.costs')}</dt>
        <dd>{t(`network.rung-${rung}Costs`)}</dd>
      </dl>
      {actions ? <div className={styles.rungActions}>{actions}</div> : null}
      {children}
    </li>
  );
}

/** How far the order of a public certificate is, or why it failed. */
function PublicProgress({ order }: { order: Https['public'] }) {
  const t = useMessages(networkMessages);
  const { data: job } = useJob(order?.job_id ?? null);
  if (!order) return null;
  if (order.job_id !== null)
    return (
      <div className={styles.rungFoot}>
        <JobProgress
          value={job?.progress ?? 0}
          what={t('network.publicBusy', { domain: order.domain })}
          detail={job?.note ?? undefined}
        />
      </div>
    );
  if (order.last_error === null) return null;
  return (
    <div className={styles.rungFoot}>
      <State kind="bad">{t('network.publicFailed', { domain: order.domain })}</State>
      <p className={styles.lead}>{order.last_error}</p>
    </div>
  );
}
