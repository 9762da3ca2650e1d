/** What the last tries say of the whole, and how states look. */
import type { MailMessage, MessageState, Outcome, ShownMailSettings } from '../../../server/mail/contract.ts';
import type { StateKind } from '../../kit/index.ts';

/** Outcomes about one message only; the others stand in the way of all. As delivery-rules.ts of the server says. */
const ABOUT_ONE: readonly Outcome[] = ['accepted', 'recipient-refused', 'content-refused', 'deferred', 'unreadable'];

export interface MailVerdict {
  kind: StateKind;
  name: 'off' | 'untried' | 'works' | 'broken';
}

export function verdictOf(
  settings: Pick<ShownMailSettings, 'configured'>,
  last: Pick<MailMessage, 'outcome'> | null,
): MailVerdict {
  if (!settings.configured) return { kind: 'info', name: 'off' };
  if (!last?.outcome) return { kind: 'info', name: 'untried' };
  return ABOUT_ONE.includes(last.outcome) ? { kind: 'ok', name: 'works' } : { kind: 'bad', name: 'broken' };
}

/** Silent where all is as usual. */
export const kindOfState: Record<MessageState, StateKind | null> = {
  queued: 'mute',
  sending: 'busy',
  sent: null,
  failed: 'bad',
  cancelled: null,
};
