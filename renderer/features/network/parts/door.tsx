import type { Firewall, Network } from '../../../../server/network/contract.ts';
import { CopyButton, State, type StateKind } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

const names: Record<Firewall['kind'], string> = {
  none: '',
  ufw: 'ufw',
  firewalld: 'firewalld',
  nftables: 'nftables',
  windows: 'Windows Defender',
};
const kinds: Record<Firewall['ports'], StateKind> = { open: 'ok', closed: 'warn', unknown: 'info' };

/** The port that stands in addresses, and the firewall before it. */
export function Door({ network: { port, port_is_usual, firewall } }: { network: Network }) {
  const t = useMessages(networkMessages);
  const name = names[firewall.kind];
  const words =
    firewall.kind === 'none' ? t('network.firewall-none') : t(`network.firewall-${firewall.ports}`, { name });
  return (
    <>
      <div>
        <p>{t('network.port', { port: String(port) })}</p>
        <p className={styles.lead}>
          {port_is_usual ? t('network.portUsual') : t('network.portWhy', { port: String(port) })}
        </p>
      </div>
      <div>
        <State kind={kinds[firewall.ports]}>{words}</State>
        {firewall.command ? (
          <p className={styles.lead}>
            {firewall.ports === 'closed' ? t('network.firewallClosedLead') : t('network.firewallUnknownLead')}
          </p>
        ) : null}
      </div>
      {firewall.command ? (
        <div className={styles.command}>
          <code>{firewall.command}</code>
          <CopyButton named text={firewall.command} />
        </div>
      ) : null}
    </>
  );
}
