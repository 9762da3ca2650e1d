import { useEffect, useId, useRef, useState } from 'react';
import type { Role, UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, ConfirmDialog, Dialog, notify, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { type Change, type Outcome, useChange } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { RoleBoxes } from './role-boxes.tsx';
import { nameOf } from './users-table.tsx';

/** Something to be done with people; asked for first where it needs asking. */
export type Deed = { kind: 'roles' | 'suspend' | 'reactivate'; users: readonly UserListItem[] };

type DeedsProps = { deed: Deed | null; onEnd: () => void; onDone: () => void };

/** The dialogs of suspending and of roles, and what came of it. */
export function Deeds({ deed, onEnd, onDone }: DeedsProps) {
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const change = useChange();
  const tell = useTelling();
  const run = (users: readonly UserListItem[], what: Change) => {
    change.mutate(
      { users, change: what },
      {
        onSuccess: results => {
          onEnd();
          onDone();
          const done = results.filter(({ refused }) => refused === null).map(({ user }) => user);
          if (done.length < results.length) setOutcomes(results);
          if (done.length > 0) tell(done, what, () => run(done, { kind: 'reactivate' }));
        },
      },
    );
  };
  const reactivated = useRef<Deed | null>(null);
  useEffect(() => {
    // Lifting a suspension hurts nobody: it is done without asking, once for each time it is asked for.
    if (deed?.kind !== 'reactivate' || reactivated.current === deed) return;
    reactivated.current = deed;
    run(deed.users, { kind: 'reactivate' });
  });
  return (
    <>
      <SuspendDialog
        users={deed?.kind === 'suspend' ? deed.users : []}
        busy={change.isPending}
        onClose={onEnd}
        onConfirm={users => run(users, { kind: 'suspend' })}
      />
      {deed?.kind === 'roles' ? (
        <RolesDialog
          users={deed.users}
          busy={change.isPending}
          onClose={onEnd}
          onSave={roles => run(deed.users, { kind: 'roles', roles })}
        />
      ) : null}
      {outcomes ? <OutcomeDialog outcomes={outcomes} onClose={() => setOutcomes(null)} /> : null}
    </>
  );
}

/** Says what was done; a suspension can be taken back. */
function useTelling() {
  const t = useMessages(usersMessages);
  return (done: readonly UserListItem[], what: Change, undo: () => void) => {
    const [first] = done;
    const name = first ? nameOf(first) : '';
    const count = done.length;
    if (what.kind === 'suspend')
      notify.done(count === 1 ? t('users.suspendedOne', { name }) : t('users.suspendedMany', { count }), { undo });
    else if (what.kind === 'reactivate')
      notify.done(count === 1 ? t('users.reactivated', { name }) : t('users.reactivatedMany', { count }));
    else notify.done(count === 1 ? t('users.rolesSaved', { name }) : t('users.rolesSavedMany', { count }));
  };
}

type SuspendProps = {
  users: readonly UserListItem[];
  busy: boolean;
  onClose: () => void;
  onConfirm: (users: readonly UserListItem[]) => void;
};
const NAMED = 3;

function SuspendDialog({ users, busy, onClose, onConfirm }: SuspendProps) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  // While the dialog fades it still names whom it named.
  const [last, setLast] = useState(users);
  if (users.length > 0 && users !== last) setLast(users);
  const [first] = last;
  const count = last.length;
  const some = last.slice(0, NAMED).map(nameOf);
  const names =
    count > NAMED ? t('users.andMore', { names: some.join(', '), count: count - NAMED }) : format.list(some);
  const one = count === 1 && first ? nameOf(first) : null;
  return (
    <ConfirmDialog
      open={users.length > 0}
      onClose={onClose}
      title={one ? t('users.suspendAsk', { name: one }) : t('users.suspendMany', { count })}
      lead={one ? t('users.suspendLead', { name: one }) : t('users.suspendManyLead', { names })}
      keep={t('users.keep')}
      confirm={one ? t('users.suspendPerson') : t('users.suspendPeople', { count })}
      danger
      busy={busy}
      onConfirm={() => onConfirm(last)}
    />
  );
}

type RolesProps = {
  users: readonly UserListItem[];
  busy: boolean;
  onClose: () => void;
  onSave: (roles: Role[]) => void;
};

function RolesDialog({ users, busy, onClose, onSave }: RolesProps) {
  const t = useMessages(usersMessages);
  const form = useId();
  const [first] = users;
  const alone = users.length === 1 && first ? first : null;
  const [roles, setRoles] = useState<Role[]>(alone ? alone.roles : []);
  const [tried, setTried] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title={alone ? t('users.rolesOf', { name: nameOf(alone) }) : t('users.rolesOfMany', { count: users.length })}
      lead={t(alone ? 'users.rolesLead' : 'users.rolesManyLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.cancel')}
          </Button>
          <Button type="submit" form={form} loading={busy}>
            {t('users.saveRoles')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          setTried(true);
          if (roles.length > 0) onSave(roles);
        }}
      >
        <RoleBoxes
          value={roles}
          onChange={setRoles}
          error={tried && roles.length === 0 ? t('users.rolesMissing') : undefined}
        />
      </form>
    </Dialog>
  );
}

function OutcomeDialog({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const t = useMessages(usersMessages);
  const done = outcomes.filter(({ refused }) => refused === null).length;
  return (
    <Dialog
      open
      onClose={onClose}
      size={outcomes.length > 1 ? 700 : 440}
      title={t('users.outcome', { done, total: outcomes.length })}
      lead={t('users.outcomeLead')}
      actions={<Button onClick={onClose}>{t('users.done')}</Button>}
    >
      <ul className={styles.outcomes}>
        {outcomes.map(({ user, refused }) => (
          <li key={user.id}>
            <span className={styles.outcomeName}>{nameOf(user)}</span>
            <State kind={refused === null ? 'ok' : 'bad'}>{refused ?? t('users.outcomeDone')}</State>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
