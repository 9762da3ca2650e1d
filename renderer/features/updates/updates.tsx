import type { Offer, Updates } from '../../../server/updates/contract.ts';
import { ErrorPanel, Refused, Skeleton, SkeletonText, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { usePage } from '../../platform/site.ts';
import { useUpdates } from './api.ts';
import { updatesMessages } from './messages/index.ts';
import { bestOf } from './offers.ts';
import { FeedSettings } from './parts/feed-settings.tsx';
import { FromFile } from './parts/from-file.tsx';
import { History } from './parts/history.tsx';
import { OfferCard } from './parts/offer-card.tsx';
import { OtherVersions } from './parts/other-versions.tsx';
import styles from './updates.module.css';

/** What runs, what is new, and how to get there without risk. */
export function UpdatesPage() {
  const t = useMessages(updatesMessages);
  const { data, error, refetch } = useUpdates();
  usePage(t('updates.updates'));
  if (data) return <Page updates={data} />;
  if (error) return <ErrorPanel onRetry={() => void refetch()}>{error.message}</ErrorPanel>;
  return (
    <>
      <Skeleton width={360} height={44} />
      <SkeletonText lines={6} />
    </>
  );
}

function Page({ updates }: { updates: Updates }) {
  const best = bestOf(updates.offers);
  const others = updates.offers.filter(offer => offer !== best);
  const isTakeable = (offer: Offer) => offer.unfit === null && !offer.is_skipped;
  return (
    <div className={styles.page}>
      <div className={styles.verdict}>
        <Standing updates={updates} />
      </div>
      {updates.unable ? <Refused>{updates.unable}</Refused> : null}
      {best ? <OfferCard key={best.version} offer={best} updates={updates} first /> : null}
      {others.filter(isTakeable).map(offer => (
        <OfferCard key={offer.version} offer={offer} updates={updates} />
      ))}
      <OtherVersions offers={others.filter(offer => !isTakeable(offer))} />
      <FeedSettings updates={updates} />
      <FromFile found={updates.found} />
      <History history={updates.history} />
    </div>
  );
}

/** The verdict: up to date, something new, not known, or the last update did not stay. */
function Standing({ updates }: { updates: Updates }) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const { version, offers, history, checked_at, check_error } = updates;
  const best = bestOf(offers);
  const [last] = history;
  if (last && last.outcome !== 'done' && (!best || best.version === last.version))
    return (
      <Verdict kind="warn" lead={t('updates.tookBackLead', { version })}>
        {t('updates.tookBack', { version: last.version })}
      </Verdict>
    );
  if (best)
    return (
      <Verdict kind="info" lead={t('updates.newLead', { version })}>
        {t('updates.new', { version: best.version })}
      </Verdict>
    );
  if (checked_at && check_error)
    return (
      <Verdict kind="info" lead={t('updates.notAsked', { ago: format.ago(checked_at, now) })}>
        {t('updates.runs', { version })}
      </Verdict>
    );
  const when = checked_at ? t('updates.checked', { ago: format.ago(checked_at, now) }) : t('updates.neverChecked');
  return (
    <Verdict kind="ok" lead={when}>
      {t('updates.current', { version })}
    </Verdict>
  );
}
