import { IconMail, IconMailOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ChoiceCards, NumberField, PasswordField, Skeleton, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { fieldErrors } from '../../accounts/parts/refusal.tsx';
import { useMailSettings, useSaveMailSettings } from '../../mail/api.ts';
import { mailMessages } from '../../mail/messages/index.ts';
import { TestMail } from '../../mail/parts/test-mail.tsx';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';
import { FORM } from './form.ts';
import { SetupRefusal } from './setup-refusal.tsx';

const IMPLICIT_TLS_PORT = 465;
const USUAL_PORT = 587;

type Way = 'none' | 'server';
type Values = Record<'host' | 'user' | 'password' | 'from_address', string> & { port: number };

/** What is kept already, with what was typed since; gone back to, the step shows the answer that was given. */
function useMailForm(wizard: Wizard) {
  const { data: kept, isPending } = useMailSettings();
  const save = useSaveMailSettings();
  const [chosen, setWay] = useState<Way | undefined>();
  const [typed, setTyped] = useState<Partial<Values>>({});
  const [stored, setStored] = useState(typed);
  const [tried, setTried] = useState(false);
  const way: Way = chosen ?? (kept?.enabled ? 'server' : 'none');
  const values: Values = {
    host: kept?.host ?? '',
    port: kept?.port ?? USUAL_PORT,
    user: kept?.user ?? '',
    from_address: kept?.from_address || wizard.answers.email,
    password: '',
    ...typed,
  };
  const { password, ...open } = values;
  const security = values.port === IMPLICIT_TLS_PORT ? ('tls' as const) : ('starttls' as const);
  // An empty password is one that was not written again.
  const given = { ...open, ...(password !== '' && { password }), security, enabled: true };
  return {
    isPending,
    way,
    setWay,
    values,
    save,
    lacksHost: way === 'server' && values.host.trim() === '',
    tried,
    setTried,
    isPasswordKept: kept?.secrets_set.includes('password') ?? false,
    isUnsaved: typed !== stored || !kept?.enabled,
    type: (part: Partial<Values>) => setTyped({ ...typed, ...part }),
    async store() {
      await save.mutateAsync(way === 'none' ? { enabled: false } : given);
      setStored(typed);
    },
  };
}

type MailForm = ReturnType<typeof useMailForm>;

/** Mail by a server of the organisation's own, or none: then invitations are links that are handed out. */
export function MailStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const form = useMailForm(wizard);
  const { way, setWay, values, save, lacksHost, setTried, isUnsaved, store } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wizard.isBusy || save.isPending || lacksHost) return;
    wizard.proceed(store, way === 'none' ? t('site.mailNone') : values.host.trim());
  };
  const storeForTest = () => {
    setTried(true);
    if (lacksHost) return Promise.resolve(false);
    return store().then(
      () => true,
      () => false, // the form shows why
    );
  };
  if (form.isPending) return <Skeleton height={184} radius={12} />;
  return (
    <>
      <form id={FORM} noValidate onSubmit={submit}>
        <ChoiceCards
          label={t('site.mailTitle')}
          value={way}
          onChange={setWay}
          choices={[
            { value: 'none', label: t('site.mailNone'), detail: t('site.mailNoneDetail'), icon: IconMailOff },
            { value: 'server', label: t('site.mailServer'), detail: t('site.mailServerDetail'), icon: IconMail },
          ]}
        />
        {way === 'server' ? <Fields form={form} /> : null}
        <SetupRefusal error={save.error === wizard.error ? null : save.error} />
      </form>
      {way === 'server' ? (
        <div className={styles.below}>
          <TestMail host={values.host.trim()} dirty={isUnsaved} store={storeForTest} />
        </div>
      ) : null}
    </>
  );
}

function Fields({ form: { values, type, save, lacksHost, tried, isPasswordKept } }: { form: MailForm }) {
  const t = useMessages(siteMessages);
  const words = useMessages(mailMessages);
  const refused = fieldErrors(save.error);
  const field = (name: 'host' | 'from_address' | 'user') => ({
    label: t(`site.mail-${name}`),
    value: values[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => type({ [name]: event.currentTarget.value }),
  });
  return (
    <div className={styles.pair}>
      <TextField
        {...field('host')}
        placeholder="mail.example.org"
        error={tried && lacksHost ? t('site.mailHostMissing') : refused['host']}
      />
      <NumberField
        label={t('site.mail-port')}
        min={1}
        max={65_535}
        hideControls
        value={values.port}
        onChange={value => type({ port: Number(value) || USUAL_PORT })}
      />
      <TextField {...field('user')} />
      <PasswordField
        label={t('site.mail-password')}
        autoComplete="off"
        placeholder={isPasswordKept ? words('mail.passwordSet') : undefined}
        value={values.password}
        onChange={event => type({ password: event.currentTarget.value })}
      />
      <TextField {...field('from_address')} type="email" error={refused['from_address']} />
    </div>
  );
}
