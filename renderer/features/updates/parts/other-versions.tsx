import type { Offer } from '../../../../server/updates/contract.ts';
import { Button, Chip, Refused, Section } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useDecide, useRemove } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';
import { Notes } from './notes.tsx';
import { OfferFacts } from './offer-facts.tsx';
import { RehearsalResult } from './rehearsal-result.tsx';

/** Versions that nobody is asked to take: said no to, or not for this machine as it is. One line each, the rest on demand. */
export function OtherVersions({ offers }: { offers: readonly Offer[] }) {
  const t = useMessages(updatesMessages);
  if (offers.length === 0) return null;
  return (
    <Section content={styles.content} title={t('updates.others')}>
      <ul className={styles.history}>
        {offers.map(offer => (
          <li key={offer.version}>
            <Other offer={offer} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Other({ offer }: { offer: Offer }) {
  const t = useMessages(updatesMessages);
  const { version, notes, unfit, is_skipped, rehearsal } = offer;
  return (
    <>
      <div className={styles.historyLine}>
        <strong>{t('updates.version', { version })}</strong>
        {is_skipped ? <Chip kind="mute">{t('updates.skipped')}</Chip> : null}
      </div>
      <p className={styles.help}>{unfit ?? t('updates.skippedLead')}</p>
      <details className={styles.details}>
        <summary>{t('updates.about')}</summary>
        <div className={styles.about}>
          <OfferFacts offer={offer} />
          <Notes notes={notes} version={version} />
          {rehearsal ? <RehearsalResult rehearsal={rehearsal} /> : null}
        </div>
      </details>
      <OtherActions offer={offer} />
    </>
  );
}

function OtherActions({ offer: { version, unfit, is_skipped, is_here } }: { offer: Offer }) {
  const t = useMessages(updatesMessages);
  const { may } = useSession();
  const [decide, remove] = [useDecide(), useRemove()];
  const refused = decide.error ?? remove.error;
  if (!may('update:apply')) return null;
  return (
    <>
      <div className={styles.actions}>
        {is_skipped && unfit === null ? (
          <Button
            variant="default"
            size="xs"
            loading={decide.isPending}
            onClick={() => decide.mutate({ version, skipped: false })}
          >
            {t('updates.unskip')}
          </Button>
        ) : null}
        {is_here ? (
          <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate(version)}>
            {t('updates.remove')}
          </Button>
        ) : null}
      </div>
      {refused ? <Refused>{refused.message}</Refused> : null}
    </>
  );
}
