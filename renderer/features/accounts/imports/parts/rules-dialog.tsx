import { useState } from 'react';
import type { Import } from '../../../../../server/accounts/import/contract.ts';
import { Button, ChoiceCards, Dialog, Refused } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useMailWorks } from '../../users/api.ts';
import { RoleBoxes } from '../../users/parts/role-boxes.tsx';
import { useDeeds } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';

const EXISTING = ['update', 'skip'] as const;
const WELCOMES = ['mail', 'links', 'later'] as const;

/** What holds for all rows: those who are here already, how the new ones get in, and roles. */
export function RulesDialog({ made, onClose }: { made: Import; onClose: () => void }) {
  const t = useMessages(importsMessages);
  const { change } = useDeeds(made.id);
  const mailWorks = useMailWorks();
  const [options, setOptions] = useState(made.options);
  const welcomes = WELCOMES.filter(way => way !== 'mail' || mailWorks);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('imports.rules')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('imports.cancel')}
          </Button>
          <Button
            loading={change.isPending}
            disabled={options.roles.length === 0}
            onClick={() => change.mutate({ options }, { onSuccess: onClose })}
          >
            {t('imports.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <fieldset className={styles.group}>
          <legend>{t('imports.existing')}</legend>
          <ChoiceCards
            label={t('imports.existing')}
            value={options.existing}
            onChange={existing => setOptions({ ...options, existing })}
            choices={EXISTING.map(value => ({
              value,
              label: t(`imports.existing-${value}`),
              detail: t(`imports.existing-${value}Detail`),
            }))}
          />
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{t('imports.welcome')}</legend>
          <ChoiceCards
            label={t('imports.welcome')}
            value={options.welcome}
            onChange={welcome => setOptions({ ...options, welcome })}
            choices={welcomes.map(value => ({
              value,
              label: t(`imports.welcome-${value}`),
              detail: t(`imports.welcome-${value}Detail`),
            }))}
          />
        </fieldset>
        <RoleBoxes
          legend={t('imports.defaultRoles')}
          value={options.roles}
          onChange={roles => setOptions({ ...options, roles })}
        />
      </div>
      {change.error ? <Refused>{change.error.message}</Refused> : null}
    </Dialog>
  );
}
