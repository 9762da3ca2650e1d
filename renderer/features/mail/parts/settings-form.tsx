import { type FormEvent, useState } from 'react';
import type { ShownMailSettings } from '../../../../server/mail/contract.ts';
import {
  Button,
  NumberField,
  PasswordField,
  Refused,
  SavedState,
  Segmented,
  SelectField,
  State,
  Switch,
  TextField,
  UnsavedGuard,
  Section,
} from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useDraft } from '../../../platform/draft.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import { useSaveMailSettings } from '../api.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';
import { portFor, type Provider, providerOf, providers, wayOf } from '../provider-rules.ts';
import { TestMail } from './test-mail.tsx';

type Fields = Omit<ShownMailSettings, 'secrets_set' | 'configured'> & { password: string };

/** Server, sender and pace, with a test beside them. */
export function SettingsForm({ settings }: { settings: ShownMailSettings }) {
  const t = useMessages(mailMessages);
  const save = useSaveMailSettings();
  const { secrets_set, configured, ...stored } = settings;
  const draft = useDraft<Fields>('mail', { ...stored, password: '' }, ['password']);
  const { values, changes, dirty, reset } = draft;
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const errors = save.error instanceof CallError ? save.error.errors : [];
  const lacks: Partial<Record<keyof Fields, string>> = values.enabled
    ? {
        ...(values.host === '' && { host: t('mail.hostMissing') }),
        ...(values.from_address === '' && { from_address: t('mail.fromMissing') }),
      }
    : {};
  const errorOf = (name: keyof Fields) =>
    (tried ? lacks[name] : undefined) ??
    (save.variables?.[name] === values[name] ? errors.find(error => error.field === name)?.message : undefined);
  const store = async (): Promise<boolean> => {
    setTried(true);
    if (Object.keys(lacks).length > 0) return false;
    if (!dirty) return true;
    try {
      await save.mutateAsync(changes);
    } catch {
      return false; // the form shows why
    }
    reset();
    setSavedAt(Date.now());
    return true;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void store();
  };
  return (
    <>
      <UnsavedGuard dirty={dirty} />
      <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <Switch
          label={t('mail.enabled')}
          checked={values.enabled}
          onChange={event => draft.change({ enabled: event.currentTarget.checked })}
        />
        {values.enabled ? (
          <Fieldsets draft={draft} errorOf={errorOf} passwordSet={secrets_set.includes('password')} />
        ) : null}
        {save.error && !errors.some(error => error.field) ? <Refused>{save.error.message}</Refused> : null}
        <div className={styles.actions}>
          <Button type="submit" disabled={!dirty} loading={save.isPending}>
            {t('mail.save')}
          </Button>
          {dirty ? (
            <Button variant="default" onClick={reset}>
              {t('mail.discard')}
            </Button>
          ) : null}
          {dirty ? <SavedState state="unsaved" /> : savedAt ? <SavedState state="saved" at={savedAt} /> : null}
        </div>
      </form>
      {/* What was just saved is known as configured a moment later: a test that runs would lose its place. */}
      {values.enabled && (configured || dirty || savedAt !== null) ? (
        <TestMail host={values.host} dirty={dirty} store={store} />
      ) : null}
    </>
  );
}

type FieldsetsProps = {
  draft: ReturnType<typeof useDraft<Fields>>;
  errorOf: (name: keyof Fields) => string | undefined;
  passwordSet: boolean;
};

function Fieldsets({ draft: { values, change }, errorOf, passwordSet }: FieldsetsProps) {
  const t = useMessages(mailMessages);
  const site = useSite();
  const text = (name: 'host' | 'user' | 'from_address' | 'from_name' | 'reply_to' | 'bounce_address') => ({
    size: 'sm' as const,
    value: values[name],
    error: errorOf(name),
    maxLength: 254,
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      change({ [name]: name === 'from_name' ? value : value.trim() });
    },
  });
  return (
    <>
      <Section title={t('mail.server')}>
        <ServerFields {...{ values, change, text, errorOf, passwordSet }} />
      </Section>
      <Section title={t('mail.sender')}>
        <TextField {...text('from_address')} type="email" label={t('mail.from')} description={t('mail.fromHelp')} />
        <TextField
          {...text('from_name')}
          maxLength={80}
          label={t('mail.fromName')}
          description={t('mail.fromNameHelp', { site: site?.name ?? 'Lyceum' })}
        />
        <TextField {...text('reply_to')} type="email" label={t('mail.replyTo')} description={t('mail.replyToHelp')} />
      </Section>
      <Section title={t('mail.limits')}>
        <NumberField
          label={t('mail.perMinute')}
          description={t('mail.perMinuteHelp')}
          className={styles.port}
          min={1}
          max={6000}
          allowDecimal={false}
          value={values.per_minute}
          error={errorOf('per_minute')}
          onChange={value => change({ per_minute: Number(value) })}
        />
        <TextField
          {...text('bounce_address')}
          type="email"
          label={t('mail.bounce')}
          description={t('mail.bounceHelp')}
        />
      </Section>
    </>
  );
}

type ServerProps = {
  values: Fields;
  change: (change: Partial<Fields>) => void;
  text: (name: 'host' | 'user') => object;
  errorOf: FieldsetsProps['errorOf'];
  passwordSet: boolean;
};

function ServerFields({ values, change, text, errorOf, passwordSet }: ServerProps) {
  const t = useMessages(mailMessages);
  const provider = providerOf(values.host);
  return (
    <>
      <SelectField
        label={t('mail.provider')}
        value={provider}
        data={providers.map(value => ({ value, label: t(`mail.provider-${value}`) }))}
        onChange={value => value !== provider && change(wayOf((value ?? 'own') as Provider))}
        description={provider === 'own' ? undefined : t(`mail.provider-${provider}Help`)}
      />
      <div className={styles.server}>
        <TextField {...text('host')} label={t('mail.host')} placeholder="mail.example.org" />
        <NumberField
          label={t('mail.port')}
          className={styles.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          thousandSeparator=""
          value={values.port}
          error={errorOf('port')}
          onChange={value => change({ port: Number(value) })}
        />
      </div>
      <div>
        <p className={styles.label} id="mail-security">
          {t('mail.security')}
        </p>
        <Segmented
          aria-labelledby="mail-security"
          value={values.security}
          data={(['starttls', 'tls', 'none'] as const).map(value => ({ value, label: t(`mail.security-${value}`) }))}
          onChange={value => {
            const security = value as Fields['security'];
            change({ security, port: portFor(security, values.port) });
          }}
        />
      </div>
      {values.security === 'none' ? <State kind="warn">{t('mail.securityNone')}</State> : null}
      {values.security === 'none' ? null : (
        <div className={styles.stack}>
          <Switch
            label={t('mail.checkCertificate')}
            checked={values.check_certificate}
            onChange={event => change({ check_certificate: event.currentTarget.checked })}
          />
          {values.check_certificate ? null : <State kind="warn">{t('mail.checkCertificateOff')}</State>}
        </div>
      )}
      <TextField {...text('user')} label={t('mail.user')} description={t('mail.userHelp')} autoComplete="off" />
      <PasswordField
        size="sm"
        label={t('mail.password')}
        description={passwordSet ? t('mail.passwordSet') : undefined}
        placeholder={passwordSet ? '••••••••••••' : undefined}
        autoComplete="new-password"
        value={values.password}
        error={errorOf('password')}
        onChange={event => change({ password: event.currentTarget.value })}
      />
    </>
  );
}
