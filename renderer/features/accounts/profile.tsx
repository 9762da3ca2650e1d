import { type FormEvent, useEffect, useState } from 'react';
import type { Me } from '../../../server/accounts/contract.ts';
import {
  Avatar,
  Button,
  Link,
  notify,
  PageTitle,
  SavedState,
  TextAreaField,
  TextField,
  type,
} from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useSaveProfile } from './api.ts';
import { LeaveAccount } from './joining/leave-account.tsx';
import { OwnEmailSection } from './joining/own-email.tsx';
import { accountsMessages } from './messages/index.ts';
import { PreferenceChoices } from './parts/preference-choices.tsx';
import { fieldErrors, Refusal } from './parts/refusal.tsx';
import { changesOf, type Fields, fieldsOf, keepDraft, keptDraft } from './profile-draft.ts';
import styles from './profile.module.css';

/** The person's own page: who they are, how they like to read, and the way out. */
export function ProfilePage() {
  const t = useMessages(accountsMessages);
  const { me, signOut } = useSession();
  usePage(t('accounts.me'));
  if (!me) return null;
  const name = `${me.first_name} ${me.last_name}`;
  return (
    <div className={styles.page}>
      <div className={styles.person}>
        <Avatar name={name} size={72} />
        <PageTitle lead={me.email}>{name}</PageTitle>
      </div>
      <div className={styles.columns}>
        <section aria-labelledby="about">
          <h2 id="about" className={type.section}>
            {t('accounts.about')}
          </h2>
          <ProfileForm me={me} />
        </section>
        <div className={styles.aside}>
          <OwnEmailSection email={me.email ?? ''} />
          <section aria-labelledby="reading">
            <h2 id="reading" className={type.section}>
              {t('accounts.reading')}
            </h2>
            <PreferenceChoices />
          </section>
          <section aria-labelledby="security" className={styles.leaving}>
            <h2 id="security" className={type.section}>
              {t('accounts.security')}
            </h2>
            <p className={type.ink2}>{t('accounts.securityLead')}</p>
            <Button size="lg" variant="default" component={Link} href="/me/security">
              {t('accounts.securityOpen')}
            </Button>
          </section>
          <section aria-labelledby="privacy" className={styles.leaving}>
            <h2 id="privacy" className={type.section}>
              {t('accounts.privacy')}
            </h2>
            <p className={type.ink2}>{t('accounts.privacyLead')}</p>
            <Button size="lg" variant="default" component={Link} href="/me/privacy">
              {t('accounts.openPrivacy')}
            </Button>
          </section>
          <section aria-labelledby="leaving" className={styles.leaving}>
            <h2 id="leaving" className={type.section}>
              {t('accounts.leaving')}
            </h2>
            <p className={type.ink2}>{t('accounts.leavingLead')}</p>
            <Button size="lg" variant="default" onClick={() => void signOut()}>
              {t('accounts.signOut')}
            </Button>
          </section>
          <LeaveAccount email={me.email ?? ''} />
        </div>
      </div>
    </div>
  );
}

function ProfileForm({ me }: { me: Me }) {
  const t = useMessages(accountsMessages);
  const save = useSaveProfile();
  const [fields, setFields] = useState<Fields>(() => keptDraft(me.id) ?? fieldsOf(me));
  const [tried, setTried] = useState(false);
  const changes = changesOf(me, fields);
  const dirty = Object.keys(changes).length > 0;
  useEffect(() => keepDraft(me.id, dirty ? fields : null), [me.id, dirty, fields]);
  const refused = fieldErrors(save.error);
  const incomplete = { first_name: fields.first_name.trim() === '', last_name: fields.last_name.trim() === '' };
  const field = (name: keyof Fields) => ({
    size: 'lg' as const,
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields(before => ({ ...before, [name]: value }));
    },
    error:
      tried && (name === 'first_name' || name === 'last_name') && incomplete[name]
        ? t(name === 'first_name' ? 'accounts.firstNameMissing' : 'accounts.lastNameMissing')
        : refused[name],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!dirty || incomplete.first_name || incomplete.last_name) return;
    save.mutate(changes, { onSuccess: () => notify.done(t('accounts.profileSaved')) });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.pair}>
        <TextField {...field('first_name')} label={t('accounts.firstName')} autoComplete="given-name" maxLength={80} />
        <TextField {...field('last_name')} label={t('accounts.lastName')} autoComplete="family-name" maxLength={80} />
      </div>
      <TextField
        {...field('organization')}
        label={t('accounts.organisation')}
        autoComplete="organization"
        maxLength={120}
      />
      <TextField {...field('phone')} label={t('accounts.phone')} type="tel" autoComplete="tel" maxLength={40} />
      <TextAreaField
        {...field('bio')}
        label={t('accounts.bio')}
        description={t('accounts.bioHelp')}
        minRows={4}
        maxLength={2000}
        counted
      />
      <Refusal error={save.error} />
      <div className={styles.actions}>
        <Button type="submit" size="lg" loading={save.isPending} disabled={!dirty}>
          {t('accounts.saveProfile')}
        </Button>
        {dirty ? <SavedState state="unsaved" /> : null}
      </div>
    </form>
  );
}
