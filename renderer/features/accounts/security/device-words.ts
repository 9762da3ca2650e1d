import type { Device } from '../../../../server/accounts/security/contract.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { securityMessages } from './messages/index.ts';

/** "Firefox on Windows", as far as it is known. */
export function useDeviceWords(): (device: Device) => string {
  const t = useMessages(securityMessages);
  return ({ browser, system }) => {
    if (browser && system) return t('security.deviceOn', { browser, system });
    return browser ?? system ?? t('security.program');
  };
}
