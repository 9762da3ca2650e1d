import type { Network } from '../../../server/network/contract.ts';
import { ErrorPanel, PageTitle, Skeleton, Section } from '../../kit/index.ts';
import { spoken } from '../../platform/addresses.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useNetwork } from './api.ts';
import { networkMessages } from './messages/index.ts';
import styles from './network.module.css';
import { Addresses } from './parts/addresses.tsx';
import { Door } from './parts/door.tsx';
import { Origins } from './parts/origins.tsx';
import { PhoneTests } from './parts/phone-test.tsx';
import { Poster } from './parts/poster.tsx';
import { ShortNameForm } from './parts/short-name.tsx';

/** Settings, Network: how learners reach the academy. */
export function NetworkPage() {
  const t = useMessages(networkMessages);
  const { data, error, refetch } = useNetwork();
  usePage(t('network.page'));
  if (data) return <Settings network={data} />;
  if (error) {
    return (
      <ErrorPanel title={t('network.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  }
  return (
    <div className={styles.body}>
      <Skeleton width={420} height={34} />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  );
}

/** What is said of the ways in: only what there is. */
function leadOf({ learners_url: url, announce }: Network) {
  if (!url) return 'network.leadNone';
  return announce ? 'network.lead' : 'network.leadNoName';
}

function Settings({ network }: { network: Network }) {
  const t = useMessages(networkMessages);
  const mayChange = useSession().may('network:update');
  const { learners_url: url, addresses } = network;
  return (
    <>
      <PageTitle lead={t(leadOf(network))}>
        {url ? t('network.title', { address: spoken(url) }) : t('network.titleNone')}
      </PageTitle>
      {addresses.length > 0 ? (
        <Section content={styles.body} title={t('network.addresses')} lead={t('network.addressesLead')}>
          <Addresses addresses={addresses} />
        </Section>
      ) : null}
      <Section content={styles.body} title={t('network.test')} lead={t('network.testLead')}>
        <PhoneTests />
      </Section>
      <Section
        content={styles.body}
        title={t('network.name')}
        lead={network.announce ? t('network.nameLead') : t('network.nameLeadOff')}
      >
        <ShortNameForm network={network} mayChange={mayChange} />
      </Section>
      <Section content={styles.body} title={t('network.poster')} lead={t('network.posterLead')}>
        <Poster poster={network.poster} ready={addresses.length > 0} />
      </Section>
      <Section content={styles.body} title={t('network.door')} lead={t('network.doorLead')}>
        <Door network={network} />
      </Section>
      <Section content={styles.body} title={t('network.origins')} lead={t('network.originsLead')}>
        <Origins mayChange={mayChange} />
      </Section>
    </>
  );
}
