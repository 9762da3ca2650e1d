import { Checkbox, FieldError } from '../../../../kit/index.ts';
import type { Role } from '../../../../../server/accounts/contract.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../messages/index.ts';
import { ROLES } from '../users-query.ts';
import styles from '../users.module.css';

type RoleBoxesProps = {
  /** What the roles are for; “Roles” unless told. */
  legend?: string;
  value: readonly Role[];
  onChange: (roles: Role[]) => void;
  error?: string | undefined;
};

/** Roles with what each may do; a person can have several. */
export function RoleBoxes({ legend, value, onChange, error }: RoleBoxesProps) {
  const t = useMessages(usersMessages);
  return (
    <fieldset className={styles.roles}>
      <legend>{legend ?? t('users.roles')}</legend>
      {ROLES.map(role => (
        <Checkbox
          key={role}
          label={t(`users.role-${role}`)}
          description={t(`users.does-${role}`)}
          checked={value.includes(role)}
          onChange={event =>
            onChange(ROLES.filter(each => (each === role ? event.currentTarget.checked : value.includes(each))))
          }
        />
      ))}
      {error ? (
        <p role="alert" className={styles.rolesError}>
          <FieldError>{error}</FieldError>
        </p>
      ) : null}
    </fieldset>
  );
}
