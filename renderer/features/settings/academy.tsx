import { type FormEvent, useState } from 'react';
import type { Site } from '../../../server/site/contract.ts';
import {
  ChoiceCards,
  Link,
  PageTitle,
  Refused,
  SaveBar,
  Section,
  SelectField,
  SkeletonText,
  Switch,
  TextAreaField,
  TextField,
  UnsavedGuard,
} from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useDraft } from '../../platform/draft.ts';
import { languages, useMessages } from '../../platform/messages/index.ts';
import { usePage, useSite } from '../../platform/site.ts';
import { useSaveSite } from './api.ts';
import { settingsMessages } from './messages/index.ts';
import { AccentChoice } from './parts/accent-choice.tsx';
import { LogoChoice } from './parts/logo-choice.tsx';
import styles from './settings.module.css';

/** What people see of the academy, and who may join. */
export function AcademySettings() {
  const t = useMessages(settingsMessages);
  const site = useSite();
  usePage(t('settings.academy'));
  return (
    <>
      <PageTitle lead={t('settings.academyLead')}>{t('settings.academy')}</PageTitle>
      {site ? <AcademyForm site={site} /> : <SkeletonText />}
    </>
  );
}

const FIELDS = [
  'name',
  'registration',
  'verify_email',
  'accent_hue',
  'language',
  'support_contact',
  'public_address',
] as const;
type Fields = Pick<Site, (typeof FIELDS)[number]>;

const fieldsOf = (site: Site): Fields => {
  const { name, registration, verify_email, accent_hue, language, support_contact, public_address } = site;
  return { name, registration, verify_email, accent_hue, language, support_contact, public_address };
};

function AcademyForm({ site }: { site: Site }) {
  const t = useMessages(settingsMessages);
  const save = useSaveSite();
  const { values, changes, dirty, change, reset } = useDraft('academy', fieldsOf(site));
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const errors = save.error instanceof CallError ? save.error.errors : [];
  const refused = (name: keyof Fields) =>
    save.variables?.[name] === values[name] ? errors.find(error => error.field === name)?.message : undefined;
  const nameMissing = values.name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!dirty || nameMissing) return;
    save.mutate(changes, {
      onSuccess: () => {
        reset();
        setSavedAt(Date.now());
      },
    });
  };
  return (
    <>
      <UnsavedGuard dirty={dirty} />
      <form className={styles.form} onSubmit={submit} noValidate>
        <Section title={t('settings.face')}>
          <TextField
            size="sm"
            label={t('settings.name')}
            maxLength={80}
            autoComplete="organization"
            value={values.name}
            error={nameMissing ? t('settings.nameMissing') : refused('name')}
            onChange={event => change({ name: event.currentTarget.value })}
          />
          <LogoChoice logo={site.logo} name={values.name} />
        </Section>
        <Section title={t('settings.accent')} lead={t('settings.accentHelp')}>
          <AccentChoice value={values.accent_hue} onChange={accent_hue => change({ accent_hue })} />
        </Section>
        <Section title={t('settings.people')}>
          <div>
            <p className={styles.label}>{t('settings.registration')}</p>
            <ChoiceCards
              label={t('settings.registration')}
              value={values.registration}
              onChange={registration => change({ registration })}
              choices={[
                { value: 'open', label: t('settings.open'), detail: t('settings.openDetail') },
                { value: 'invitation', label: t('settings.byInvitation'), detail: t('settings.byInvitationDetail') },
                { value: 'closed', label: t('settings.closed'), detail: t('settings.closedDetail') },
              ]}
            />
            {values.registration === 'invitation' ? (
              <p className={styles.fact}>
                <Link href="/console/users/invitations">{t('settings.toInvitations')}</Link>
              </p>
            ) : null}
          </div>
          {values.registration === 'closed' ? null : (
            <Switch
              label={t('settings.verifyEmail')}
              description={t('settings.verifyEmailHelp')}
              checked={values.verify_email}
              onChange={event => change({ verify_email: event.currentTarget.checked })}
            />
          )}
          <TextAreaField
            label={t('settings.support')}
            description={t('settings.supportHelp')}
            placeholder={t('settings.supportHint')}
            maxLength={300}
            value={values.support_contact}
            error={refused('support_contact')}
            onChange={event => change({ support_contact: event.currentTarget.value })}
          />
          <TextField
            size="sm"
            label={t('settings.address')}
            description={t('settings.addressHelp')}
            placeholder={t('settings.addressHint')}
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={values.public_address}
            error={refused('public_address')}
            onChange={event => change({ public_address: event.currentTarget.value.trim() })}
          />
        </Section>
        <Section title={t('settings.language')}>
          <SelectField
            label={t('settings.siteLanguage')}
            description={t('settings.siteLanguageHelp')}
            value={values.language}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            onChange={value => change({ language: value === 'es' ? 'es' : 'en' })}
          />
          <div>
            <p className={styles.label}>{t('settings.timeZone')}</p>
            <p className={styles.help}>{t('settings.timeZoneHelp')}</p>
            <p className={styles.fact}>{site.time_zone}</p>
          </div>
        </Section>
        {save.error && !errors.some(error => error.field) ? <Refused>{save.error.message}</Refused> : null}
        <SaveBar
          save={t('settings.save')}
          discard={t('settings.discard')}
          {...{ dirty, savedAt }}
          busy={save.isPending}
          onDiscard={reset}
        />
      </form>
    </>
  );
}
