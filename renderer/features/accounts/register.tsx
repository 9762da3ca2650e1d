import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button, Link, TextField } from '../../kit/index.ts';
import { useLanguage, useMessages } from '../../platform/messages/index.ts';
import { usePage, useSite } from '../../platform/site.ts';
import { useDocuments } from '../privacy/api.ts';
import { ConsentFields } from '../privacy/parts/consent-fields.tsx';
import { usePasswordMin } from './api.ts';
import { useInvitation, useRegister } from './joining/api.ts';
import { joiningMessages } from './joining/messages/index.ts';
import { EnterCode, Invited } from './joining/parts/invitation.tsx';
import { LookIntoMail } from './joining/parts/look-into-mail.tsx';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { NoticeFirst } from './parts/notice-gate.tsx';
import { NewPasswordField } from './parts/new-password-field.tsx';
import { fieldErrors, Refusal } from './parts/refusal.tsx';
import { type NewAccount, shortcomings } from './new-account.ts';
import { returnAddress, withReturn } from './return-address.ts';

/** Making an account, where the academy takes new people: anybody, or whoever has an invitation. */
export function Register() {
  return (
    <NoticeFirst>
      <Registering />
    </NoticeFirst>
  );
}

function Registering() {
  const t = useMessages(accountsMessages);
  const j = useMessages(joiningMessages);
  const site = useSite();
  const { searchStr } = useLocation();
  const [code, setCode] = useState(() => new URLSearchParams(searchStr).get('invitation')?.trim() ?? '');
  const [isTyping, setTyping] = useState(false);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const invitation = useInvitation(code);
  usePage(t('accounts.register'));
  const signIn = <Link href={withReturn('/sign-in', returnAddress(searchStr))}>{t('accounts.signInInstead')}</Link>;
  const haveAccount = t.rich('accounts.haveAccount', { link: signIn });
  if (mailedTo !== null) return <LookIntoMail email={mailedTo} onOther={() => setMailedTo(null)} />;
  if (site?.registration === 'closed') {
    return (
      <Entrance title={t('accounts.closed')} lead={t('accounts.closedLead')}>
        {site.support_contact ? (
          <p className={styles.notice}>
            <strong>{t('accounts.askHere')}</strong>
            <br />
            <span className={styles.support}>{site.support_contact}</span>
          </p>
        ) : null}
        <p className={styles.back}>{haveAccount}</p>
      </Entrance>
    );
  }
  const needsCode = site?.registration === 'invitation';
  if (!invitation.data && (needsCode || isTyping || code !== ''))
    return (
      <EnterCode
        lead={needsCode ? j('joining.invitationLead') : haveAccount}
        code={code}
        error={invitation.error}
        busy={invitation.isFetching}
        onCode={typed => (typed === code ? void invitation.refetch() : setCode(typed))}
        onWithout={
          needsCode
            ? undefined
            : () => {
                setCode('');
                setTyping(false);
              }
        }
      />
    );
  return (
    <Entrance title={t('accounts.register')} lead={haveAccount}>
      {invitation.data ? <Invited facts={invitation.data} /> : null}
      <RegisterForm code={invitation.data ? code : null} onMailed={setMailedTo} />
      {invitation.data ? null : (
        <p className={styles.back}>
          <Link
            href="/register"
            onClick={event => {
              event.preventDefault();
              setTyping(true);
            }}
          >
            {j('joining.withCode')}
          </Link>
        </p>
      )}
    </Entrance>
  );
}

const NOBODY: NewAccount = { first_name: '', last_name: '', email: '', password: '' };

/** `code`: of an invitation that works; null without one. */
function RegisterForm({ code, onMailed }: { code: string | null; onMailed: (email: string) => void }) {
  const t = useMessages(accountsMessages);
  const register = useRegister();
  const language = useLanguage();
  const documents = useDocuments().data;
  const [agreed, setAgreed] = useState<ReadonlySet<number>>(new Set());
  const [account, setAccount] = useState(NOBODY);
  const [tried, setTried] = useState(false);
  const lacks = shortcomings(account, usePasswordMin());
  const refused = fieldErrors(register.error);
  const refusedOf = (name: keyof NewAccount) =>
    register.variables?.[name] === account[name] ? refused[name] : undefined;
  const field = (name: Exclude<keyof NewAccount, 'password'>) => ({
    size: 'lg' as const,
    value: account[name],
    error: (tried && lacks[name] ? t(`accounts.${lacks[name]}`) : undefined) ?? refusedOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAccount(before => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const unanswered = documents?.some(one => one.required && !agreed.has(one.version.id)) ?? true;
    if (Object.keys(lacks).length > 0 || !documents || unanswered) return;
    const answers = documents.map(({ version: { id } }) => ({ version_id: id, agreed: agreed.has(id) }));
    const person = {
      ...account,
      ...(code !== null && { invitation: code }),
      ...(answers.length > 0 && { consents: { language, answers } }),
    };
    register.mutate(person, { onSuccess: ({ verify_email }) => verify_email && onMailed(account.email.trim()) });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.names}>
        <TextField {...field('first_name')} label={t('accounts.firstName')} autoComplete="given-name" maxLength={80} />
        <TextField {...field('last_name')} label={t('accounts.lastName')} autoComplete="family-name" maxLength={80} />
      </div>
      <TextField
        {...field('email')}
        type="email"
        label={t('accounts.email')}
        description={t('accounts.emailHelp')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <NewPasswordField
        value={account.password}
        onChange={password => setAccount(before => ({ ...before, password }))}
        about={{ email: account.email, first_name: account.first_name, last_name: account.last_name }}
        tried={tried}
        error={refusedOf('password')}
      />
      <ConsentFields documents={documents ?? []} agreed={agreed} onChange={setAgreed} tried={tried} />
      <Refusal error={register.error} />
      <Button type="submit" size="lg" fullWidth loading={register.isPending}>
        {t('accounts.register')}
      </Button>
    </form>
  );
}
