import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import type { NetworkAddress } from '../../../../server/network/contract.ts';
import { Button, CopyButton, Dialog, QrCode, State } from '../../../kit/index.ts';
import { spoken } from '../../../platform/addresses.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';
import { useWayIn } from './way-in.ts';

/** Every address with the network it belongs to and its code. */
export function Addresses({ addresses }: { addresses: readonly NetworkAddress[] }) {
  const t = useMessages(networkMessages);
  const wayIn = useWayIn();
  const [shown, setShown] = useState<NetworkAddress | null>(null);
  return (
    <>
      <ul className={styles.rows}>
        {addresses.map(address => (
          <li key={address.url} className={styles.row}>
            <div className={styles.rowWords}>
              <p className={styles.address}>{spoken(address.url)}</p>
              <p className={styles.quiet}>{wayIn(address)}</p>
            </div>
            {address.best && addresses.length > 1 ? <State kind="ok">{t('network.best')}</State> : null}
            <div className={styles.rowActions}>
              <CopyButton named text={address.url} />
              <Button
                size="xs"
                variant="default"
                aria-label={t('network.showCodeOf', { address: spoken(address.url) })}
                leftSection={<IconQrcode size={14} stroke={1.75} aria-hidden="true" />}
                onClick={() => setShown(address)}
              >
                {t('network.showCode')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={shown ? spoken(shown.url) : ''}
        lead={t('network.codeLead')}
      >
        <div className={styles.code}>
          <div className={styles.paperWhite}>{shown ? <QrCode value={shown.url} size={240} /> : null}</div>
        </div>
      </Dialog>
    </>
  );
}
