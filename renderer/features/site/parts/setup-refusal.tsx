import { Refused } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';

/** Why the server did not go along, in plain words; nothing for what the fields say themselves. */
export function useSetupRefusal(error: Error | null): string | null {
  const t = useMessages(siteMessages);
  if (!error) return null;
  if (!(error instanceof CallError)) return error.message;
  switch (error.code) {
    case 'OFFLINE':
    case 'NOT_READY':
      return t('site.unreachable');
    case 'RATE_LIMITED':
      return error.retryAfter
        ? t('site.tooOften', { count: Math.ceil(error.retryAfter / 60) })
        : t('site.tooOftenSoon');
    case 'FORBIDDEN':
      return t('site.codeWrong');
    case 'ALREADY_SET_UP':
      return t('site.already');
    default:
      return error.errors.some(({ field }) => field) ? null : error.message;
  }
}

export function SetupRefusal({ error }: { error: Error | null }) {
  const words = useSetupRefusal(error);
  if (words === null) return null;
  return <Refused>{words}</Refused>;
}
