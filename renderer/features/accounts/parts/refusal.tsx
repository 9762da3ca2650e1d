import { Refused } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { accountsMessages } from '../messages/index.ts';

type Fields = Readonly<Partial<Record<string, string>>>;

/** What the server says of single fields of a form, by field name. */
export function fieldErrors(error: unknown): Fields {
  if (!(error instanceof CallError)) return {};
  const told: Record<string, string> = {};
  for (const { field, message } of error.errors) if (field) told[field.split('.').at(-1) ?? field] = message;
  return told;
}

/** Why the form was not accepted, where no single field says it. */
export function Refusal({ error }: { error: Error | null }) {
  const t = useMessages(accountsMessages);
  if (!error || Object.keys(fieldErrors(error)).length > 0) return null;
  const code = error instanceof CallError ? error.code : 'INTERNAL';
  const minutes = error instanceof CallError && error.retryAfter ? Math.ceil(error.retryAfter / 60) : null;
  const words = () => {
    switch (code) {
      case 'WRONG_CREDENTIALS':
        return t('accounts.wrongCredentials');
      case 'ACCOUNT_SUSPENDED':
        return t('accounts.suspended');
      case 'RATE_LIMITED':
        return minutes ? t('accounts.tooOften', { count: minutes }) : error.message;
      case 'OFFLINE':
        return t('accounts.unreachable');
      default:
        return error.message;
    }
  };
  return <Refused>{words()}</Refused>;
}
