import { type FormEvent, useId, useState } from 'react';
import {
  Button,
  CopyButton,
  Dialog,
  notify,
  PasswordField,
  Refused,
  SelectField,
  State,
  Switch,
  TextField,
} from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type Provider, useReturnAddresses, useSaveProvider } from '../api.ts';
import { ssoMessages } from '../messages/index.ts';
import { bodyOf, type Draft, draftOf, keyFrom, PRESETS, withPreset } from '../provider-draft.ts';
import styles from '../sso.module.css';
import { GroupRoles } from './group-roles.tsx';

export interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errorOf: (field: string) => string | undefined;
}

/** All settings of a provider; `null` for a new one. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const t = useMessages(ssoMessages);
  const form = useId();
  const save = useSaveProvider(provider?.id ?? null);
  const [draft, setDraft] = useState(() => draftOf(provider));
  const errors = save.error instanceof CallError ? save.error.errors : [];
  const errorOf = (field: string) => errors.find(error => error.field?.split('.')[0] === field)?.message;
  const change = (part: Partial<Draft>) => setDraft(before => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(bodyOf(draft), {
      onSuccess({ label }) {
        notify.done(t('sso.saved', { label }));
        onClose();
      },
    });
  };
  const parts = { draft, change, errorOf };
  return (
    <Dialog
      open
      size={700}
      onClose={onClose}
      title={provider ? t('sso.editTitle', { label: provider.label }) : t('sso.newTitle')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('sso.cancel')}
          </Button>
          <Button type="submit" form={form} loading={save.isPending}>
            {t('sso.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <SelectField
          label={t('sso.preset')}
          description={t(`sso.help-${draft.preset}`)}
          value={draft.preset}
          data={(Object.keys(PRESETS) as Draft['preset'][]).map(value => ({ value, label: t(`sso.preset-${value}`) }))}
          onChange={value => value && setDraft(before => withPreset(before, value as Draft['preset']))}
        />
        <There />
        <Here {...parts} isNew={provider === null} secretSet={provider?.secret_set ?? false} />
        <Who {...parts} />
        <GroupRoles {...parts} />
        {save.error && errors.every(error => !error.field) ? <Refused>{save.error.message}</Refused> : null}
      </form>
    </Dialog>
  );
}

/** What has to be entered at the provider. */
function There() {
  const t = useMessages(ssoMessages);
  const { data: addresses = [] } = useReturnAddresses();
  return (
    <fieldset className={styles.fields}>
      <legend>{t('sso.step-there')}</legend>
      <p className={styles.help}>{`${t('sso.addresses')}. ${t('sso.addressesHelp')}`}</p>
      <ul className={styles.addresses}>
        {addresses.map(address => (
          <li key={address} className={styles.address}>
            <code>{address}</code>
            <CopyButton named text={address} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Here({ draft, change, errorOf, isNew, secretSet }: PartProps & { isNew: boolean; secretSet: boolean }) {
  const t = useMessages(ssoMessages);
  const text = (name: 'label' | 'key' | 'issuer' | 'client_id') => ({
    value: draft[name],
    error: errorOf(name),
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const named = (label: string) =>
    change({ label, ...(isNew && draft.key === keyFrom(draft.label) && { key: keyFrom(label) }) });
  return (
    <fieldset className={styles.fields}>
      <legend>{t('sso.step-here')}</legend>
      <TextField {...text('issuer')} label={t('sso.issuer')} placeholder="https://id.example.org" />
      {draft.issuer.startsWith('http://') ? <State kind="warn">{t('sso.issuerPlain')}</State> : null}
      <TextField {...text('client_id')} label={t('sso.clientId')} />
      <PasswordField
        size="sm"
        label={t('sso.secret')}
        description={secretSet ? t('sso.secretSet') : undefined}
        autoComplete="new-password"
        value={draft.client_secret}
        error={errorOf('client_secret')}
        onChange={event => change({ client_secret: event.currentTarget.value })}
      />
      <TextField
        {...text('label')}
        label={t('sso.label')}
        description={t('sso.labelHelp')}
        onChange={event => named(event.currentTarget.value)}
      />
      {isNew ? <TextField {...text('key')} label={t('sso.key')} description={t('sso.keyHelp')} /> : null}
      <Switch
        label={t('sso.enabled')}
        checked={draft.enabled}
        onChange={event => change({ enabled: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

function Who({ draft, change, errorOf }: PartProps) {
  const t = useMessages(ssoMessages);
  return (
    <fieldset className={styles.fields}>
      <legend>{t('sso.step-who')}</legend>
      <Switch
        label={t('sso.creates')}
        description={t('sso.createsHelp')}
        checked={draft.creates_accounts}
        onChange={event => change({ creates_accounts: event.currentTarget.checked })}
      />
      <TextField
        label={t('sso.domains')}
        description={t('sso.domainsHelp')}
        value={draft.domains}
        error={errorOf('domains')}
        spellCheck={false}
        autoCapitalize="none"
        onChange={event => change({ domains: event.currentTarget.value })}
      />
      <TextField
        label={t('sso.proofs')}
        description={t('sso.proofsHelp')}
        value={draft.trusted_proofs}
        error={errorOf('trusted_proofs')}
        spellCheck={false}
        autoCapitalize="none"
        onChange={event => change({ trusted_proofs: event.currentTarget.value })}
      />
    </fieldset>
  );
}
