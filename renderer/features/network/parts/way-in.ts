import type { NetworkAddress } from '../../../../server/network/contract.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { networkMessages } from '../messages/index.ts';

/** A network as people call it: `Wi-Fi “Northgate”`, `Network cable`. */
export function useWayIn() {
  const t = useMessages(networkMessages);
  return ({ medium, ssid, network }: Pick<NetworkAddress, 'medium' | 'ssid' | 'network'>): string => {
    if (medium === 'wifi') return ssid ? t('network.on-wifiNamed', { name: ssid }) : t('network.on-wifi');
    return medium === 'other' ? t('network.on-other', { name: network }) : t(`network.on-${medium}`);
  };
}
