import { useState } from 'react';
import type { Offer, Updates } from '../../../../server/updates/contract.ts';
import { Button, Refused, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { useSession } from '../../../platform/session.tsx';
import { useDecide, useDownload, useRehearse, useRemove } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';
import { ApplyDialog } from './apply-dialog.tsx';
import { JobLine } from './job-line.tsx';
import { Notes } from './notes.tsx';
import { OfferFacts } from './offer-facts.tsx';
import { RehearsalResult } from './rehearsal-result.tsx';

interface OfferCardProps {
  offer: Offer;
  updates: Updates;
  /** The one to look at. */
  first?: boolean;
}

/** One version that can be taken: what is new, what was found when it was rehearsed, and what can be done with it. */
export function OfferCard({ offer, updates, first = false }: OfferCardProps) {
  const t = useMessages(updatesMessages);
  const { may } = useSession();
  const { version, notes, rehearsal } = offer;
  const job = updates.job?.version === version ? updates.job : null;
  return (
    <Section content={styles.content} title={t('updates.version', { version })}>
      <OfferFacts offer={offer} />
      <Notes notes={notes} version={version} />
      {rehearsal ? <RehearsalResult rehearsal={rehearsal} /> : null}
      {job ? <JobLine job={job} /> : null}
      {may('update:apply') && !job ? <Actions offer={offer} updates={updates} first={first} /> : null}
    </Section>
  );
}

function Actions({ offer, updates, first }: Required<OfferCardProps>) {
  const t = useMessages(updatesMessages);
  const [asking, setAsking] = useState(false);
  const [download, rehearse, decide, remove] = [useDownload(), useRehearse(), useDecide(), useRemove()];
  const { version, is_here } = offer;
  const isBusy = updates.job !== null;
  const refused = [download, rehearse, decide, remove].find(({ error }) => error)?.error;
  return (
    <>
      <div className={styles.actions}>
        {is_here ? (
          <>
            <Button
              variant={first ? 'filled' : 'default'}
              disabled={isBusy || updates.unable !== null}
              onClick={() => setAsking(true)}
            >
              {t('updates.apply')}
            </Button>
            <Button
              variant="default"
              disabled={isBusy}
              loading={rehearse.isPending}
              onClick={() => rehearse.mutate(version)}
            >
              {t('updates.rehearse')}
            </Button>
          </>
        ) : null}
        {is_here ? null : (
          <Button
            variant={first ? 'filled' : 'default'}
            disabled={isBusy}
            loading={download.isPending}
            onClick={() => download.mutate(version)}
          >
            {t('updates.download')}
          </Button>
        )}
        {first ? (
          <Later version={version} remindAt={updates.remind_at} onLater={later => decide.mutate({ version, later })} />
        ) : null}
        <Button variant="subtle" onClick={() => decide.mutate({ version, skipped: true })}>
          {t('updates.skip')}
        </Button>
        {is_here && !first ? (
          <Button variant="subtle" onClick={() => remove.mutate(version)}>
            {t('updates.remove')}
          </Button>
        ) : null}
      </div>
      {refused ? <Refused>{refused.message}</Refused> : null}
      <ApplyDialog version={version} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

interface LaterProps {
  version: string;
  remindAt: string | null;
  onLater: (later: boolean) => void;
}

function Later({ remindAt, onLater }: LaterProps) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const isPut = remindAt !== null && Date.parse(remindAt) > now;
  if (!isPut)
    return (
      <Button variant="subtle" onClick={() => onLater(true)}>
        {t('updates.later')}
      </Button>
    );
  return <span className={styles.help}>{t('updates.remindAt', { when: format.day(remindAt) })}</span>;
}
