/** What only the console's window on the machine itself may do; null in every browser. */
import type { Bridge } from '../../app/ipc/contract.ts';

declare global {
  interface Window {
    readonly lyceum?: Bridge;
  }
}

export const bridge: Bridge | null = window.lyceum ?? null;
