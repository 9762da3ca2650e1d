import { IconCopy, IconDeviceMobileCheck, IconExternalLink, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Overview } from '../../../../server/overview/contract.ts';
import { CopyButton, Link, Plate, PlateButton, QrCode, useCopy } from '../../../kit/index.ts';
import { learnersAddress, spoken } from '../../../platform/addresses.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import { PhoneTestDialog } from '../../network/parts/phone-test.tsx';
import { usePoster } from '../../network/parts/poster.tsx';
import { useWayIn } from '../../network/parts/way-in.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';

type Addresses = Overview['addresses'];

/** Opens one of the academy's addresses in a browser. */
function openOutside(url: string): void {
  if (bridge) void bridge.openAddress(url);
  else window.open(url, '_blank', 'noopener');
}

/** Where learners reach the academy: short name where it works, address, QR code, and the ways to hand it out. */
export function AddressPlate({ overview }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const site = useSite();
  const { best } = learnersAddress(overview.addresses);
  if (!best) return null;
  const isLan = best.kind === 'lan';
  const shown = isLan ? (overview.learners_url ?? best.url) : best.url;
  return (
    <div className={styles.plate}>
      <Plate
        siteId={site?.key ?? 'lyceum'}
        over={isLan ? t('overview.learnersOpen') : t('overview.onlyHere')}
        title={spoken(shown)}
        lead={isLan ? <WaysIn overview={overview} shown={shown} /> : t('overview.onlyHereLead')}
        actions={<PlateActions url={shown} isLan={isLan} />}
        // Every phone understands the address in numbers; short names not every one.
        end={isLan ? <QrCode value={best.url} /> : undefined}
      />
    </div>
  );
}

/** `or 192.168.1.40:8080, on Wi-Fi “Northgate”` */
function WaysIn({ overview: { addresses }, shown }: { overview: Overview; shown: string }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const wayIn = useWayIn();
  const lan = addresses.filter(({ kind }) => kind === 'lan');
  const others = lan.filter(({ url }) => url !== shown).map(({ url }) => spoken(url));
  const networks = [...new Set(lan.map(wayIn))];
  return [
    ...(others.length > 0 ? [t('overview.or', { addresses: format.list(others) })] : []),
    t('overview.on', { network: format.list(networks) }),
  ].join(', ');
}

function PlateActions({ url, isLan }: { url: string; isLan: boolean }) {
  const t = useMessages(overviewMessages);
  const copy = useCopy();
  const print = usePoster();
  const [testing, setTesting] = useState(false);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;
  if (!isLan) {
    return (
      <PlateButton primary icon={<IconExternalLink {...icon} />} onClick={() => openOutside(url)}>
        {t('overview.openAcademy')}
      </PlateButton>
    );
  }
  return (
    <>
      <PlateButton primary icon={<IconPrinter {...icon} />} onClick={() => print()}>
        {t('overview.printPoster')}
      </PlateButton>
      <PlateButton icon={<IconCopy {...icon} />} onClick={() => copy(url)}>
        {t('overview.copy')}
      </PlateButton>
      <PlateButton icon={<IconDeviceMobileCheck {...icon} />} onClick={() => setTesting(true)}>
        {t('overview.testFromPhone')}
      </PlateButton>
      <PlateButton icon={<IconExternalLink {...icon} />} onClick={() => openOutside(url)}>
        {t('overview.openAcademy')}
      </PlateButton>
      {testing ? <PhoneTestDialog onClose={() => setTesting(false)} /> : null}
    </>
  );
}

/** The address beside the graph, when something else is more important. */
export function SmallAddress({ addresses }: { addresses: Addresses }) {
  const t = useMessages(overviewMessages);
  const { best, others } = learnersAddress(addresses);
  if (!best) return null;
  return (
    <section className={styles.small} aria-label={t('overview.learnersOpen')}>
      {best.kind === 'lan' ? (
        <span className={styles.smallCode}>
          <QrCode value={best.url} size={96} />
        </span>
      ) : null}
      <div>
        <p className={styles.quiet}>{best.kind === 'lan' ? t('overview.learnersOpen') : t('overview.onlyHere')}</p>
        <p className={styles.smallAddress}>
          <Link href={best.url} target="_blank" rel="noopener">
            {spoken(best.url)}
          </Link>
        </p>
        {others[0] ? <p className={styles.quiet}>{spoken(others[0].url)}</p> : null}
        <div className={styles.smallActions}>
          <CopyButton text={best.url} />
        </div>
      </div>
    </section>
  );
}
