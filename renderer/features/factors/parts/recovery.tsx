import { useState } from 'react';
import type { Factors } from '../../../../server/factors/contract.ts';
import { Button, ConfirmDialog, Refused, Section, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNewCodes } from '../api.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';

/** From here on new ones are recommended. */
const FEW = 3;

/** How many recovery codes are left, and new ones. */
export function Recovery({ factors, onCodes }: { factors: Factors; onCodes: (codes: readonly string[]) => void }) {
  const t = useMessages(factorsMessages);
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const make = useNewCodes();
  const { left, made_at } = factors.recovery;
  const has = factors.authenticators.length + factors.passkeys.length + left > 0;
  const begin = () =>
    make.mutate(undefined, {
      onSuccess: ({ codes }) => {
        setAsking(false);
        onCodes(codes);
      },
    });
  return (
    <Section title={t('factors.recovery')} lead={t('factors.recoveryLead')} content={styles.stack}>
      {has ? (
        <>
          <div>
            <State kind={left > FEW ? 'ok' : 'warn'}>{t('factors.codesLeft', { count: left })}</State>
            {made_at ? <p className={styles.when}>{t('factors.codesMade', { when: format.date(made_at) })}</p> : null}
          </div>
          {left > FEW ? null : <p>{t(left === 0 ? 'factors.noneLeft' : 'factors.fewCodes')}</p>}
          <Button variant={left > FEW ? 'default' : 'filled'} size="md" onClick={() => setAsking(true)}>
            {t('factors.newCodes')}
          </Button>
        </>
      ) : (
        <p className={styles.quiet}>{t('factors.noCodes')}</p>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('factors.newCodesTitle')}
        lead={
          <>
            {t('factors.newCodesLead')}
            {make.error ? <Refused>{make.error.message}</Refused> : null}
          </>
        }
        keep={t('factors.keepCodes')}
        confirm={t('factors.newCodes')}
        busy={make.isPending}
        onConfirm={begin}
      />
    </Section>
  );
}
