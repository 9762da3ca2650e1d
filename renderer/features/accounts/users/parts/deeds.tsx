import { useEffect, useId, useRef, useState } from 'react';
import type { Role, UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, ConfirmDialog, Dialog, JobProgress, notify, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { secondsLeft } from '../../../../platform/time-left.ts';
import { type Change, type Outcome, useChange } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { EditPerson } from './edit-person.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { SlipsDialog } from './slips.tsx';
import { nameOf } from './users-table.tsx';

/** Something to be done with people; asked for first where it needs asking. */
export type Deed = {
  kind: 'roles' | 'suspend' | 'reactivate' | 'sign-out' | 'edit' | 'link' | 'links' | 'merge';
  users: readonly UserListItem[];
};

type DeedsProps = { deed: Deed | null; onEnd: () => void; onDone: () => void };

/** The dialogs of suspending and of roles, and what came of it. */
export function Deeds({ deed, onEnd, onDone }: DeedsProps) {
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const { change, done: count, elapsed, stop } = useChange();
  const tell = useTelling();
  const run = (users: readonly UserListItem[], what: Change) => {
    // With many the progress takes the place of the question.
    if (users.length > FEW) onEnd();
    change.mutate(
      { users, change: what },
      {
        onSuccess: results => {
          onEnd();
          onDone();
          const done = results.filter(isDone).map(({ user }) => user);
          if (done.length < results.length) setOutcomes(results);
          const back = oppositeOf(what);
          if (done.length > 0) tell(done, what, back ? () => run(done, back) : undefined);
        },
      },
    );
  };
  const total = change.isPending ? change.variables.users.length : 0;
  const done = useRef<Deed | null>(null);
  useEffect(() => {
    // What hurts nobody is done without asking, once for each time it is asked for.
    if ((deed?.kind !== 'reactivate' && deed?.kind !== 'sign-out') || done.current === deed) return;
    done.current = deed;
    run(deed.users, { kind: deed.kind });
  });
  const [only, other] = deed?.users ?? [];
  const end = () => {
    onEnd();
    onDone();
  };
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
          onSave={roles => run(deed.users, { kind: 'roles', rolesOf: () => roles })}
        />
      ) : null}
      {deed?.kind === 'edit' && only ? <EditPerson user={only} onClose={onEnd} /> : null}
      {deed?.kind === 'link' && only ? <LinkDialog user={only} onClose={onEnd} /> : null}
      {deed?.kind === 'links' ? <SlipsDialog ids={deed.users.map(({ id }) => id)} onClose={end} /> : null}
      {deed?.kind === 'merge' && only && other ? <MergeDialog first={only} second={other} onClose={end} /> : null}
      {total > FEW ? <ProgressDialog {...{ elapsed, total }} done={count} onStop={stop} /> : null}
      {outcomes ? <OutcomeDialog outcomes={outcomes} onClose={() => setOutcomes(null)} /> : null}
    </>
  );
}

const isDone = ({ refused, left }: Outcome) => refused === null && !left;

/** So many are changed within a moment. */
const FEW = 10;

/** What puts everybody back; nothing does after signing people out. The people are as they were before the change. */
function oppositeOf({ kind }: Change): Change | null {
  if (kind === 'suspend') return { kind: 'reactivate' };
  return kind === 'roles' ? { kind: 'roles', rolesOf: ({ roles }) => roles } : null;
}

/** `elapsed` in milliseconds. */
type ProgressProps = { done: number; elapsed: number; total: number; onStop: () => void };

function ProgressDialog({ done, elapsed, total, onStop }: ProgressProps) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const left = secondsLeft(done / total, elapsed);
  return (
    <Dialog
      open
      onClose={() => {}}
      closable={false}
      title={t('users.changing', { count: total })}
      lead={t('users.changingLead')}
      actions={
        <Button variant="default" onClick={onStop}>
          {t('users.changingStop')}
        </Button>
      }
    >
      <div className={styles.changing}>
        <JobProgress
          value={done / total}
          what={t('users.changingDone', { done: format.number(done), total: format.number(total) })}
          detail={left === null ? undefined : t('users.changingLeft', { time: format.duration(left) })}
        />
      </div>
    </Dialog>
  );
}

/** Says what was done; what can be taken back offers it. */
function useTelling() {
  const t = useMessages(usersMessages);
  return (done: readonly UserListItem[], what: Change, undo: (() => void) | undefined) => {
    const back = undo ? { undo } : {};
    const [first] = done;
    const name = first ? nameOf(first) : '';
    const count = done.length;
    if (what.kind === 'suspend')
      notify.done(count === 1 ? t('users.suspendedOne', { name }) : t('users.suspendedMany', { count }), back);
    else if (what.kind === 'sign-out')
      notify.done(count === 1 ? t('users.signedOut', { name }) : t('users.signedOutMany', { count }));
    else if (what.kind === 'reactivate')
      notify.done(count === 1 ? t('users.reactivated', { name }) : t('users.reactivatedMany', { count }));
    else notify.done(count === 1 ? t('users.rolesSaved', { name }) : t('users.rolesSavedMany', { count }), back);
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
  const done = outcomes.filter(isDone).length;
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
        {outcomes.map(({ user, refused, left }) => (
          <li key={user.id}>
            <span className={styles.outcomeName}>{nameOf(user)}</span>
            {left ? (
              <State kind="mute">{t('users.outcomeLeft')}</State>
            ) : (
              <State kind={refused === null ? 'ok' : 'bad'}>{refused ?? t('users.outcomeDone')}</State>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
