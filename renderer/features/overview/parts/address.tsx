import { IconCopy, IconExternalLink } from '@tabler/icons-react';
import type { Overview } from '../../../../server/overview/contract.ts';
import { Button, Link, notify, Plate, PlateButton, QrCode } from '../../../kit/index.ts';
import { learnersAddress, spoken } from '../../../platform/addresses.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';

type Addresses = Overview['addresses'];

/** Copies a text; where the page is not secure (an address without https) the clipboard is not there, which is said. */
function useCopy() {
  const t = useMessages(overviewMessages);
  return (text: string) =>
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => notify.done(t('overview.copied')),
      () => notify.error(t('overview.notCopied')),
    );
}

/** Opens one of the academy's addresses in a browser. */
function openOutside(url: string): void {
  if (bridge) void bridge.openAddress(url);
  else window.open(url, '_blank', 'noopener');
}

/** Where learners reach the academy: address, QR code, and the other ways in. */
export function AddressPlate({ addresses }: { addresses: Addresses }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const site = useSite();
  const copy = useCopy();
  const { best, others } = learnersAddress(addresses);
  if (!best) return null;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;
  const lead = [
    ...(others.length > 0 ? [t('overview.or', { addresses: format.list(others.map(({ url }) => spoken(url))) })] : []),
    ...(best.kind === 'lan' ? [t('overview.on', { network: best.network })] : []),
  ].join(', ');
  return (
    <div className={styles.plate}>
      <Plate
        siteId={site?.key ?? 'lyceum'}
        over={best.kind === 'lan' ? t('overview.learnersOpen') : t('overview.onlyHere')}
        title={spoken(best.url)}
        lead={best.kind === 'lan' ? lead : t('overview.onlyHereLead')}
        actions={
          <>
            <PlateButton primary icon={<IconCopy {...icon} />} onClick={() => void copy(best.url)}>
              {t('overview.copy')}
            </PlateButton>
            <PlateButton icon={<IconExternalLink {...icon} />} onClick={() => openOutside(best.url)}>
              {t('overview.openAcademy')}
            </PlateButton>
          </>
        }
        end={best.kind === 'lan' ? <QrCode value={best.url} /> : undefined}
      />
    </div>
  );
}

/** The address beside the graph, when something else is more important. */
export function SmallAddress({ addresses }: { addresses: Addresses }) {
  const t = useMessages(overviewMessages);
  const copy = useCopy();
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
        <Button
          size="xs"
          variant="default"
          mt={8}
          leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => void copy(best.url)}
        >
          {t('overview.copy')}
        </Button>
      </div>
    </section>
  );
}
