import { Refused, TryAgainIn } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import { accountsMessages } from '../messages/index.ts';
import styles from './entrance.module.css';

type Fields = Readonly<Partial<Record<string, string>>>;

/** What the server says of single fields of a form, by field name. */
export function fieldErrors(error: unknown): Fields {
  if (!(error instanceof CallError)) return {};
  const told: Record<string, string> = {};
  for (const { field, message } of error.errors) if (field) told[field.split('.').at(-1) ?? field] = message;
  return told;
}

/** Refusals that the person cannot mend alone. */
const NEEDS_HELP = ['ACCOUNT_SUSPENDED', 'ACCOUNT_LEFT', 'ACCOUNT_LOCKED', 'ADDRESS_BLOCKED', 'SSO_REFUSED'];

/** Why the form was not accepted, where no single field says it. */
export function Refusal({ error }: { error: Error | null }) {
  const t = useMessages(accountsMessages);
  const support = useSite()?.support_contact;
  if (!error || Object.keys(fieldErrors(error)).length > 0) return null;
  const code = error instanceof CallError ? error.code : 'INTERNAL';
  const until = error instanceof CallError ? error.retryAt : undefined;
  const words = () => {
    switch (code) {
      case 'WRONG_CREDENTIALS':
        return t('accounts.wrongCredentials');
      case 'ACCOUNT_SUSPENDED':
        return t('accounts.suspended');
      case 'ACCOUNT_LEFT':
        return t('accounts.left');
      case 'ACCOUNT_LOCKED':
        return t('accounts.locked');
      case 'RATE_LIMITED':
        return until ? t('accounts.tooOften') : error.message;
      case 'OFFLINE':
        return t('accounts.unreachable');
      default:
        return error.message;
    }
  };
  return (
    <Refused>
      {words()} {until ? <TryAgainIn until={until} /> : null}
      {support && NEEDS_HELP.includes(code) ? (
        <span className={styles.askHere}>
          <strong>{t('accounts.askHere')}</strong>
          <br />
          <span className={styles.support}>{support}</span>
        </span>
      ) : null}
    </Refused>
  );
}
