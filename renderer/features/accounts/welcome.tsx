import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import type { LinkFacts } from '../../../server/accounts/contract.ts';
import { Button, Link, TextField } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage, useSite } from '../../platform/site.ts';
import { useChoosePassword, useLinkFacts, usePasswordMin } from './api.ts';
import { accountsMessages } from './messages/index.ts';
import { type NewAccount, shortcomings } from './new-account.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { NoticeFirst } from './parts/notice-gate.tsx';
import { NewPasswordField } from './parts/new-password-field.tsx';
import { fieldErrors, Refusal } from './parts/refusal.tsx';

/** What a one-time link opens: choosing a password, after an invitation or when the old one is lost. */
export function Welcome() {
  return (
    <NoticeFirst>
      <Opened />
    </NoticeFirst>
  );
}

function Opened() {
  const t = useMessages(accountsMessages);
  // The part behind # reaches no server and no log.
  const token = useLocation({ select: location => location.hash });
  const link = useLinkFacts(token);
  usePage(t('accounts.choosePassword'));
  if (link.data) return <Choosing key={token} token={token} facts={link.data} />;
  if (link.isError) return <Unusable error={link.error} onRetry={() => void link.refetch()} />;
  return (
    <Entrance title={t('accounts.choosePassword')} lead={t('accounts.checkingLink')}>
      {null}
    </Entrance>
  );
}

const TROUBLES = ['LINK_EXPIRED', 'LINK_USED', 'LINK_REVOKED', 'LINK_UNKNOWN'] as const;

/** Why a link does not work, and the way on. A token of the wrong length is one that was copied in part. */
function Unusable({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useMessages(accountsMessages);
  const support = useSite()?.support_contact;
  const code = error instanceof CallError ? (error.code === 'VALIDATION_ERROR' ? 'LINK_UNKNOWN' : error.code) : '';
  const trouble = TROUBLES.find(one => one === code);
  if (!trouble)
    return (
      <Entrance title={t('accounts.linkUnchecked')}>
        <div className={styles.form}>
          <Refusal error={error} />
          <Button size="lg" onClick={onRetry}>
            {t('accounts.forgottenSend')}
          </Button>
        </div>
      </Entrance>
    );
  const used = trouble === 'LINK_USED';
  return (
    <Entrance title={t(`accounts.link-${trouble}`)} lead={t(`accounts.link-${trouble}Lead`)}>
      {support ? (
        <p className={styles.notice}>
          <strong>{t('accounts.askHere')}</strong>
          <br />
          <span className={styles.support}>{support}</span>
        </p>
      ) : null}
      <div className={styles.form}>
        <Button size="lg" fullWidth component={Link} href={used ? '/sign-in' : '/forgotten'}>
          {t(used ? 'accounts.signIn' : 'accounts.askForLink')}
        </Button>
      </div>
      {used ? null : (
        <p className={styles.back}>
          <Link href="/sign-in">{t('accounts.backToSignIn')}</Link>
        </p>
      )}
    </Entrance>
  );
}

const SecondStep = lazy(() => import('../factors/second-step.tsx').then(module => ({ default: module.SecondStep })));

function Choosing({ token, facts }: { token: string; facts: LinkFacts }) {
  const t = useMessages(accountsMessages);
  const history = useRouter().history as RouterHistory;
  const choose = useChoosePassword();
  const invited = facts.purpose === 'invitation';
  const [person, setPerson] = useState<NewAccount>({ ...facts, password: '' });
  const [tried, setTried] = useState(false);
  const lacks = shortcomings(person, usePasswordMin());
  const refused = fieldErrors(choose.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.password || (invited && (lacks.first_name || lacks.last_name))) return;
    const { first_name, last_name, password } = person;
    const names = invited ? { first_name: first_name.trim(), last_name: last_name.trim() } : {};
    choose.mutate({ token, password, ...names }, { onSuccess: step => step.user && history.replace('/') });
  };
  const field = (name: 'first_name' | 'last_name') => ({
    size: 'lg' as const,
    value: person[name],
    error: (tried && lacks[name] ? t(`accounts.${lacks[name]}`) : undefined) ?? refused[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setPerson(before => ({ ...before, [name]: value }));
    },
  });
  // A used link that is refused after all is told like one that was refused at once.
  if (choose.error instanceof CallError && choose.error.code.startsWith('LINK_'))
    return <Unusable error={choose.error} onRetry={() => {}} />;
  const second = choose.data?.second_factor;
  if (second)
    return (
      <Entrance title={t('accounts.secondStep')}>
        <Suspense>
          <SecondStep step={second} size="lg" onBack={() => history.replace('/sign-in')} />
        </Suspense>
      </Entrance>
    );
  return (
    <Entrance
      title={invited ? t('accounts.welcome', { name: facts.first_name }) : t('accounts.newPassword')}
      lead={t(invited ? 'accounts.welcomeLead' : 'accounts.newPasswordLead', { email: facts.email })}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        {/* Password keepers store the password under this name. */}
        <input type="hidden" name="username" autoComplete="username" value={facts.email} readOnly />
        {invited ? (
          <div className={styles.names}>
            <TextField
              {...field('first_name')}
              label={t('accounts.firstName')}
              autoComplete="given-name"
              maxLength={80}
            />
            <TextField
              {...field('last_name')}
              label={t('accounts.lastName')}
              autoComplete="family-name"
              maxLength={80}
            />
          </div>
        ) : null}
        <NewPasswordField
          value={person.password}
          onChange={password => setPerson(before => ({ ...before, password }))}
          about={{ email: person.email, first_name: person.first_name, last_name: person.last_name }}
          tried={tried}
          error={choose.variables?.password === person.password ? refused['password'] : undefined}
        />
        <Refusal error={choose.error} />
        <Button type="submit" size="lg" fullWidth loading={choose.isPending}>
          {t('accounts.enter')}
        </Button>
      </form>
    </Entrance>
  );
}
