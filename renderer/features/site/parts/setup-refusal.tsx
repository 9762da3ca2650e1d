import { Refused, TryAgainIn } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { fieldErrors } from '../../accounts/parts/refusal.tsx';
import { siteMessages } from '../messages/index.ts';

/** Fields of the questions that say themselves what is wrong with them. */
const TOLD_AT_FIELD: ReadonlySet<string> = new Set([
  'site_name',
  'name',
  'first_name',
  'last_name',
  'email',
  'password',
  'lan_name',
  'host',
  'from_address',
]);

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
      return t('site.tooOften');
    case 'FORBIDDEN':
      return t('site.codeWrong');
    case 'ALREADY_SET_UP':
      return t('site.already');
    default:
      return Object.keys(fieldErrors(error)).some(field => TOLD_AT_FIELD.has(field)) ? null : error.message;
  }
}

/** The words, and where the server says so, when to try again. */
export function SetupWait({ words, error }: { words: string; error: Error | null }) {
  const until = error instanceof CallError ? error.retryAt : undefined;
  return (
    <>
      {words} {until ? <TryAgainIn until={until} /> : null}
    </>
  );
}

export function SetupRefusal({ error }: { error: Error | null }) {
  const words = useSetupRefusal(error);
  if (words === null) return null;
  return (
    <Refused>
      <SetupWait words={words} error={error} />
    </Refused>
  );
}
