import { type FormEvent, useState } from 'react';
import type { Updates } from '../../../../server/updates/contract.ts';
import { Button, Refused, State, Switch, TextField, Section } from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { useSession } from '../../../platform/session.tsx';
import { useCheck, useConfigure } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';

/** Whether and where to look for new versions. Off until somebody says where: nothing leaves the house by itself. */
export function FeedSettings({ updates }: { updates: Updates }) {
  const t = useMessages(updatesMessages);
  const { may } = useSession();
  const { automatic, feed_url } = updates.settings;
  const [typed, setTyped] = useState<string | null>(null);
  const configure = useConfigure();
  const check = useCheck();
  const mayChange = may('update:apply');
  const address = typed ?? feed_url;
  const isChanged = typed !== null && typed.trim() !== feed_url;
  const field = configure.error instanceof CallError ? configure.error.errors.find(each => each.field) : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    configure.mutate({ feed_url: address.trim() }, { onSuccess: () => setTyped(null) });
  };
  return (
    <Section content={styles.content} title={t('updates.feed')} lead={t('updates.feedLead')}>
      <form className={styles.feed} onSubmit={save} noValidate>
        <TextField
          size="sm"
          label={t('updates.feedAddress')}
          placeholder="https://"
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
          disabled={!mayChange}
          value={address}
          error={field?.message}
          onChange={event => {
            setTyped(event.currentTarget.value);
            configure.reset();
          }}
        />
        <Switch
          label={t('updates.automatic')}
          checked={automatic}
          disabled={!mayChange || feed_url === ''}
          onChange={event => configure.mutate({ automatic: event.currentTarget.checked })}
        />
        <div className={styles.actions}>
          {isChanged ? (
            <Button type="submit" size="sm" loading={configure.isPending}>
              {t('updates.save')}
            </Button>
          ) : null}
          <Button
            variant="default"
            size="sm"
            // It looks at the address that is saved.
            disabled={feed_url === '' || isChanged || configure.isPending}
            loading={check.isPending}
            onClick={() => check.mutate(null)}
          >
            {t('updates.check')}
          </Button>
          <Checked updates={updates} />
        </div>
        {configure.error && !field ? <Refused>{configure.error.message}</Refused> : null}
        {check.error ? <Refused>{check.error.message}</Refused> : null}
      </form>
    </Section>
  );
}

function Checked({ updates: { checked_at, check_error } }: { updates: Updates }) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const now = useNow(10_000);
  if (check_error) return <State kind="warn">{check_error}</State>;
  return checked_at ? (
    <span className={styles.help}>{t('updates.checked', { ago: format.ago(checked_at, now) })}</span>
  ) : null;
}
