import { useState } from 'react';
import type { Factors } from '../../../../server/factors/contract.ts';
import { Button, ConfirmDialog, notify, Refused, SkeletonText, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useFactors, useResetFactors } from '../api.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';

type PersonFactorsProps = { userId: number; name: string };

/** For administrators: which second factors somebody has, and taking them away from somebody who lost them. */
export function PersonFactors({ userId, name }: PersonFactorsProps) {
  const t = useMessages(factorsMessages);
  const [asking, setAsking] = useState(false);
  const factors = useFactors(userId);
  const reset = useResetFactors(userId);
  if (factors.error) return <Refused>{factors.error.message}</Refused>;
  if (!factors.data) return <SkeletonText lines={1} />;
  const { authenticators, passkeys, recovery } = factors.data;
  const some = authenticators.length + passkeys.length + recovery.left > 0;
  return (
    <div className={styles.person}>
      <Standing factors={factors.data} />
      {some ? (
        <Button variant="default" size="sm" onClick={() => setAsking(true)}>
          {t('factors.reset')}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('factors.resetTitle', { name })}
        lead={
          <>
            {t('factors.resetLead')}
            {reset.error ? <Refused>{reset.error.message}</Refused> : null}
          </>
        }
        keep={t('factors.resetKeep')}
        confirm={t('factors.reset')}
        danger
        busy={reset.isPending}
        onConfirm={() =>
          reset.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              notify.done(t('factors.resetDone', { name }));
            },
          })
        }
      />
    </div>
  );
}

function Standing({ factors }: { factors: Factors }) {
  const t = useMessages(factorsMessages);
  const { authenticators, passkeys, recovery, standing, password } = factors;
  if (authenticators.length + passkeys.length === 0 && recovery.left > 0)
    return <State kind="warn">{t('factors.personCodesOnly', { count: recovery.left })}</State>;
  if (authenticators.length + passkeys.length === 0)
    return standing.required ? (
      <State kind="warn">{t('factors.personMissing')}</State>
    ) : (
      <span className={styles.quiet}>{t('factors.personNone')}</span>
    );
  const parts = [
    ...(authenticators.length > 0 ? [t('factors.personApps', { count: authenticators.length })] : []),
    ...(passkeys.length > 0 ? [t('factors.personPasskeys', { count: passkeys.length })] : []),
    ...(password ? [] : [t('factors.personOnly')]),
    t('factors.personCodes', { count: recovery.left }),
  ];
  return <State kind="ok">{parts.join(', ')}</State>;
}
