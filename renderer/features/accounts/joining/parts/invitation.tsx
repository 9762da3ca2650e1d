import { type FormEvent, type ReactNode, useState } from 'react';
import type { InvitationFacts } from '../../../../../server/registration/contract.ts';
import { Button, TextField } from '../../../../kit/index.ts';
import { CallError } from '../../../../platform/call.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSite } from '../../../../platform/site.ts';
import { accountsMessages } from '../../messages/index.ts';
import { Entrance } from '../../parts/entrance.tsx';
import entrance from '../../parts/entrance.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import styles from '../joining.module.css';
import { joiningMessages } from '../messages/index.ts';

const TROUBLES = ['INVITATION_UNKNOWN', 'INVITATION_USED_UP', 'INVITATION_EXPIRED', 'INVITATION_REVOKED'] as const;

/** Why an invitation does not work, in the reader's language; null for anything else. */
function useTrouble(error: Error | null): string | null {
  const t = useMessages(joiningMessages);
  const code = TROUBLES.find(one => error instanceof CallError && error.code === one);
  return code ? t(`joining.${code}`) : null;
}

interface EnterCodeProps {
  lead: ReactNode;
  code: string;
  error: Error | null;
  busy: boolean;
  onCode: (code: string) => void;
  /** Where an invitation is not needed. */
  onWithout?: (() => void) | undefined;
}

/** For whoever has a code, typed from a slip or a poster. */
export function EnterCode({ lead, code, error, busy, onCode, onWithout }: EnterCodeProps) {
  const t = useMessages(joiningMessages);
  const a = useMessages(accountsMessages);
  const support = useSite()?.support_contact;
  const [typed, setTyped] = useState(code);
  const [tried, setTried] = useState(false);
  const trouble = useTrouble(error);
  const missing = typed.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) onCode(typed.trim());
  };
  const refused = trouble !== null && typed.trim() === code ? trouble : undefined;
  return (
    <Entrance title={a('accounts.register')} lead={lead}>
      <form className={entrance.form} onSubmit={submit} noValidate>
        <TextField
          size="lg"
          className={styles.code}
          label={t('joining.code')}
          description={t('joining.codeHelp')}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={typed}
          error={tried && missing ? t('joining.codeMissing') : refused}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        {trouble === null ? <Refusal error={error} /> : null}
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {t('joining.goOn')}
        </Button>
        {onWithout ? (
          <Button size="lg" variant="subtle" fullWidth onClick={onWithout}>
            {t('joining.without')}
          </Button>
        ) : null}
      </form>
      {support ? (
        <p className={entrance.notice}>
          <strong>{a('accounts.askHere')}</strong>
          <br />
          <span className={entrance.support}>{support}</span>
        </p>
      ) : null}
    </Entrance>
  );
}

/** What the invitation is called, and where it leads besides the academy itself. */
export function Invited({ facts: { label, courses } }: { facts: InvitationFacts }) {
  const t = useMessages(joiningMessages);
  return (
    <div className={styles.invitation}>
      <p>{t.rich('joining.invitedTo', { label: <strong>{label}</strong> })}</p>
      {courses.length > 0 ? (
        <>
          <p>{t('joining.courses', { count: courses.length })}</p>
          <ul>
            {courses.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
