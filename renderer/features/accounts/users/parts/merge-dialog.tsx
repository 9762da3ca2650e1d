import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { Role, UserListItem } from '../../../../../server/accounts/contract.ts';
import type { InputOf } from '../../../../platform/api-types.ts';
import { Button, Checkbox, Dialog, notify, Radio, Refused, Skeleton } from '../../../../kit/index.ts';
import { call } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { RoleBoxes } from './role-boxes.tsx';
import { nameOf } from './users-table.tsx';

type Choice = InputOf<'POST /users/:id/merge'>['body'];
type Side = 'kept' | 'gone';
const PARTS = ['name', 'email', 'phone', 'organization'] as const;
type Part = (typeof PARTS)[number];

type MergeProps = { first: UserListItem; second: UserListItem; onClose: () => void };

/** Two accounts side by side: which one stays, what is taken from each, what moves. */
export function MergeDialog({ first, second, onClose }: MergeProps) {
  const t = useMessages(usersMessages);
  const [swapped, setSwapped] = useState(false);
  const [kept, gone] = swapped ? [second, first] : [first, second];
  const merge = useMerge(kept.id);
  const [sides, setSides] = useState<Record<Part, Side>>(() => sidesOf(first, second));
  const [roles, setRoles] = useState<Role[]>([...new Set([...first.roles, ...second.roles])]);
  const [alias, setAlias] = useState(true);
  const swap = () => {
    setSwapped(!swapped);
    setSides(sidesOf(gone, kept));
  };
  const left = sides.email === 'kept' ? gone.email : kept.email;
  const run = () =>
    merge.mutate(
      { other: gone.id, ...sides, roles, alias },
      {
        onSuccess: user => {
          notify.done(t('users.merged', { name: nameOf(user) }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      size={700}
      onClose={onClose}
      title={t('users.mergeTitle')}
      lead={t('users.mergeLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.mergeKeep')}
          </Button>
          <Button color="red" loading={merge.isPending} disabled={roles.length === 0} onClick={run}>
            {t('users.mergeDo', { name: nameOf(gone) })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Sides
          {...{ kept, gone, sides }}
          onSwap={swap}
          onChange={(part, side) => setSides({ ...sides, [part]: side })}
        />
        <RoleBoxes value={roles} onChange={setRoles} error={roles.length === 0 ? t('users.rolesMissing') : undefined} />
        <Checkbox
          label={t('users.mergeAlias', { email: left })}
          description={t('users.mergeAliasLead')}
          checked={alias}
          onChange={event => setAlias(event.currentTarget.checked)}
        />
        <Moves kept={kept} gone={gone} />
        {merge.error ? <Refused>{merge.error.message}</Refused> : null}
      </div>
    </Dialog>
  );
}

/** What the kept account lacks is taken from the other one. */
function sidesOf(kept: UserListItem, gone: UserListItem): Record<Part, Side> {
  const lacking = (name: 'phone' | 'organization'): Side => (!kept[name] && gone[name] ? 'gone' : 'kept');
  return { name: 'kept', email: 'kept', phone: lacking('phone'), organization: lacking('organization') };
}

function useMerge(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Choice) => call('POST /users/:id/merge', { params: { id }, body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['users'] }),
  });
}

type SidesProps = {
  kept: UserListItem;
  gone: UserListItem;
  sides: Record<Part, Side>;
  onSwap: () => void;
  onChange: (part: Part, side: Side) => void;
};

function Sides({ kept, gone, sides, onSwap, onChange }: SidesProps) {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const words = {
    name: t('users.name'),
    email: t('users.email'),
    phone: t('users.phone'),
    organization: t('users.organisation'),
  };
  const value = (user: UserListItem, part: Part) =>
    (part === 'name' ? nameOf(user) : user[part]) || t('users.mergeNothing');
  const last = ({ last_sign_in_at }: UserListItem) =>
    last_sign_in_at ? format.date(last_sign_in_at) : t('users.never');
  return (
    <div className={styles.sides}>
      <div className={styles.sideHeads}>
        <div>
          <strong>{t('users.mergeStays')}</strong>
          <span>{t('users.mergeFacts', { number: kept.id, last: last(kept) })}</span>
        </div>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
          onClick={onSwap}
        >
          {t('users.mergeSwap')}
        </Button>
        <div>
          <strong>{t('users.mergeGoes')}</strong>
          <span>{t('users.mergeFacts', { number: gone.id, last: last(gone) })}</span>
        </div>
      </div>
      {PARTS.map(part => (
        <div key={part} className={styles.side} role="radiogroup" aria-label={words[part]}>
          <span className={styles.sideName}>{words[part]}</span>
          {(['kept', 'gone'] as const).map(side => (
            <Radio
              key={side}
              name={`merge-${part}`}
              label={value(side === 'kept' ? kept : gone, part)}
              checked={sides[part] === side}
              onChange={() => onChange(part, side)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Moves({ kept, gone }: { kept: UserListItem; gone: UserListItem }) {
  const t = useMessages(usersMessages);
  const { data, error } = useQuery({
    // Not one of the users' keys: those are asked for again after the merge, when one of the two is gone.
    queryKey: ['merge-of-users', kept.id, gone.id],
    queryFn: ({ signal }) =>
      call('GET /users/:id/merge/:otherId', { params: { id: kept.id, otherId: gone.id } }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <Refused>{error.message}</Refused>;
  if (!data) return <Skeleton height={60} />;
  return (
    <div>
      <strong>{t('users.mergeMoves')}</strong>
      {data.moves.length === 0 ? <p className={styles.quiet}>{t('users.mergeMovesNone')}</p> : null}
      <ul className={styles.moves}>
        {data.moves.map(({ what, count, both }) => (
          <li key={what}>
            {t(`users.move-${what}`, { count })}
            {both > 0 ? <span className={styles.quiet}> {t('users.moveBoth', { count: both })}</span> : null}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('users.mergeFinal')}</p>
    </div>
  );
}
