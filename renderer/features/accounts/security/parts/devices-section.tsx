import { Button, notify, Section, Switch } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useEndOthers, useOwnSecurity, useSaveSecurity, useSessions } from '../api.ts';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';
import { SessionList } from './session-list.tsx';

/** Where one is signed in, and the way out of all of it. */
export function DevicesSection() {
  const t = useMessages(securityMessages);
  const others = (useSessions('me').data ?? []).some(({ current }) => !current);
  const endOthers = useEndOthers();
  const security = useOwnSecurity();
  const save = useSaveSecurity();
  const leave = () =>
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => notify.done(t('security.endedOthers', { count: ended })),
      onError: error => notify.error(error.message),
    });
  const wish = save.isPending ? save.variables.mails_new_device : security.data?.mails_new_device;
  return (
    <Section title={t('security.devicesTitle')} lead={t('security.devicesLead')}>
      <SessionList userId="me" />
      {others ? (
        <div>
          <Button variant="default" size="md" loading={endOthers.isPending} onClick={leave}>
            {t('security.endOthers')}
          </Button>
        </div>
      ) : null}
      {security.data?.by_mail ? (
        <Switch
          className={styles.switch}
          label={t('security.mailNewDevice')}
          checked={wish ?? true}
          onChange={event => save.mutate({ mails_new_device: event.currentTarget.checked })}
        />
      ) : null}
    </Section>
  );
}
