/** Who teaches the course: the instructor who answers for it, and those who teach it too. */
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Instructor } from '../../../../../server/courses/team/contract.ts';
import {
  Avatar,
  Button,
  ConfirmDialog,
  Dialog,
  ErrorPanel,
  Menu,
  notify,
  Refused,
  SearchField,
  Skeleton,
  type,
} from '../../../../kit/index.ts';
import { addressOf } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useSession } from '../../../../platform/session.tsx';
import { reasonOf, useTeam, useTeamCandidates, useTeamDeeds } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import { useGo } from '../use-go.ts';
import styles from './team.module.css';

const nameOf = ({ first_name, last_name }: Instructor) => `${first_name} ${last_name}`;

interface Asked {
  deed: 'hand over' | 'take out' | 'leave';
  person: Instructor;
}

export function TeamPart({ courseId }: { courseId: number }) {
  const t = useMessages(studioMessages);
  const { data, error, refetch } = useTeam(courseId);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <section className={styles.part} aria-labelledby="team">
      <h2 id="team" className={type.pane}>
        {t('studio.team')}
      </h2>
      <p className={type.ink2}>{t('studio.teamLead')}</p>
      {error ? (
        <ErrorPanel onRetry={() => void refetch()}>{reasonOf(error) ?? t('studio.unreachable')}</ErrorPanel>
      ) : null}
      {!data && !error ? <Skeleton height={57} /> : null}
      {data ? (
        <ul className={styles.list}>
          <Member person={data.lead} role={t('studio.teamAnswers')} />
          {data.others.map(person => (
            <Other key={person.id} person={person} mayChange={data.may_change} onAsk={setAsked} />
          ))}
        </ul>
      ) : null}
      {data?.may_change ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} stroke={1.75} />}
            onClick={() => setAdding(true)}
          >
            {t('studio.teamAdd')}
          </Button>
        </div>
      ) : null}
      <AddDialog courseId={courseId} open={adding} onClose={() => setAdding(false)} />
      <Question courseId={courseId} asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

function Member({ person, role, menu }: { person: Instructor; role: string; menu?: ReactNode }) {
  const src =
    person.avatar === null
      ? undefined
      : addressOf('/files/:id', { params: { id: person.avatar }, query: { width: 80 } });
  return (
    <li className={styles.row}>
      <Avatar name={nameOf(person)} size={32} src={src} />
      <span className={styles.words}>
        <span className={styles.name}>{nameOf(person)}</span>
        <span className={styles.role}>{role}</span>
      </span>
      {menu}
    </li>
  );
}

type OtherProps = {
  person: Instructor & { added_at: string };
  mayChange: boolean;
  onAsk: (asked: Asked) => void;
};

function Other({ person, mayChange, onAsk }: OtherProps) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const { me } = useSession();
  const ask = (deed: Asked['deed']) => ({ onClick: () => onAsk({ deed, person }) });
  const isMe = me?.id === person.id;
  const items = [
    ...(mayChange ? [{ key: 'lead', label: t('studio.teamHandOver'), ...ask('hand over') }] : []),
    ...(isMe ? [{ key: 'leave', label: t('studio.teamLeave'), danger: true, ...ask('leave') }] : []),
    ...(mayChange && !isMe ? [{ key: 'out', label: t('studio.teamTakeOut'), danger: true, ...ask('take out') }] : []),
  ];
  return (
    <Member
      person={person}
      role={t('studio.teamSince', { day: format.day(person.added_at) })}
      menu={
        items.length > 0 ? <Menu label={t('studio.teamMenu', { name: nameOf(person) })} items={items} /> : undefined
      }
    />
  );
}

function AddDialog({ courseId, open, onClose }: { courseId: number; open: boolean; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const [search, setSearch] = useState('');
  const { data, error } = useTeamCandidates(courseId, search, open);
  const { add } = useTeamDeeds(courseId);
  const choose = (person: Instructor) =>
    add.mutate(person.id, {
      onSuccess: () => {
        notify.done(t('studio.teamAdded', { name: nameOf(person) }));
        setSearch('');
        onClose();
      },
    });
  const failed = add.error ?? error;
  return (
    <Dialog open={open} onClose={onClose} title={t('studio.teamAdd')} lead={t('studio.teamAddLead')}>
      <SearchField
        className={styles.search}
        label={t('studio.teamSearch')}
        placeholder={t('studio.teamSearch')}
        value={search}
        onChange={setSearch}
      />
      {failed ? <Refused>{reasonOf(failed) ?? t('studio.unreachable')}</Refused> : null}
      <div className={styles.found} role="status">
        {data?.length === 0 ? <p className={styles.nobody}>{t('studio.teamNobody')}</p> : null}
        {data && data.length > 0 ? (
          <ul className={styles.list}>
            {data.map(person => (
              <li key={person.id} className={styles.row}>
                <Avatar name={nameOf(person)} size={32} />
                <span className={styles.words}>{nameOf(person)}</span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('studio.teamAddName', { name: nameOf(person) })}
                  loading={add.isPending && add.variables === person.id}
                  onClick={() => choose(person)}
                >
                  {t('studio.teamAddShort')}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  );
}

function Question({ courseId, asked, onClose }: { courseId: number; asked: Asked | null; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const go = useGo();
  const { remove, leave, handOver } = useTeamDeeds(courseId);
  if (!asked) return null;
  const { deed, person } = asked;
  const name = nameOf(person);
  const words = {
    'hand over': [
      t('studio.teamHandOverTo', { name }),
      t('studio.teamHandOverLead', { name }),
      t('studio.teamHandOver'),
    ],
    'take out': [t('studio.teamTakeOutName', { name }), t('studio.teamTakeOutLead'), t('studio.teamTakeOut')],
    leave: [t('studio.teamLeaveThis'), t('studio.teamLeaveLead'), t('studio.teamLeave')],
  } as const;
  const [title, lead, confirm] = words[deed];
  const act = { 'hand over': handOver, 'take out': remove, leave }[deed];
  const failed = act.error;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      lead={lead}
      confirm={confirm}
      keep={t('studio.cancel')}
      danger={deed !== 'hand over'}
      busy={act.isPending}
      onConfirm={() =>
        act.mutate(person.id, {
          onSuccess: () => {
            onClose();
            if (deed === 'leave') go('/studio');
          },
        })
      }
    >
      {failed ? <Refused>{reasonOf(failed) ?? t('studio.unreachable')}</Refused> : null}
    </ConfirmDialog>
  );
}
