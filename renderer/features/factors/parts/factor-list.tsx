import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionIcon, ConfirmDialog, notify, Refused } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { type Removable, useRemoveFactor } from '../api.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';
import { useElsewhere } from './elsewhere.tsx';
import { RenameFactor } from './rename-factor.tsx';

interface Listed {
  id: number;
  name: string;
  created_at: string;
  last_used_at: string | null;
  /** What else there is to know of it. */
  more?: readonly string[];
}

type FactorListProps = { label: string; kind: Removable['kind']; items: readonly Listed[]; isLast: boolean };

/** What a person set up, each with its name, its use and the way to remove it. */
export function FactorList({ label, kind, items, isLast }: FactorListProps) {
  const t = useMessages(factorsMessages);
  const format = useFormat();
  const [going, setGoing] = useState<Removable | null>(null);
  const [named, setNamed] = useState<Removable | null>(null);
  const remove = useRemoveFactor();
  const elsewhere = useElsewhere();
  const now = useNow(60_000);
  const close = () => {
    remove.reset();
    setGoing(null);
  };
  const told = ({ created_at, last_used_at, more = [] }: Listed) =>
    [
      t('factors.added', { when: format.date(created_at) }),
      last_used_at ? t('factors.used', { when: format.ago(last_used_at, now) }) : t('factors.unused'),
      ...more,
    ].join(', ');
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {items.map(item => (
          <li key={item.id} className={styles.item}>
            <div className={styles.what}>
              <div className={styles.name}>{item.name}</div>
              <div className={styles.when}>{told(item)}</div>
            </div>
            <ActionIcon
              size={44}
              variant="subtle"
              color="gray"
              aria-label={t('factors.renameNamed', { name: item.name })}
              onClick={() => setNamed({ kind, id: item.id, name: item.name })}
            >
              <IconPencil size={20} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              size={44}
              variant="subtle"
              color="gray"
              aria-label={t('factors.removeNamed', { name: item.name })}
              onClick={() => setGoing({ kind, id: item.id, name: item.name })}
            >
              <IconTrash size={20} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {named ? <RenameFactor factor={named} onClose={() => setNamed(null)} /> : null}
      <ConfirmDialog
        open={going !== null}
        onClose={close}
        title={t('factors.removeTitle', { name: going?.name ?? '' })}
        lead={
          <>
            {t(kind === 'app' ? 'factors.removeAppLead' : 'factors.removePasskeyLead')}{' '}
            {isLast ? t('factors.removeLast') : null}
            {remove.error ? <Refused>{remove.error.message}</Refused> : null}
          </>
        }
        keep={t('factors.keep')}
        confirm={t('factors.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          going &&
          remove.mutate(going, {
            onSuccess: () => {
              notify.done(t('factors.removed', { name: going.name }));
              elsewhere.end();
              setGoing(null);
            },
          })
        }
      >
        {elsewhere.choice}
      </ConfirmDialog>
    </>
  );
}
