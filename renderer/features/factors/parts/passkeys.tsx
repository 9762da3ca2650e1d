import { useState } from 'react';
import type { Factors } from '../../../../server/factors/contract.ts';
import { Button, ConfirmDialog, Link, notify, Refused, Section } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useRemovePassword } from '../api.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';
import { passkeysWork } from '../passkey-browser.ts';
import { FactorList } from './factor-list.tsx';

type PasskeysProps = { factors: Factors; onAdd: () => void };

/** The person's passkeys; where the browser or the address allow none, why, and the way there. */
export function Passkeys({ factors, onAdd }: PasskeysProps) {
  const t = useMessages(factorsMessages);
  const { passkeys, authenticators } = factors;
  const some = passkeys.length > 0;
  const items = passkeys.map(({ host, synced, ...key }) => ({
    ...key,
    more: [t('factors.at', { host }), ...(synced ? [t('factors.synced')] : [])],
  }));
  return (
    <Section title={t('factors.passkeys')} lead={t('factors.passkeysLead')} content={styles.stack}>
      {some ? (
        <FactorList
          label={t('factors.passkeys')}
          kind="passkey"
          items={items}
          isLast={passkeys.length + authenticators.length === 1}
        />
      ) : (
        <p className={styles.quiet}>{t('factors.noPasskey')}</p>
      )}
      <Hindrance factors={factors}>
        <Button variant="default" size="md" onClick={onAdd}>
          {t(some ? 'factors.addAnotherPasskey' : 'factors.addPasskey')}
        </Button>
      </Hindrance>
      {some ? <PasskeyOnly factors={factors} /> : null}
    </Section>
  );
}

/** The button, or what is in its way. */
function Hindrance({ factors, children }: { factors: Factors; children: React.ReactNode }) {
  const t = useMessages(factorsMessages);
  const { may } = useSession();
  const own = bridge ? 'console' : (factors.passkey_hindrance ?? (passkeysWork() ? null : 'browser'));
  if (own === null) return children;
  const isUp = own !== 'browser' && own !== 'console' && may('network:update');
  return (
    <div className={styles.notice}>
      <p>{t(`factors.hindrance-${own}`)}</p>
      {isUp ? <Link href={HTTPS_PAGE}>{t('factors.toHttps')}</Link> : null}
    </div>
  );
}

/** The console's page of the HTTPS ladder, from the academy as well. */
const HTTPS_PAGE = '/console/settings/https';

function PasskeyOnly({ factors }: { factors: Factors }) {
  const t = useMessages(factorsMessages);
  const [asking, setAsking] = useState(false);
  const remove = useRemovePassword();
  if (!factors.password) return <p className={styles.quiet}>{t('factors.passkeyOnlyOn')}</p>;
  if (!factors.passkey_only_allowed || factors.recovery.left === 0) return null;
  return (
    <>
      <div>
        <p className={styles.name}>{t('factors.passkeyOnly')}</p>
        <p className={styles.quiet}>{t('factors.passkeyOnlyLead')}</p>
      </div>
      <Button variant="default" size="md" onClick={() => setAsking(true)}>
        {t('factors.removePassword')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('factors.removePasswordTitle')}
        lead={
          <>
            {t('factors.removePasswordLead')}
            {remove.error ? <Refused>{remove.error.message}</Refused> : null}
          </>
        }
        keep={t('factors.keepPassword')}
        confirm={t('factors.removePassword')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              notify.done(t('factors.passwordRemoved'));
            },
          })
        }
      />
    </>
  );
}
