import type { Offer } from '../../../../server/updates/contract.ts';
import { FactList } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { updatesMessages } from '../messages/index.ts';

/** What is to be known of a version before it is taken. */
export function OfferFacts({ offer }: { offer: Offer }) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const { released_at, size, migrations, source } = offer;
  const changes = migrations === null ? t('updates.changesUnknown') : t('updates.changes', { count: migrations });
  return (
    <FactList
      nameWidth={120}
      facts={[
        { key: 'released', name: t('updates.released'), value: format.date(released_at) },
        { key: 'size', name: t('updates.size'), value: format.bytes(size) },
        { key: 'data', name: t('updates.data'), value: changes },
        { key: 'source', name: t('updates.source'), value: t(`updates.source-${source}`) },
      ]}
    />
  );
}
