/** Notifications of the system, for consoles in a browser; the window on the machine itself has its own. */
import { useCallback } from 'react';
import type { HealthNews } from '../../../server/health/contract.ts';
import { notify } from '../../kit/index.ts';
import { bridge } from '../../platform/bridge.ts';
import { useMessage } from '../../platform/socket.ts';

/** `plain`: browsers show none without https. */
export type NotificationState = 'plain' | 'ask' | 'allowed' | 'denied';

export function notificationState(): NotificationState {
  if (bridge) return 'allowed';
  if (!window.isSecureContext || typeof Notification === 'undefined') return 'plain';
  if (Notification.permission === 'granted') return 'allowed';
  return Notification.permission === 'denied' ? 'denied' : 'ask';
}

/** Asks the person for leave; answers what holds afterwards. */
export async function askForNotifications(): Promise<NotificationState> {
  if (notificationState() === 'ask') await Notification.requestPermission();
  return notificationState();
}

/** Tells news of health as they come: by the system where it may, and on the page itself. */
export function useHealthNews(enabled: boolean): void {
  useMessage(
    'health.changed',
    useCallback(
      ({ news }) => {
        if (!enabled) return;
        for (const one of news) tell(one);
      },
      [enabled],
    ),
  );
}

function tell({ kind, check, title, detail }: HealthNews): void {
  if (kind === 'over') notify.done(title);
  else notify.info(title);
  // In the window on the machine the console itself tells the system.
  if (bridge || notificationState() !== 'allowed' || document.visibilityState === 'visible') return;
  new Notification(title, { body: detail, tag: `lyceum-${check}` });
}
