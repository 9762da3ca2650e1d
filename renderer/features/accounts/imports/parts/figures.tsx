import type { Import } from '../../../../../server/accounts/import/contract.ts';
import { Button, State, type StateKind } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../../users/messages/index.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';

/** How many rows would do what, and by which rules. */
export function Figures({ made, onRules }: { made: Import; onRules: () => void }) {
  const t = useMessages(importsMessages);
  const u = useMessages(usersMessages);
  const format = useFormat();
  const { figures, options } = made;
  const shown: [number, StateKind, string][] = [
    [figures.new, 'ok', t('imports.new')],
    [figures.changed, 'info', t('imports.changed')],
    [figures.unchanged, 'mute', t('imports.unchanged')],
    [figures.skipped, 'mute', t('imports.skipped')],
    [figures.refused, 'bad', t('imports.refused')],
  ];
  const welcome = { mail: 'imports.ruleMail', links: 'imports.ruleLinks', later: 'imports.ruleLater' } as const;
  const roles = format.list(options.roles.map(role => u(`users.role-${role}`)));
  return (
    <div className={styles.figures}>
      {shown
        .filter(([count, , label]) => count > 0 || label === t('imports.new'))
        .map(([count, kind, label]) => (
          <div key={label} className={styles.figure}>
            <span className={styles.number}>{format.number(count)}</span>
            <State kind={count > 0 ? kind : 'mute'}>{label}</State>
          </div>
        ))}
      <div className={styles.rules}>
        <span className={styles.rulesTitle}>{t('imports.rules')}</span>
        <p>
          {t(options.existing === 'update' ? 'imports.ruleUpdate' : 'imports.ruleSkip')} {t(welcome[options.welcome])}{' '}
          {t('imports.ruleRoles', { roles })}
        </p>
        <Button variant="subtle" size="xs" onClick={onRules}>
          {t('imports.change')}
        </Button>
      </div>
    </div>
  );
}
