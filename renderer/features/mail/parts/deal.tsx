import type { MailMessage } from '../../../../server/mail/contract.ts';
import { notify, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useDealWith } from '../api.ts';
import { mailMessages } from '../messages/index.ts';
import { kindOfState } from '../outcome-rules.ts';

export type Deal = ReturnType<typeof useDeal>;

/** Sends again or takes out, and says so. */
export function useDeal() {
  const t = useMessages(mailMessages);
  const { may } = useSession();
  const deal = useDealWith();
  return {
    allowed: may('mail:update'),
    busy: deal.isPending,
    run: ({ id, to_address: to }: Pick<MailMessage, 'id' | 'to_address'>, deed: 'resend' | 'cancel') =>
      deal.mutate(
        { id, deed },
        {
          onSuccess: () => notify.done(t(deed === 'resend' ? 'mail.resent' : 'mail.cancelled', { to })),
          onError: error => notify.error(error.message),
        },
      ),
  };
}

export function MessageStateWords({ state }: Pick<MailMessage, 'state'>) {
  const t = useMessages(mailMessages);
  const kind = kindOfState[state];
  const words = t(`mail.state-${state}`);
  return kind ? <State kind={kind}>{words}</State> : words;
}
