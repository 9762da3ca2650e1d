import { useState } from 'react';
import type { Factors } from '../../../server/factors/contract.ts';
import { Button, ErrorPanel, notify, Section, SkeletonText } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useFactors, useSettled } from './api.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';
import { AddApp } from './parts/add-app.tsx';
import { AddPasskey } from './parts/add-passkey.tsx';
import { CodesSheet } from './parts/codes-sheet.tsx';
import { FactorList } from './parts/factor-list.tsx';
import { Passkeys } from './parts/passkeys.tsx';
import { Recovery } from './parts/recovery.tsx';

/** How a person proves who they are besides the password: apps, passkeys, recovery codes. */
export function FactorsSections() {
  const t = useMessages(factorsMessages);
  const factors = useFactors('me');
  if (factors.data) return <Sections factors={factors.data} />;
  return (
    <Section title={t('factors.waysIn')}>
      {factors.error ? (
        <ErrorPanel title={t('factors.loadFailed')} onRetry={() => void factors.refetch()} level={3}>
          {factors.error.message}
        </ErrorPanel>
      ) : (
        <SkeletonText lines={3} />
      )}
    </Section>
  );
}

function Sections({ factors }: { factors: Factors }) {
  const t = useMessages(factorsMessages);
  const settled = useSettled();
  const [adding, setAdding] = useState<'app' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { authenticators, passkeys } = factors;
  const some = authenticators.length > 0;
  const added = (fresh: readonly string[] | null) => {
    setCodes(fresh);
    // Whoever had to set one up is led on only after the codes were kept.
    if (!fresh) void settled();
    if (adding === 'passkey') notify.done(t('factors.passkeyAdded'));
  };
  const kept = () => {
    setCodes(null);
    void settled();
  };
  return (
    <>
      <Section title={t('factors.apps')} lead={t('factors.appsLead')} content={styles.stack}>
        {some ? (
          <FactorList
            label={t('factors.apps')}
            kind="app"
            items={authenticators}
            isLast={authenticators.length + passkeys.length === 1}
          />
        ) : (
          <p className={styles.quiet}>{t('factors.noApp')}</p>
        )}
        <Button variant={some ? 'default' : 'filled'} size="md" onClick={() => setAdding('app')}>
          {t(some ? 'factors.addAnotherApp' : 'factors.addApp')}
        </Button>
      </Section>
      <Passkeys factors={factors} onAdd={() => setAdding('passkey')} />
      <Recovery factors={factors} onCodes={setCodes} />
      <AddApp open={adding === 'app'} onClose={() => setAdding(null)} onAdded={added} />
      <AddPasskey open={adding === 'passkey'} onClose={() => setAdding(null)} onAdded={added} />
      <CodesSheet codes={codes} onKept={kept} />
    </>
  );
}
